"""One UPN that is two pupils' in the newest term of the school census, and one that is not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, Rows, map_folder, write_export

CENSUS = FORMATS["school_census"]
IVY, LEO = "Q999400119001", "E999400119002"
SPRING, SUMMER = "2026_spring", "2026_summer"


def pupil(row_id: str, **values: str) -> dict[str, str]:
    return {
        "pupilonrolltableid": row_id,
        "pupilonrollorderseqcolumn": "1",
        "NativeId": "SCH1",
        "upn": IVY,
        "surname": "Whitlock",
        "forename": "Ivy",
        "dob": "2013-05-02",
        **values,
    }


def census(folder: Path, terms: Mapping[str, Rows], homes: Rows = ()) -> Mapped:
    """Map the pupils of some terms, and their homes in the summer."""
    exports = {export.name: export for export in CENSUS.exports}
    for term, rows in terms.items():
        write_export(exports["pupilonroll"], rows, folder, f"{term}_pupilonroll.csv")
    write_export(exports["addresses"], homes, folder, f"{SUMMER}_addresses.csv")
    return map_folder(folder, CENSUS)


@pytest.mark.parametrize(
    "other",
    [{"dob": "2014-07-09", "forename": "Leo"}, {"surname": "Hale", "forename": "Leo"}],
)
def test_two_pupils_of_one_number_are_both_kept_apart_and_without_it(
    tmp_path: Path, other: Mapping[str, str]
) -> None:
    homes = [
        {"pupilonrolltableid": "b1", "postcode": "QQ1 1AA"},
        {"pupilonrolltableid": "b2", "postcode": "QQ9 9BB"},
    ]
    rows = [pupil("b1"), pupil("b2", **other), pupil("b3", upn=LEO, forename="Kit")]
    found = census(tmp_path, {SUMMER: rows}, homes)
    first, second = f"pupilonroll:{SUMMER}:b1", f"pupilonroll:{SUMMER}:b2"
    assert found.rows("person_record", "record_id", "upn", "given_name") == [
        (LEO, LEO, "KIT"),
        (first, None, "IVY"),
        (second, None, "LEO"),
    ]
    assert found.rows("address", "record_id", "postcode") == [
        (first, "QQ1 1AA"),
        (second, "QQ9 9BB"),
    ]
    assert found.rows("involvement", "record_id") == [(LEO,), (first,), (second,)]


def test_the_earlier_terms_of_such_a_number_are_nobodys_either(tmp_path: Path) -> None:
    now = [pupil("b1"), pupil("b2", dob="2014-07-09", forename="Leo")]
    found = census(tmp_path, {SPRING: [pupil("a1")], SUMMER: now})
    assert found.rows("person_record", "record_id", "upn") == [
        (f"pupilonroll:{SPRING}:a1", None),
        (f"pupilonroll:{SUMMER}:b1", None),
        (f"pupilonroll:{SUMMER}:b2", None),
    ]


@pytest.mark.parametrize(
    "other",
    [{}, {"forename": "Ives"}, {"surname": "Whitlock-Brennan"}, {"surname": "WHITLOCK "}],
)
def test_a_pupil_of_two_schools_stays_one(tmp_path: Path, other: Mapping[str, str]) -> None:
    rows = [pupil("b1"), pupil("b2", NativeId="SCH2", **other)]
    found = census(tmp_path, {SUMMER: rows})
    assert found.rows("person_record", "record_id", "upn") == [(IVY, IVY)]


def test_a_birth_that_was_mended_since_makes_nobody_two(tmp_path: Path) -> None:
    found = census(tmp_path, {SPRING: [pupil("a1", dob="2013-02-05")], SUMMER: [pupil("b1")]})
    assert found.rows("person_record", "record_id", "upn") == [(IVY, IVY)]
