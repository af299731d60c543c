"""What an address of Liquidlogic is used for, and which placements tell a protected one."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Files, Mapped, map_files

LIQUIDLOGIC = FORMATS["liquidlogic"]
IVY, LEO = "52", "53"
HERE, THERE = "QQ1 1AA", "QQ9 9BB"
Row = Mapping[str, str]


def address(code: str = "MAIN", **more: str) -> Row:
    row = {"DIM_PERSON_ADDRESS_ID": "1", "DIM_PERSON_ID": IVY, "ADDSS_TYPE_CODE": code}
    return {**row, "START_DTTM": "2025-03-01", "POSTCODE": HERE, **more}


def placement(**more: str) -> Row:
    row = {"FACT_CLA_PLACEMENT_ID": "1", "DIM_PERSON_ID": IVY, "START_DTTM": "2025-02-01"}
    return {**row, "DIM_LOOKUP_PLACEMENT_TYPE_CODE": "U4", "POSTCODE": HERE, **more}


def mapped(
    folder: Path,
    addresses: Row,
    *placements: Row,
    codes: Mapping[str, Mapping[str, str]] | None = None,
) -> Mapped:
    people = [{"DIM_PERSON_ID": who, "SURNAME": "Whitlock"} for who in (IVY, LEO)]
    files: Files = {
        "DIM_PERSON": people,
        "DIM_PERSON_ADDRESS": [addresses],
        "FACT_CLA_PLACEMENT": list(placements),
    }
    return map_files(folder, LIQUIDLOGIC, files=files, codes=codes or {})


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("HOME", "home"),
        ("FOSTER", "placement"),
        ("Foster carer's address", "placement"),
        ("RESIDENTIAL", "placement"),
        ("CLA Placement", "placement"),
        ("TEMP", "temporary"),
        ("OTHER", "home"),
        ("", "home"),
    ],
)
def test_a_code_of_a_councils_own_is_read_by_its_words(
    tmp_path: Path, code: str, expected: str
) -> None:
    assert mapped(tmp_path, address(code)).row("address", "use") == (expected,)


def test_what_a_council_says_of_a_code_counts_before_its_words(tmp_path: Path) -> None:
    codes = {"ADDSS_TYPE_CODE": {"RESIDENTIAL": "home"}}
    assert mapped(tmp_path, address("RESIDENTIAL"), codes=codes).row("address", "use") == ("home",)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"POSTCODE": "qq11aa"}, "placement"),
        ({"END_DTTM": "2025-03-01"}, "placement"),
        ({"END_DTTM": "2025-02-28"}, "home"),
        ({"DIM_LOOKUP_PLACEMENT_TYPE_CODE": "P1"}, "home"),
        ({"DIM_LOOKUP_PLACEMENT_TYPE_CODE": "P2"}, "home"),
        ({"POSTCODE": THERE}, "home"),
        ({"DIM_PERSON_ID": LEO}, "home"),
    ],
)
def test_a_home_where_the_child_is_placed_in_those_days_is_none(
    tmp_path: Path, told: Row, expected: str
) -> None:
    found = mapped(tmp_path, address(), placement(**told))
    assert found.row("address", "use", where="from_date = '2025-03-01'") == (expected,)


@pytest.mark.parametrize("mark", ["CONFIDENTIAL", "IS_RESTRICTED_FLAG"])
def test_no_placement_tells_a_protected_address_whatever_its_type(
    tmp_path: Path, mark: str
) -> None:
    protected = address("FOSTER", **{mark: "Y"})
    found = mapped(
        tmp_path,
        protected,
        placement(POSTCODE="qq1  1aa"),
        placement(FACT_CLA_PLACEMENT_ID="2", POSTCODE=THERE, START_DTTM="2025-05-01"),
        placement(FACT_CLA_PLACEMENT_ID="3", DIM_PERSON_ID=LEO),
    )
    assert found.rows("address", "record_id", "postcode") == [(IVY, THERE), (LEO, HERE)]
