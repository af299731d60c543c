"""A child that was adopted stays two people: no record tells what would join it to the other."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from synthetic_data.exports.workbook import CellRow, write_workbook
from tests.builders import Mapped, Rows, map_files, map_folder, write_export

SSDA903, ANNEX_A = FORMATS["ssda903"], FORMATS["annex_a"]
LIQUIDLOGIC, CENSUS = FORMATS["liquidlogic"], FORMATS["school_census"]
CHILD, OTHER = "310552", "310553"
FOSTERED, ADOPTERS = "QQ1 1AA", "QQ9 9BB"
OLD_UPN, NEW_UPN = "E999400119002", "Q999400119001"


def ssda903(folder: Path, *episodes: Mapping[str, str]) -> Mapped:
    """Map a return of these episodes."""
    rows = {
        "ssda903_header": [{"CHILD": CHILD, "SEX": "F", "DOB": "02/05/2013", "UPN": NEW_UPN}],
        "ssda903_episodes": [
            {"CHILD": CHILD, "RNE": "S", "LS": "E1", "CIN": "N1", "PLACE": "U4", **episode}
            for episode in episodes
        ],
    }
    for export in SSDA903.exports:
        if export.name in rows:
            write_export(export, rows[export.name], folder, f"{export.name}.csv")
    return map_folder(folder, SSDA903)


@pytest.mark.parametrize("code", ["A3", "A4", "A5", "A6", "a5"])
def test_the_return_tells_no_address_of_adopters(tmp_path: Path, code: str) -> None:
    found = ssda903(
        tmp_path,
        {"DECOM": "14/10/2024", "DEC": "01/12/2024", "REC": "X1", "PL_POST": FOSTERED},
        {"DECOM": "01/12/2024", "PLACE": code, "PL_POST": ADOPTERS},
    )
    assert found.rows("address", "postcode") == [(FOSTERED,)]


def test_adopters_are_left_out_where_the_postcode_is_none(tmp_path: Path) -> None:
    found = ssda903(tmp_path, {"DECOM": "01/12/2024", "PLACE": "A5", "PL_POST": "QQ9 9"})
    assert found.rows("address", "postcode_as_received") == []


@pytest.mark.parametrize("last", [{"PLACE": "A3"}, {"REC": "E11", "DEC": "09/09/2025"}])
def test_foster_carers_who_adopt_are_left_out_from_the_first_day(
    tmp_path: Path, last: Mapping[str, str]
) -> None:
    found = ssda903(
        tmp_path,
        {"DECOM": "14/10/2024", "DEC": "01/12/2024", "REC": "X1", "PL_POST": "qq99bb"},
        {"DECOM": "01/12/2024", "PL_POST": ADOPTERS, **last},
        {"DECOM": "14/10/2024", "CHILD": OTHER, "PL_POST": ADOPTERS},
    )
    assert found.rows("address", "record_id", "postcode") == [(OTHER, ADOPTERS)]


@pytest.mark.parametrize(
    ("placement", "ceased", "expected"),
    [
        ("A3: Placed for adoption with current foster carer", None, []),
        ("b) A5 Placed for adoption", None, []),
        ("c) U4: Foster placement", "a) E11: Adopted, unopposed", []),
        ("c) U4: Foster placement", "E12", []),
        ("c) U4: Foster placement", "E4A: Returned home", [(FOSTERED,)]),
        (None, None, [(FOSTERED,)]),
    ],
)
def test_the_lists_tell_no_address_of_adopters(
    tmp_path: Path, placement: str | None, ceased: str | None, expected: list[tuple[str]]
) -> None:
    (export,) = ANNEX_A.exports
    row: CellRow = {
        "child_id": CHILD,
        "started_on": date(2026, 4, 1),
        "placement_type": placement,
        "ceased_because": ceased,
        "placement_postcode": FOSTERED,
    }
    lists = {
        f"List {number}": (table, [row] if number == 8 else [])
        for number, table in enumerate(export.tables, start=1)
    }
    write_workbook(export, lists, tmp_path / "Annex A.xlsx")
    assert map_folder(tmp_path, ANNEX_A).rows("address", "postcode") == expected


def liquidlogic(
    folder: Path, placement: Mapping[str, str], ended: str = "", closed: str = ""
) -> Mapped:
    """Map a child in foster care and then in this placement, whose homes stand there as well."""
    who = {"DIM_PERSON_ID": CHILD}
    files: Mapping[str, Rows] = {
        "DIM_PERSON": [{**who, "FORENAME": "Ivy", "SURNAME": "Whitlock", "FORMER_UPN": OLD_UPN}],
        "DIM_PERSON_ADDRESS": [
            {**who, "DIM_PERSON_ADDRESS_ID": "1", "POSTCODE": ADOPTERS, "START_DTTM": "2025-09-10"}
        ],
        "FACT_CLA_PLACEMENT": [
            {
                **who,
                "FACT_CLA_PLACEMENT_ID": "1",
                "START_DTTM": "2024-10-14",
                "END_DTTM": "2024-12-01",
                "DIM_LOOKUP_PLACEMENT_TYPE_CODE": "U4",
                "POSTCODE": FOSTERED,
            },
            {
                **who,
                "FACT_CLA_PLACEMENT_ID": "2",
                "START_DTTM": "2024-12-01",
                "END_DTTM": "2025-09-09",
                "DIM_LOOKUP_PLACEMENT_TYPE_CODE": "U4",
                "POSTCODE": ADOPTERS,
                **placement,
            },
        ],
        "FACT_CARE_EPISODES": [
            {
                **who,
                "FACT_CARE_EPISODES_ID": "1",
                "CARE_START_DATE": "2024-10-14",
                "CARE_END_DATE": "2025-09-09",
                "CARE_REASON_END_DESC": ended,
            }
        ],
        "FACT_REFERRALS": [
            {
                **who,
                "FACT_REFERRAL_ID": "1",
                "REFRL_START_DTTM": "2024-09-01",
                "DIM_LOOKUP_REFRL_ENDRSN_ID_CODE": closed,
            }
        ],
    }
    return map_files(folder, LIQUIDLOGIC, files=files)


@pytest.mark.parametrize(
    ("code", "ended"),
    [("A5", ""), ("f) A3: with current carer", ""), ("U4", "E11"), ("U4", "Adopted, unopposed")],
)
def test_liquidlogic_tells_no_address_of_adopters(tmp_path: Path, code: str, ended: str) -> None:
    found = liquidlogic(tmp_path, {"DIM_LOOKUP_PLACEMENT_TYPE_CODE": code}, ended)
    assert found.rows("address", "use", "postcode") == [("placement", FOSTERED)]


def test_liquidlogic_tells_where_a_child_was_that_nobody_adopted(tmp_path: Path) -> None:
    found = liquidlogic(tmp_path, {}, "E4A")
    assert found.rows("address", "use", "postcode") == [
        ("home", ADOPTERS),
        ("placement", FOSTERED),
        ("placement", ADOPTERS),
    ]


def test_an_address_from_the_day_of_the_placement_is_the_adopters(tmp_path: Path) -> None:
    told = {"DIM_LOOKUP_PLACEMENT_TYPE_CODE": "A5", "POSTCODE": "", "START_DTTM": "2025-09-10"}
    assert liquidlogic(tmp_path, told).rows("address", "postcode") == [(FOSTERED,)]


@pytest.mark.parametrize(
    ("ended", "closed", "expected"),
    [
        ("E11", "", None),
        ("E12: Adopted, consent dispensed with", "", None),
        ("", "RC1", None),
        ("E4A", "RC7", OLD_UPN),
        ("", "", OLD_UPN),
    ],
)
def test_who_left_care_by_adoption_has_no_former_number_in_liquidlogic(
    tmp_path: Path, ended: str, closed: str, expected: str | None
) -> None:
    found = liquidlogic(tmp_path, {}, ended, closed)
    assert found.row("person_record", "former_upn") == (expected,)


@pytest.mark.parametrize(
    ("told", "expected"),
    [("A", None), ("a", None), ("O", None), ("G", OLD_UPN), ("N", OLD_UPN), ("", OLD_UPN)],
)
def test_an_adopted_pupil_has_no_former_number_in_any_term(
    tmp_path: Path, told: str, expected: str | None
) -> None:
    export = next(each for each in CENSUS.exports if each.name == "pupilonroll")
    row = {
        "pupilonrolltableid": "a1",
        "pupilonrollorderseqcolumn": "1",
        "upn": NEW_UPN,
        "formerupn": OLD_UPN,
        "surname": "Whitlock",
        "dob": "2013-05-02",
    }
    write_export(export, [{**row, "plaa": told}], tmp_path, "2026_spring_pupilonroll.csv")
    write_export(export, [row], tmp_path, "2026_summer_pupilonroll.csv")
    assert map_folder(tmp_path, CENSUS).row("person_record", "former_upn") == (expected,)
