"""A few pupils over some terms of the school census: who they are, where, and at which school."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, Rows, map_folder, write_export

CENSUS = FORMATS["school_census"]
EXPORTS = {export.name: export for export in CENSUS.exports}
IVY, LEO, TEMPORARY = "Q999400119001", "E999400119002", "N99940012000A"
AUTUMN, SPRING, SUMMER = "2025_autumn", "2026_spring", "2026_summer"
OCTOBER, JANUARY, MAY = date(2025, 10, 2), date(2026, 1, 15), date(2026, 5, 21)
UPRN = "uniquepropertyreferencenumber"
Terms = Mapping[str, Mapping[str, Rows]]


def pupil(row_id: str = "a17", **values: str) -> dict[str, str]:
    """Build a row of a pupil on roll."""
    return {
        "pupilonrolltableid": row_id,
        "pupilonrollorderseqcolumn": "1",
        "NativeId": "SCH1",
        "upn": IVY,
        "surname": "Whitlock-Brennan",
        "forename": "Ivy",
        "dob": "2013-May-02 00:00:00",
        "sex": "F",
        "entrydate": "2018-Sep-05 00:00:00",
        "enrolstatus": "C",
        **values,
    }


def leaver(row_id: str = "g3", **values: str) -> dict[str, str]:
    """Build a row of a pupil who left."""
    row = pupil(**values)
    for name in ("pupilonrolltableid", "pupilonrollorderseqcolumn", "enrolstatus"):
        del row[name]
    return {"pupilnolongeronrolltableid": row_id, "pupilnolongeronrollorderseqcolumn": "1", **row}


def census(folder: Path, terms: Terms) -> Mapped:
    """Write the tables of some terms and map them."""
    for term, tables in terms.items():
        for name in ("pupilonroll", *tables):
            file = f"{term}_{name}.csv" if term else f"{name}.csv"
            write_export(EXPORTS[name], tables.get(name, []), folder, file)
    return map_folder(folder, CENSUS)


def on_roll(folder: Path, terms: Mapping[str, Sequence[Mapping[str, str]]]) -> Mapped:
    return census(folder, {term: {"pupilonroll": rows} for term, rows in terms.items()})


def test_a_pupil_is_one_record_as_the_newest_term_has_it(tmp_path: Path) -> None:
    older = pupil(surname="Whitlock", ethnicity="MWBC", formerupn=TEMPORARY)
    found = on_roll(tmp_path, {SPRING: [older], SUMMER: [pupil("b2", preferredsurname="Brennan")]})
    assert found.row(
        "person_record",
        *("record_id", "upn", "former_upn", "given_name", "family_name", "other_family_names"),
        *("date_of_birth", "sex", "ethnic_group", "is_client"),
    ) == (
        *(IVY, IVY, TEMPORARY, "IVY", "WHITLOCK BRENNAN", ["BRENNAN", "WHITLOCK"]),
        *(date(2013, 5, 2), "F", "MWBC", True),
    )


def test_a_pupil_of_two_schools_is_one_record_of_the_main_one(tmp_path: Path) -> None:
    rows = [
        pupil("s1", NativeId="SCH2", enrolstatus="S", forename="Ives", senprovision="E"),
        pupil("m1", enrolstatus="M", senprovision="K"),
    ]
    homes = [
        {"pupilonrolltableid": "s1", "paon": "9", "street": "Mill Lane", "postcode": "QQ1 1AB"},
        {"pupilonrolltableid": "m1", "paon": "12", "street": "Larch Rise", "postcode": "QQ1 1AA"},
    ]
    found = census(tmp_path, {SUMMER: {"pupilonroll": rows, "addresses": homes}})
    assert found.row("person_record", "record_id", "given_name") == (IVY, "IVY")
    assert found.row("address", "line", "premises", "postcode") == (
        "12 LARCH RISE",
        "12",
        "QQ1 1AA",
    )
    assert found.rows("involvement", "service", "kind", "detail") == [
        ("school", "enrolment", "SCH1"),
        ("special_educational_needs", "support", "SCH1"),
    ]


def test_without_a_number_a_row_is_known_within_its_term_and_table(tmp_path: Path) -> None:
    found = census(
        tmp_path,
        {
            AUTUMN: {"pupilonroll": [pupil("7", upn="")]},
            SPRING: {"pupilonroll": [pupil("7", upn="", forename="Leo")]},
            SUMMER: {"pupilnolongeronroll": [leaver("7", upn="", forename="Kit")]},
        },
    )
    assert found.rows("person_record", "record_id", "given_name") == [
        ("pupilnolongeronroll:2026_summer:7", "KIT"),
        ("pupilonroll:2025_autumn:7", "IVY"),
        ("pupilonroll:2026_spring:7", "LEO"),
    ]


def test_two_rows_of_one_id_in_one_term_are_both_set_aside(tmp_path: Path) -> None:
    rows = [pupil(), pupil(upn=LEO, forename="Leo"), *(pupil(f"c{n}", upn="") for n in range(8))]
    found = on_roll(tmp_path, {SUMMER: rows})
    assert found.landed.rejected == 2
    assert found.rows("person_record", "record_id", where="upn is not null") == []


NEEDS = ("kind", "start_date", "end_date")
IS_NEED = "service = 'special_educational_needs'"


def test_a_need_begins_and_changes_in_the_term_that_first_tells_it(tmp_path: Path) -> None:
    found = on_roll(
        tmp_path,
        {
            AUTUMN: [pupil(senprovision="N")],
            SPRING: [pupil(senprovision="K")],
            SUMMER: [pupil(senprovision="E")],
        },
    )
    assert found.rows("involvement", *NEEDS, where=IS_NEED) == [
        ("education_health_care_plan", MAY, None),
        ("support", JANUARY, MAY),
    ]


def test_a_need_told_from_the_first_counts_from_entry_to_the_school(tmp_path: Path) -> None:
    found = on_roll(tmp_path, {term: [pupil(senprovision="K")] for term in (AUTUMN, SPRING)})
    assert found.row("involvement", *NEEDS, where=IS_NEED) == ("support", date(2018, 9, 5), None)


def test_a_term_that_does_not_ask_ends_no_need_and_one_that_denies_it_does(tmp_path: Path) -> None:
    told = {AUTUMN: "K", SPRING: "", SUMMER: "N"}
    found = on_roll(tmp_path, {term: [pupil(senprovision=word)] for term, word in told.items()})
    assert found.row("involvement", *NEEDS, where=IS_NEED) == ("support", date(2018, 9, 5), MAY)


def test_older_words_for_needs_are_read(tmp_path: Path) -> None:
    rows = [pupil(f"c{code}", upn=f"number {code}", senprovision=code) for code in "APS"]
    found = on_roll(tmp_path, {"2014_spring": rows})
    assert found.rows("involvement", "record_id", "kind", where=IS_NEED) == [
        ("number A", "support"),
        ("number P", "support"),
        ("number S", "education_health_care_plan"),
    ]


def test_who_left_has_left_and_the_need_ends_with_the_place(tmp_path: Path) -> None:
    left = leaver(leavingdate="2026-Apr-02 00:00:00")
    found = census(
        tmp_path,
        {
            SPRING: {"pupilonroll": [pupil(senprovision="K")]},
            SUMMER: {"pupilnolongeronroll": [left]},
        },
    )
    spell = (date(2018, 9, 5), date(2026, 4, 2))
    assert found.rows("involvement", "service", "start_date", "end_date") == [
        ("school", *spell),
        ("special_educational_needs", *spell),
    ]


def test_who_moves_school_keeps_the_need(tmp_path: Path) -> None:
    new = pupil("n1", NativeId="SCH2", entrydate="2026-Apr-20 00:00:00", senprovision="K")
    found = census(
        tmp_path,
        {
            SPRING: {"pupilonroll": [pupil(senprovision="K")]},
            SUMMER: {
                "pupilonroll": [new],
                "pupilnolongeronroll": [leaver(leavingdate="2026-Apr-02 00:00:00")],
            },
        },
    )
    assert found.rows("involvement", "kind", "detail", "start_date", "end_date") == [
        ("enrolment", "SCH1", date(2018, 9, 5), date(2026, 4, 2)),
        ("enrolment", "SCH2", date(2026, 4, 20), None),
        ("support", "SCH1", date(2018, 9, 5), None),
    ]


def test_who_is_seen_no_more_left_if_the_school_still_returns(tmp_path: Path) -> None:
    other = pupil("o1", upn=LEO, forename="Leo", NativeId="SCH2")
    still = pupil("i2", upn=TEMPORARY, forename="Kit")
    found = on_roll(tmp_path, {SPRING: [pupil(), other], SUMMER: [still]})
    assert found.rows("involvement", "record_id", "end_date") == [
        (LEO, None),
        (TEMPORARY, None),
        (IVY, JANUARY),
    ]


def test_a_return_tells_the_day_and_the_name_of_its_school(tmp_path: Path) -> None:
    row = {"schoolcensustableid": "r1", "lea": "999", "estab": "2001"}
    found = census(
        tmp_path,
        {
            "": {
                "pupilonroll": [pupil(schoolcensustableid="r1", youngcarer="P")],
                "schoolcensus": [{**row, "referencedate": "2025-Jan-16 00:00:00"}],
                "school": [{"schoolcensustableid": "r1", "schoolname": "Oldmoor Primary"}],
            }
        },
    )
    assert found.row("involvement", "detail") == ("Oldmoor Primary",)
    assert found.row("flag", "flag", "on_date") == ("young_carer", date(2025, 1, 16))


@pytest.mark.parametrize(
    ("file", "day"),
    [
        ("2024_autumn_pupilonroll.csv", date(2024, 10, 3)),
        ("2025_spring_pupilonroll.csv", date(2025, 1, 16)),
        ("2025_summer_pupilonroll.csv", date(2025, 5, 15)),
        ("Summer2026 PupilOnRoll.csv", date(2026, 5, 21)),
        ("pupilonroll-2025-AUTUMN.csv", date(2025, 10, 2)),
        ("pupilonroll_20251003.csv", date(2026, 9, 30)),
    ],
)
def test_the_name_of_a_file_says_on_which_thursday(tmp_path: Path, file: str, day: date) -> None:
    write_export(EXPORTS["pupilonroll"], [pupil(youngcarer="S")], tmp_path, file)
    assert map_folder(tmp_path, CENSUS).row("flag", "on_date") == (day,)


def test_homes_follow_each_other_by_the_terms_that_tell_them(tmp_path: Path) -> None:
    def homes(row_id: str, *streets: str) -> dict[str, Rows]:
        told = [{"pupilonrolltableid": row_id, "paon": "1", "street": s} for s in streets]
        return {"pupilonroll": [pupil(row_id)], "addresses": told}

    found = census(
        tmp_path,
        {
            "2025_summer": homes("a1", "Larch Rise"),
            AUTUMN: homes("a2", "Larch Rise"),
            SPRING: homes("a3", "Mill Lane"),
            SUMMER: homes("a4", "High Street", "Sea View"),
        },
    )
    assert found.rows("address", "street", "from_date", "to_date") == [
        ("HIGH STREET", MAY, None),
        ("LARCH RISE", None, OCTOBER),
        ("MILL LANE", JANUARY, JANUARY),
        ("SEA VIEW", MAY, None),
    ]


def test_a_property_number_is_not_a_quantity(tmp_path: Path) -> None:
    written = ("1.0", "-1.0", "-0.0", "1", "", "100012345678.0", "100012345679")
    rows = [leaver(f"g{n}", upn=f"number {n}") for n in range(len(written))]
    homes = [
        {"pupilnolongeronrolltableid": f"g{n}", "postcode": "QQ1 1AA", UPRN: uprn}
        for n, uprn in enumerate(written)
    ]
    found = census(tmp_path, {SUMMER: {"pupilnolongeronroll": rows, "addresses": homes}})
    assert found.rows("address", "record_id", "postcode", "uprn") == [
        *((f"number {n}", "QQ1 1AA", None) for n in range(5)),
        ("number 5", "QQ1 1AA", "100012345678"),
        ("number 6", "QQ1 1AA", "100012345679"),
    ]


def test_an_address_without_parts_is_read_from_its_lines(tmp_path: Path) -> None:
    home = {"pupilonrolltableid": "a17", "addressline1": "7 Mill Lane", "addressline2": "Oldmoor"}
    found = census(tmp_path, {SUMMER: {"pupilonroll": [pupil()], "addresses": [home]}})
    assert found.row("address", "line", "premises", "street") == (
        "7 MILL LANE OLDMOOR",
        "7",
        "MILL LANE",
    )


def test_headers_of_other_years_are_read(tmp_path: Path) -> None:
    names = "PupilOnRollTableId,PupilOnRollOrderSeqColumn,NATIVEID,UPN,Surname,Forename,DOB,Gender"
    values = f"a17,1,SCH1,{IVY},Whitlock,Ivy,2013-05-02,F"
    text = f"{names},adoptedfromcare,ftemp\n{values},A,False\n"
    (tmp_path / "PupilOnRoll.csv").write_text(text, encoding="utf-8")
    found = map_folder(tmp_path, CENSUS)
    assert found.row("person_record", "sex", "date_of_birth") == ("F", date(2013, 5, 2))
    assert found.row("flag", "flag") == ("previously_looked_after",)
    assert found.landed.undeclared_columns == 1
