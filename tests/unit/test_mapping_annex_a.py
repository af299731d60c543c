"""Annex A adds stages and dated facts to the children of the extract, and joins no adoption."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from sources.readers.files import DeliveryRefusedError
from sources.registry import FORMATS
from synthetic_data.exports.workbook import Cell, CellRow, serial_of, write_workbook
from tests.builders import Mapped, deliver, map_folder

ANNEX_A, SSD = FORMATS["annex_a"], FORMATS["ssd"]
(EXPORT,) = ANNEX_A.exports
ID = "310552"
BORN = date(2013, 5, 2)
ADOPTED, ADOPTER, FAMILY = "310559", "7105179", "14159183"


def child(**changes: Cell) -> dict[str, Cell]:
    who: dict[str, Cell] = {"child_id": ID, "sex": "b) Female", "ethnicity": "f) MWBC"}
    return who | {"date_of_birth": BORN, "age": 13.4} | changes


def written(folder: Path, lists: Mapping[int, Sequence[CellRow]]) -> Path:
    sheets = {
        f"List {number}": (table, list(lists.get(number, ())))
        for number, table in enumerate(EXPORT.tables, start=1)
    }
    write_workbook(EXPORT, sheets, folder / "Annex A.xlsx")
    return folder


def mapped(folder: Path, lists: Mapping[int, Sequence[CellRow]]) -> Mapped:
    return map_folder(written(folder, lists), ANNEX_A)


PERSON = ("record_id", "sex", "ethnic_group", "date_of_birth", "expected_date_of_birth")
SPELL = ("service", "kind", "start_date", "end_date", "detail", "outcome")
CARE = "childrens_social_care"
FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("sex", "ethnicity", "expected"),
    [
        ("b) Female", "a) WBRI", ("F", "WBRI")),
        ("Female", "k) APKN", ("F", "APKN")),
        ("a) Male", "s) NOBT", ("M", "NOBT")),
        ("Male", "t) NOBT", ("M", "NOBT")),
        ("c) Not stated/recorded (or unborn)", "c) WIRT", ("U", "WOTH")),
        ("\u00a0b) Female ", "MWBC", ("F", "MWBC")),
        ("#N/A", "White", ("U", None)),
    ],
)
def test_codes_are_read_with_their_letter_and_without(
    tmp_path: Path, sex: str, ethnicity: str, expected: tuple[str, str]
) -> None:
    row = child(sex=sex, ethnicity=ethnicity, contact_on=FIRST)
    assert mapped(tmp_path, {1: [row]}).row("person_record", "sex", "ethnic_group") == expected


@pytest.mark.parametrize("born", [BORN, serial_of(BORN), "02/05/2013", "2013-05-02"])
def test_dates_are_read_however_they_were_typed(tmp_path: Path, born: Cell) -> None:
    row = child(date_of_birth=born, contact_on=FIRST)
    assert mapped(tmp_path, {1: [row]}).row("person_record", *PERSON[3:]) == (BORN, None)


def test_a_birth_that_is_to_come_is_expected(tmp_path: Path) -> None:
    row = child(date_of_birth=date(2026, 12, 24), age=None, referred_on=FIRST)
    family = mapped(tmp_path, {3: [row]})
    assert family.row("person_record", *PERSON[3:]) == (None, date(2026, 12, 24))


def test_where_lists_differ_statutory_work_is_believed(tmp_path: Path) -> None:
    contact = child(sex="c) Not stated/recorded", date_of_birth=date(2012, 1, 1), contact_on=FIRST)
    need = child(ethnicity=None, started_on=FIRST)
    family = mapped(tmp_path, {1: [contact], 6: [need]})
    assert family.rows("person_record", *PERSON) == [(ID, "F", "MWBC", BORN, None)]


def test_stages_are_told_apart_and_early_help_is_its_own_service(tmp_path: Path) -> None:
    family = mapped(
        tmp_path,
        {
            1: [child(contact_on=FIRST, contact_source="q) 6: Police")],
            2: [child(assessment_started="01/04/2026", organisation="Oldmoor Family Hub")],
            3: [child(referred_on=FIRST, referral_source="b) 1B: Individual")],
            4: [child(assessment_started=FIRST, assessment_authorised=LAST)],
            6: [child(started_on=FIRST, need="N1 - Abuse or Neglect", closed_on=LAST)],
            7: [child(started_on=serial_of(FIRST), latest_category="Emotional abuse")],
            8: [child(started_on=LAST, need="PSRMEM - Support", legal_status="C2: FCO")],
        },
    )
    assert family.rows("involvement", *SPELL) == [
        (CARE, "assessment", FIRST, LAST, None, None),
        (CARE, "child_in_need", FIRST, LAST, "N1", None),
        (CARE, "child_protection", FIRST, None, "Emotional abuse", None),
        (CARE, "contact", FIRST, FIRST, "6", None),
        (CARE, "looked_after", LAST, None, None, None),
        (CARE, "referral", FIRST, FIRST, "1B", None),
        ("early_help", "assessment", FIRST, None, "Oldmoor Family Hub", None),
    ]


def test_a_referral_says_whether_anything_followed(tmp_path: Path) -> None:
    rows = [child(referred_on=FIRST, no_further_action=True), child(referred_on=LAST)]
    family = mapped(tmp_path, {3: rows})
    assert family.rows("involvement", "start_date", "outcome") == [
        (FIRST, "no further action"),
        (LAST, None),
    ]


@pytest.mark.parametrize(
    ("placement", "status", "expected"),
    [
        ("f) U6: Foster placement - not FFA", "C2: FCO", [("placement", FIRST, "QQ9 9BB")]),
        ("n) P1: Placed with own parents", "C2: FCO", [("home", FIRST, "QQ9 9BB")]),
        ("a) U1: Foster placement - relatives", "V4: Short breaks", []),
    ],
)
def test_a_placement_is_home_only_with_own_parents_and_a_short_break_moves_nobody(
    tmp_path: Path, placement: str, status: str, expected: list[tuple[object, ...]]
) -> None:
    row = child(started_on=FIRST, placement_type=placement, legal_status=status)
    family = mapped(tmp_path, {8: [row | {"placement_postcode": "qq99bb"}]})
    assert family.rows("address", "use", "from_date", "postcode") == expected
    is_break = status.startswith("V4")
    assert family.row("involvement", "kind") == ("short_break" if is_break else "looked_after",)


def test_dated_facts_are_flags_in_the_words_of_the_census(tmp_path: Path) -> None:
    family = mapped(
        tmp_path,
        {
            5: [
                child(discussed_on=FIRST, conference_unnecessary=False, conference_on=LAST),
                child(discussed_on=date(2026, 1, 5), conference_unnecessary=True),
            ],
            7: [child(started_on=LAST, last_review_on=date(2026, 9, 1), previous_plans=2)],
            8: [child(started_on=LAST, unaccompanied=True)],
            9: [child(eligibility="b) Former relevant child", team="#N/A")],
        },
    )
    assert family.rows("flag", "flag", "value", "on_date") == [
        ("care_leaver", "Former relevant child", None),
        ("initial_conference", "held", LAST),
        ("previous_protection_plans", "2", LAST),
        ("protection_plan_review", "held", date(2026, 9, 1)),
        ("section_47", "conference held", FIRST),
        ("section_47", "no conference needed", date(2026, 1, 5)),
        ("uasc", "yes", None),
    ]


ADOPTION: Mapping[int, Sequence[CellRow]] = {
    8: [child(started_on=FIRST)],
    10: [
        child(family_id=FAMILY, decided_on=FIRST, placed_on=LAST),
        child(child_id=ADOPTED, family_id=FAMILY, decided_on=FIRST, adopted_on=LAST),
    ],
    11: [{"adopter_id": ADOPTER, "family_id": FAMILY, "sex": "a) Male"}],
}


def test_no_adopter_and_no_adoptive_family_is_joined_to_a_child(tmp_path: Path) -> None:
    family = mapped(tmp_path, ADOPTION)
    assert family.rows("person_record", "record_id") == [(ID,)]
    assert family.rows("flag", "record_id", "flag", "on_date") == [
        (ID, "adoption_decided", FIRST),
        (ID, "placed_for_adoption", LAST),
    ]
    assert family.ties() == []
    for table in family.added:
        text = str(family.con.table(f"conformed.{table}").fetchall())
        assert not any(number in text for number in (ADOPTED, ADOPTER, FAMILY)), table


def test_beside_the_extract_a_child_is_the_extracts_own_record(tmp_path: Path) -> None:
    person = {"person_id": ID, "first_name": "Ivy", "last_name": "Whitlock", "gender": "F"}
    deliver(tmp_path, [SSD], {"dm_persons": [person]})
    written(tmp_path, {7: [child(started_on=FIRST)]})
    family = map_folder(tmp_path, SSD, ANNEX_A)
    assert family.rows("person_record", "record_id", "family_name") == [(ID, "WHITLOCK")]
    assert family.rows("involvement", "record_id", "kind") == [(ID, "child_protection")]


def test_headers_of_another_council_are_known_by_their_gist(tmp_path: Path) -> None:
    path = written(tmp_path, {1: [child(contact_on=FIRST)]}) / "Annex A.xlsx"
    book = openpyxl.load_workbook(path)
    names = ("Childs Unique Identifier", "Sex of child", "Ethnic origin", "DOB", "Age (years)")
    for place, name in enumerate((*names, "Date of the contact", "Source of contact"), start=1):
        book["List 1"].cell(row=1, column=place, value=name)
    book.save(path)
    family = map_folder(tmp_path, ANNEX_A)
    assert family.row("person_record", *PERSON) == (ID, "F", "MWBC", BORN, None)
    assert family.landed.undeclared_columns == 0


def test_errors_in_cells_are_null_and_a_broken_reference_is_a_fault(tmp_path: Path) -> None:
    row = child(contact_on=FIRST, date_of_birth="#N/A")
    assert mapped(tmp_path, {1: [row]}).row("person_record", "date_of_birth") == (None,)
    with pytest.raises(DeliveryRefusedError, match="date_of_birth is not a date"):
        mapped(tmp_path, {1: [child(contact_on=FIRST, date_of_birth="#REF!")]})
