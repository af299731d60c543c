"""A family in Liquidlogic's reporting tables, with the rows that stand for nobody any more.

Adaeze is Ivy's mother; Tom is held only as Ivy's relation, which the dataset made of these tables
would have lost.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Files, Mapped, map_files

LIQUIDLOGIC = FORMATS["liquidlogic"]
ADAEZE, IVY, TOM, UNBORN, GONE, MERGED = "51", "52", "53", "59", "60", "61"
NOBODY = "-1"
MIDNIGHT = " 00:00:00.000"


def person(number: str, forename: str, surname: str, **more: str) -> dict[str, str]:
    return {"DIM_PERSON_ID": number, "FORENAME": forename, "SURNAME": surname, **more}


def relation(row: int, one: str, code: str, other: str, **more: str) -> dict[str, str]:
    ends = {"DIM_PERSON_ID": one, "DIM_RELATED_PERSON_ID": other}
    return {
        "FACT_PERSON_RELATION_ID": str(row),
        "DIM_LOOKUP_RELTN_TYPE_CODE": code,
        **ends,
        **more,
    }


def fact(own_id: str, row: int, child: str, **more: str) -> dict[str, str]:
    return {own_id: str(row), "DIM_PERSON_ID": child, **more}


def contact(who: str, family: str, when: str = "2024-09-10") -> dict[str, str]:
    known = {"DIM_LOOKUP_FAMILYOFRESIDENCE_ID": family, "CONTACT_DTTM": f"{when}{MIDNIGHT}"}
    return {"DIM_PERSON_ID": who, **known}


PEOPLE = [
    person(NOBODY, "Unknown", "Unknown", UPN="Unknown"),
    person(ADAEZE, "ADAEZE", "WHITLOCK", GENDER_MAIN_CODE="F", NHS_NUMBER="9991000410"),
    person(
        IVY,
        "Ivy",
        "Whitlock-Brennan",
        UPN="Q999400119001",
        FORMER_UPN="E999400119002",
        GENDER_MAIN_CODE="F",
        ETHNICITY_MAIN_CODE="MWBC",
        BIRTH_DTTM=f"2013-05-02{MIDNIGHT}",
        DOB_ESTIMATED="N",
        IS_CLIENT="Y",
    ),
    person(TOM, "Mr Tom", "Brennan", BIRTH_DTTM="1986-11-23", IS_CLIENT="N", UPN="Unknown"),
    person(UNBORN, "UNBORN", "Whitlock", BIRTH_DTTM="2026-11-20", DOB_ESTIMATED="Y"),
    person(GONE, "Nan", "Whitlock", IS_RESTRICTED_FLAG="Y"),
    person(MERGED, "Ivy", "Brennan", DUPLICATED_DTTM=f"2025-01-09{MIDNIGHT}", LEGACY_ID="52"),
]
RELATIONS = [
    relation(1, ADAEZE, "CHI", IVY, DIM_RELATED_PERSON_DOB=f"2013-05-02{MIDNIGHT}"),
    relation(2, IVY, "MOT", ADAEZE, START_DTTM="2013-05-02"),
    relation(3, IVY, "FAT", TOM, END_DTTM=f"2020-03-01{MIDNIGHT}"),
    relation(4, UNBORN, "SIB", IVY),
    relation(5, IVY, "GOD", GONE),
    relation(6, IVY, "", TOM),
    relation(7, ADAEZE, "CHI", MERGED),
    relation(8, NOBODY, "CHI", IVY),
]
ADDRESSES = [
    {
        "DIM_PERSON_ADDRESS_ID": "1",
        "DIM_PERSON_ID": IVY,
        "ADDSS_TYPE_CODE": "HOME",
        "START_DTTM": f"2015-03-01{MIDNIGHT}",
        "ROOM_NO": "B",
        "FLAT_NO": "3",
        "HOUSE_NO": "12",
        "STREET": "Larch Rise",
        "TOWN": "Oldmoor",
        "POSTCODE": "B99 9ZZ",
        "UPRN": "100012345678",
    },
    {
        "DIM_PERSON_ADDRESS_ID": "2",
        "DIM_PERSON_ID": IVY,
        "ADDSS_TYPE_CODE": "PLACEMENT",
        "START_DTTM": "2025-02-01",
        "BUILDING": "The Larches",
        "STREET": "Mill Lane",
        "POSTCODE": "XXXX XXX",
    },
    {
        "DIM_PERSON_ADDRESS_ID": "3",
        "DIM_PERSON_ID": TOM,
        "STREET": "NO FIXED ABODE",
        "POSTCODE": "nopostcode",
    },
    {
        "DIM_PERSON_ADDRESS_ID": "4",
        "DIM_PERSON_ID": ADAEZE,
        "HOUSE_NO": "1",
        "STREET": "Quiet Close",
        "CONFIDENTIAL": "Y",
    },
]
FILES: Mapping[str, list[dict[str, str]]] = {
    "DIM_PERSON": PEOPLE,
    "FACT_PERSON_RELATION": RELATIONS,
    "DIM_PERSON_ADDRESS": ADDRESSES,
    "FACT_CONTACTS": [
        contact(IVY, "700"),
        contact(IVY, "700", "2025-01-01"),
        contact(ADAEZE, "700"),
        contact(TOM, "-1"),
        contact(UNBORN, "-1"),
        contact(NOBODY, "700"),
    ],
    "FACT_CLA_PLACEMENT": [
        fact("FACT_CLA_PLACEMENT_ID", 1, IVY, START_DTTM="2025-02-01", POSTCODE="B98 7YY"),
        fact("FACT_CLA_PLACEMENT_ID", 2, IVY, START_DTTM="2025-05-01", POSTCODE="B98 7YY"),
        fact(
            "FACT_CLA_PLACEMENT_ID",
            3,
            IVY,
            START_DTTM="2025-08-01",
            POSTCODE="B99 9ZZ",
            DIM_LOOKUP_PLACEMENT_TYPE_CODE="P1",
        ),
    ],
}


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    return map_files(tmp_path_factory.mktemp("liquidlogic"), LIQUIDLOGIC, files=FILES)


def of(record_id: str) -> str:
    return f"record_id = '{record_id}'"


def test_everybody_is_kept_client_or_not_but_nobody_and_the_merged(family: Mapped) -> None:
    assert family.landed.rejected == 0
    assert family.rows("person_record", "record_id", "given_name", "is_client") == [
        (ADAEZE, "ADAEZE", True),
        (IVY, "IVY", True),
        (TOM, "TOM", True),
        (UNBORN, None, True),
        (GONE, "NAN", True),
    ]


def test_the_merged_record_stays_in_raw_as_the_crosswalk(family: Mapped) -> None:
    raw = family.con.table("raw.here__dim_person").filter(f"DIM_PERSON_ID = '{MERGED}'")
    assert raw.project("LEGACY_ID, DUPLICATED_DTTM").fetchall() == [("52", f"2025-01-09{MIDNIGHT}")]


def test_numbers_are_read_and_the_word_for_none_is_none(family: Mapped) -> None:
    columns = ("nhs_number", "upn", "former_upn")
    assert family.row("person_record", *columns, where=of(IVY)) == (
        None,
        "Q999400119001",
        "E999400119002",
    )
    assert family.row("person_record", *columns, where=of(TOM)) == (None, None, None)
    assert family.row("person_record", "nhs_number", where=of(ADAEZE)) == ("9991000410",)


@pytest.mark.parametrize(
    ("forename", "born", "estimated", "expected"),
    [
        ("Ivy", "2013-05-02", "N", (date(2013, 5, 2), "full", None)),
        ("UNBORN", "2026-11-20", "Y", (None, None, date(2026, 11, 20))),
        ("Ada", "2026-11-20", "N", (None, None, date(2026, 11, 20))),
        ("Ada", "2026-08-20", "Y", (None, None, date(2026, 8, 20))),
        ("Baby", "2021-03-01", "Y", (None, None, date(2021, 3, 1))),
        ("Tom", "1986-01-01", "Y", (date(1986, 1, 1), "estimated", None)),
        ("Tom", "1900-01-01", "N", (date(1900, 1, 1), "default", None)),
        ("Tom", "", "", (None, None, None)),
    ],
)
def test_an_estimated_birth_is_one_to_come_unless_somebody_long_has_a_name(
    forename: str, born: str, estimated: str, expected: tuple[object, ...], tmp_path: Path
) -> None:
    row = person("1", forename, "Hale", BIRTH_DTTM=born, DOB_ESTIMATED=estimated)
    columns = ("date_of_birth", "date_of_birth_quality", "expected_date_of_birth")
    mapped = map_files(tmp_path, LIQUIDLOGIC, files={"DIM_PERSON": [row]})
    assert mapped.row("person_record", *columns) == expected


def test_a_restricted_record_says_so(family: Mapped) -> None:
    assert family.rows("person_record", "record_id", where="is_restricted") == [(GONE,)]


def test_a_code_says_what_the_related_person_is_to_the_first(family: Mapped) -> None:
    columns = ("from_record_id", "type", "to_record_id", "source_value", "to_date")
    assert family.rows("relationship", *columns) == [
        (ADAEZE, "parent_of", IVY, "CHI", None),
        (ADAEZE, "parent_of", IVY, "MOT", None),
        (IVY, "other", TOM, None, None),
        (IVY, "other", GONE, "GOD", None),
        (TOM, "parent_of", IVY, "FAT", date(2020, 3, 1)),
        (UNBORN, "sibling_of", IVY, "SIB", None),
    ]


def test_a_council_says_what_its_own_codes_mean(tmp_path: Path) -> None:
    files: Files = {"DIM_PERSON": PEOPLE, "FACT_PERSON_RELATION": [relation(1, IVY, "GOD", TOM)]}
    codes = {"DIM_LOOKUP_RELTN_TYPE_CODE": {"GOD": "ward_of"}}
    mapped = map_files(tmp_path, LIQUIDLOGIC, files=files, codes=codes)
    assert mapped.ties() == [(TOM, "guardian_of", IVY)]


def test_repeated_contacts_place_somebody_in_a_family_once_and_tie_nobody(
    family: Mapped,
) -> None:
    columns = ("record_id", "value", "on_date")
    assert family.rows("flag", *columns, where="flag = 'family_of_residence'") == [
        (ADAEZE, "700", date(2024, 9, 10)),
        (IVY, "700", date(2024, 9, 10)),
    ]


def test_the_parts_of_an_address_are_put_together(family: Mapped) -> None:
    columns = ("use", "from_date", "line", "flat", "premises", "street", "postcode", "uprn")
    assert family.rows("address", *columns, where=of(IVY)) == [
        (
            "home",
            date(2015, 3, 1),
            "FLAT 3 ROOM B 12 LARCH RISE",
            "FLAT 3 ROOM B",
            "12",
            "LARCH RISE",
            "B99 9ZZ",
            "100012345678",
        ),
        (
            "placement",
            date(2025, 2, 1),
            "THE LARCHES MILL LANE",
            None,
            "THE LARCHES",
            "MILL LANE",
            None,
            None,
        ),
        ("placement", date(2025, 5, 1), None, None, None, None, "B98 7YY", None),
    ]


def test_placeholders_are_no_postcode_and_no_home_is_no_premises(family: Mapped) -> None:
    columns = ("line", "postcode", "postcode_as_received")
    assert family.row("address", *columns, where=of(TOM)) == ("NO FIXED ABODE", None, "nopostcode")


def test_a_protected_address_is_left_out(family: Mapped) -> None:
    assert family.rows("address", "line", where=of(ADAEZE)) == []
