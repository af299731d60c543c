"""A family in Eclipse's reporting views, with the records that are not to be used.

Adaeze is the mother of Ivy and expects another child; Tom is Ivy's father.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Files, Mapped, map_files, map_folder

ECLIPSE = FORMATS["eclipse"]
ADAEZE, IVY, TOM, UNBORN, MARKED, NAMED = "51", "52", "53", "59", "61", "62"


def person(number: str, forename: str, surname: str, **more: str) -> dict[str, str]:
    return {"PERSONID": number, "FORENAME": forename, "SURNAME": surname, **more}


def relation(row: int, one: str, word: str, other: str, **more: str) -> dict[str, str]:
    ends = {"ROLEAPERSONID": one, "ROLEBPERSONID": other, "RELATIONSHIP": word}
    return {"PERSONRELATIONSHIPRECORDID": str(row), **ends, **more}


def classified(row: int, path: str, first: str, **more: str) -> dict[str, str]:
    of_whom = {"CLASSIFICATIONASSIGNMENTID": str(row), "PERSONID": IVY}
    return {**of_whom, "CLASSIFICATIONPATHID": path, "STARTDATE": first, **more}


def cared_for(row: int, period: str, first: str, last: str = "", why: str = "") -> dict[str, str]:
    return {
        "EPISODEOFCAREID": str(row),
        "PERIODOFCAREID": period,
        "PERSONID": IVY,
        "EOCSTARTDATE": first,
        "EOCENDDATE": last,
        "EOCENDREASONCODE": why,
        "CATEGORYOFNEED": "Abuse or neglect",
    }


def upn(number: str, first: str, last: str = "", kind: str = "UPN") -> dict[str, str]:
    given = {"PERSONID": IVY, "REFERENCETYPECODE": kind, "REFERENCENUMBER": number}
    return {**given, "STARTDATE": first, "ENDDATE": last}


FILES: Mapping[str, list[dict[str, str]]] = {
    "PERSONVIEW": [
        person(ADAEZE, "ADAEZE", "WHITLOCK", SEX="Female", NHSNUMBER="9991000410"),
        person(
            IVY,
            "Ivy",
            "Whitlock-Brennan",
            SEX="Female",
            ETHNICITYCODE="WHITE_AND_BLACK_CARIBBEAN",
            DATEOFBIRTH="2013-05-02 00:00:00",
            DUEDATE="2013-04-28 00:00:00",
        ),
        person(TOM, "Tom", "Brennan", SEX="Male", ISRESTRICTED="Y", ETHNICITYCODE="MARTIAN"),
        person(UNBORN, "UNBORN", "Whitlock", SEX="Unknown", DUEDATE="2026-11-20"),
        person(MARKED, "Ivy", "Brennan", DUPLICATED="DUPLICATE"),
        person(NAMED, "Ivy", "Whitlock (duplicate)"),
    ],
    "REFERENCENUMBERPERSONVIEW": [
        upn("E999400119002", "2017-09-01", "2019-01-31"),
        upn("Q999400119001", "2019-02-01"),
        upn("QQ123456C", "2020-01-01", kind="NINO"),
    ],
    "GROUPVIEW": [
        {"GROUPID": "700", "GROUPTYPE": "Family"},
        {"GROUPID": "701", "GROUPTYPE": "Other"},
    ],
    "GROUPPERSONVIEW": [
        {"GROUPID": "700", "PERSONID": ADAEZE},
        {"GROUPID": "700", "PERSONID": IVY},
        {"GROUPID": "700", "PERSONID": IVY},
        {"GROUPID": "700", "PERSONID": MARKED},
        {"GROUPID": "701", "PERSONID": TOM},
    ],
    "ADDRESSPERSONVIEW": [
        {
            "ADDRESSID": "1",
            "PERSONID": IVY,
            "TYPE": "Home",
            "STARTDATE": "2015-03-01 00:00:00",
            "BUILDINGNAMEORNUMBER": "Flat 3, 12",
            "STREETNAME": "Larch Rise",
            "POSTCODE": "QQ11AA",
            "UPRN": "100012345678",
        },
        {
            "ADDRESSID": "1",
            "PERSONID": ADAEZE,
            "TYPE": "Home",
            "ROOMDESCRIPTION": "Room 2",
            "FLOORDESCRIPTION": "First floor",
            "BUILDINGNAMEORNUMBER": "12",
            "STREETNAME": "Larch Rise",
            "POSTCODE": "QQ1 1AA",
        },
        {"ADDRESSID": "2", "PERSONID": IVY, "TYPE": "Placement", "POSTCODE": "QQ1 1AB"},
        {"ADDRESSID": "3", "PERSONID": TOM, "STREETNAME": "NO FIXED ABODE"},
    ],
    "RELATIONSHIPPERSONVIEW": [
        relation(1, ADAEZE, "Mother", IVY),
        relation(2, IVY, "Daughter", TOM, ENDDATE="2020-03-01"),
        relation(3, UNBORN, "Unborn Child", ADAEZE),
        relation(4, TOM, "Godfather", IVY),
        relation(5, TOM, "", UNBORN),
        relation(6, ADAEZE, "Mother", MARKED),
    ],
    "CLASSIFICATIONPERSONVIEW": [
        classified(1, "4", "2024-09-11", NAME="Child in need"),
        classified(2, "81", "2024-10-01", ENDDATE="2025-01-01", NAME="Neglect"),
        classified(3, "81", "2025-01-01", NAME="Emotional abuse"),
        classified(4, "51", "2024-10-01", ENDDATE="2025-06-01", ENDREASON="Child safe"),
        classified(5, "51", "2025-07-01", STATUS="DELETED"),
        classified(6, "900", "2023-01-09", ENDDATE="2023-06-30", NAME="Family help"),
    ],
    "CLAEPISODEOFCAREVIEW": [
        cared_for(1, "A", "2025-02-01", "2025-03-01", "X1"),
        cared_for(2, "A", "2025-03-01", "2025-08-01", "E4A"),
        cared_for(3, "B", "2026-01-10", "2026-02-01", "X1"),
        cared_for(4, "B", "2026-02-01"),
    ],
}


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    return map_files(tmp_path_factory.mktemp("eclipse"), ECLIPSE, files=FILES)


def of(record_id: str) -> str:
    return f"record_id = '{record_id}'"


def test_everybody_is_kept_but_records_marked_as_duplicates(family: Mapped) -> None:
    assert family.landed.rejected == 0
    assert family.rows("person_record", "record_id", "given_name", "sex") == [
        (ADAEZE, "ADAEZE", "F"),
        (IVY, "IVY", "F"),
        (TOM, "TOM", "M"),
        (UNBORN, None, "U"),
    ]


@pytest.mark.parametrize(
    ("born", "due", "expected"),
    [
        ("2013-05-02", "2013-04-28", (date(2013, 5, 2), "full", None)),
        ("2013-05-02", "", (date(2013, 5, 2), "full", None)),
        ("1900-01-01", "", (date(1900, 1, 1), "default", None)),
        ("", "2026-11-20", (None, None, date(2026, 11, 20))),
        ("NULL", "NULL", (None, None, None)),
    ],
)
def test_a_due_date_is_expected_until_there_is_a_birth(
    born: str, due: str, expected: tuple[object, ...], tmp_path: Path
) -> None:
    row = person("1", "Ada", "Hale", DATEOFBIRTH=born, DUEDATE=due)
    columns = ("date_of_birth", "date_of_birth_quality", "expected_date_of_birth")
    mapped = map_files(tmp_path, ECLIPSE, files={"PERSONVIEW": [row]})
    assert mapped.row("person_record", *columns) == expected


def test_a_birth_after_the_delivery_is_rejected_because_there_is_a_due_date(
    tmp_path: Path,
) -> None:
    others = [person(str(number), "Ann", "Hale") for number in range(100, 150)]
    unborn = person("1", "Ada", "Hale", DATEOFBIRTH="2026-11-20")
    mapped = map_files(tmp_path, ECLIPSE, files={"PERSONVIEW": [unborn, *others]})
    assert mapped.landed.rejected == 1
    assert len(mapped.rows("person_record", "record_id")) == len(others)


def test_the_pupil_number_without_an_end_is_in_use(family: Mapped) -> None:
    columns = ("nhs_number", "upn", "former_upn")
    assert family.row("person_record", *columns, where=of(IVY)) == (
        None,
        "Q999400119001",
        "E999400119002",
    )
    assert family.row("person_record", *columns, where=of(ADAEZE)) == ("9991000410", None, None)


def test_ethnicity_in_words_is_a_code_and_an_unknown_word_is_none(family: Mapped) -> None:
    assert family.rows("person_record", "record_id", "ethnic_group") == [
        (ADAEZE, None),
        (IVY, "MWBC"),
        (TOM, None),
        (UNBORN, None),
    ]


def test_a_restricted_record_says_so_where_it_is_sent(family: Mapped) -> None:
    assert family.rows("person_record", "record_id", where="is_restricted") == [(TOM,)]


def test_role_a_is_the_relationship_to_role_b(family: Mapped) -> None:
    columns = ("from_record_id", "type", "to_record_id", "source_value", "to_date")
    assert family.rows("relationship", *columns) == [
        (ADAEZE, "parent_of", IVY, "Mother", None),
        (ADAEZE, "parent_of", UNBORN, "Unborn Child", None),
        (TOM, "other", IVY, "Godfather", None),
        (TOM, "other", UNBORN, None, None),
        (TOM, "parent_of", IVY, "Daughter", date(2020, 3, 1)),
    ]


def test_a_family_is_a_group_once_and_ties_nobody(family: Mapped) -> None:
    assert family.rows("flag", "record_id", "flag", "value") == [
        (ADAEZE, "family_group", "700"),
        (IVY, "family_group", "700"),
    ]


def test_a_flat_stands_before_the_number_or_is_a_room(family: Mapped) -> None:
    columns = ("use", "line", "flat", "premises", "street", "postcode", "uprn")
    assert family.rows("address", *columns, where=of(IVY)) == [
        (
            "home",
            "FLAT 3 12 LARCH RISE",
            "FLAT 3",
            "12",
            "LARCH RISE",
            "QQ1 1AA",
            "100012345678",
        ),
        ("placement", None, None, None, None, "QQ1 1AB", None),
    ]
    assert family.row("address", *columns[1:6], where=of(ADAEZE)) == (
        "ROOM 2 FIRST FLOOR 12 LARCH RISE",
        "ROOM 2",
        "12",
        "LARCH RISE",
        "QQ1 1AA",
    )


def test_no_fixed_abode_is_a_kind_of_place(family: Mapped) -> None:
    assert family.row("address", "kind", where=of(TOM)) == ("no fixed abode",)
    assert set(family.rows("address", "kind", where="not " + of(TOM))) == {(None,)}


WORK = ("service", "kind", "detail", "start_date", "end_date", "outcome")
NEED, PLAN = "Abuse or neglect", "child_protection"
SOCIAL_CARE = "childrens_social_care"


def test_classifications_and_episodes_of_care_are_spells(family: Mapped) -> None:
    assert family.rows("involvement", *WORK) == [
        (SOCIAL_CARE, "child_in_need", None, date(2024, 9, 11), None, None),
        (SOCIAL_CARE, PLAN, "Neglect", date(2024, 10, 1), date(2025, 6, 1), "Child safe"),
        (SOCIAL_CARE, "looked_after", NEED, date(2025, 2, 1), date(2025, 8, 1), "E4A"),
        (SOCIAL_CARE, "looked_after", NEED, date(2026, 1, 10), None, None),
    ]


def test_a_council_says_which_of_its_paths_is_early_help(tmp_path: Path) -> None:
    codes = {"CLASSIFICATIONPATHID": {"900": "early_help"}}
    mapped = map_files(tmp_path, ECLIPSE, files=FILES, codes=codes)
    assert mapped.rows("involvement", *WORK, where="service = 'early_help'") == [
        ("early_help", "episode", None, date(2023, 1, 9), date(2023, 6, 30), None)
    ]


def test_a_database_that_folds_letters_is_read_all_the_same(tmp_path: Path) -> None:
    files: Files = {name: rows for name, rows in FILES.items() if name == "PERSONVIEW"}
    map_files(tmp_path, ECLIPSE, files=files)
    path = tmp_path / "PERSONVIEW.csv"
    header, rest = path.read_text().split("\n", 1)
    path.write_text(f"{header.lower()}\n{rest}")
    mapped = map_folder(tmp_path, ECLIPSE)
    assert len(mapped.rows("person_record", "record_id")) == 4
