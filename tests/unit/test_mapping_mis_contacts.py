"""A school's report of pupils with contacts: a row for each pair, a mother once for all of hers."""

from datetime import date
from pathlib import Path

import pytest

from sources.school.mis_contacts import MIS_CONTACTS
from tests.builders import Mapped, map_files, map_folder

IVY = {
    "Student ID": "31",
    "UPN": "Q999400119001",
    "Forename": "Ivy",
    "Surname": "Whitlock",
    "DOB": "02/05/2013",
    "Gender": "F",
    "Address": "Flat 3, 12 Larch Rise",
    "Postcode": "B99 9ZZ",
    "School": "Oldmoor Primary School",
    "Admission Date": "01/09/2017",
}
BEN = {**IVY, "Student ID": "32", "UPN": "", "Forename": "Ben", "DOB": "09/08/2016"}
MOTHER = {
    "Parent ID": "31",
    "Parent Forename": "Adaeze",
    "Parent Surname": "Whitlock",
    "Relationship": "Mother",
    "Parental responsibility": "T",
    "Lives with Pupil": "T",
    "Home Email": "adaeze@example.org",
    "Mobile": "07700 900999",
}
FATHER = {
    "Parent ID": "77",
    "Parent Forename": "Sam",
    "Parent Surname": "Brennan",
    "Relationship": "Father",
    "Parental responsibility": "F",
    "Lives with Pupil": "F",
    "Parent Postcode": "B99 8ZZ",
}
WORKER = {
    "Parent ID": "90",
    "Parent Forename": "Pat",
    "Parent Surname": "Onslow",
    "Relationship": "SOCIAL WORKER",
}


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    rows = [IVY | MOTHER, IVY | FATHER, BEN | MOTHER, BEN | WORKER, IVY | MOTHER]
    folder = tmp_path_factory.mktemp("mis")
    return map_files(folder, MIS_CONTACTS, files={"mis_contacts": rows})


def test_a_pupil_of_several_rows_is_one_record(family: Mapped) -> None:
    assert family.rows(
        "person_record", "record_id", "upn", "given_name", "date_of_birth", where="is_client"
    ) == [
        ("31", "Q999400119001", "IVY", date(2013, 5, 2)),
        ("32", None, "BEN", date(2016, 8, 9)),
    ]


def test_a_mother_of_two_is_one_record_and_not_the_pupil_of_her_number(family: Mapped) -> None:
    assert family.rows("person_record", "record_id", "given_name", where="not is_client") == [
        ("contact:31", "ADAEZE"),
        ("contact:77", "SAM"),
    ]
    assert family.ties() == [
        ("contact:31", "parent_of", "31"),
        ("contact:31", "parent_of", "32"),
        ("contact:77", "parent_of", "31"),
    ]


def test_responsibility_and_living_together_are_as_stated(family: Mapped) -> None:
    assert family.rows(
        "relationship", "from_record_id", "parental_responsibility", "lives_with", "source_value"
    ) == [
        ("contact:31", True, True, "Mother"),
        ("contact:31", True, True, "Mother"),
        ("contact:77", False, False, "Father"),
    ]


def test_a_contact_who_lives_with_the_pupil_lives_at_the_pupils_address(family: Mapped) -> None:
    where = "record_id like 'contact%'"
    assert family.rows("address", "record_id", "line", "premises", "postcode", where=where) == [
        ("contact:31", "FLAT 3 12 LARCH RISE", "12", "B99 9ZZ"),
        ("contact:77", None, None, "B99 8ZZ"),
    ]


def test_a_pupil_is_enrolled_since_admission(family: Mapped) -> None:
    assert family.rows("involvement", "record_id", "kind", "detail", "start_date") == [
        ("31", "enrolment", "Oldmoor Primary School", date(2017, 9, 1)),
        ("32", "enrolment", "Oldmoor Primary School", date(2017, 9, 1)),
    ]


def test_the_phone_of_a_contact_is_the_contacts(family: Mapped) -> None:
    assert family.rows("contact_point", "record_id", "value") == [
        ("contact:31", "07700900999"),
        ("contact:31", "adaeze@example.org"),
    ]


def test_other_headers_of_the_same_report_are_known(tmp_path: Path) -> None:
    (tmp_path / "pupil contacts.csv").write_text(
        "PUPIL ID,Legal Forename,Legal Surname,Priority,Contact ID,Contact Forename,"
        "Contact Surname\n"
        "8,Ivy,Whitlock,1,5,Adaeze,Whitlock\n",
        "utf-8",
    )
    mapped = map_folder(tmp_path, MIS_CONTACTS)
    assert mapped.landed.undeclared_columns == 1
    assert mapped.ties() == [("contact:5", "other", "8")]


def test_a_report_with_a_main_and_a_home_telephone_has_both(tmp_path: Path) -> None:
    phones = {"Main Telephone": "01632 960111", "Home Telephone": "01632 960222"}
    mapped = map_files(tmp_path, MIS_CONTACTS, files={"mis_contacts": [IVY | MOTHER | phones]})
    assert mapped.rows("contact_point", "value", where="kind = 'phone'") == [
        ("01632960111",),
        ("01632960222",),
        ("07700900999",),
    ]


STAFF = ("LAC social worker", "Lac Social Worker", "GP", "gp", "KEY WORKER", "Health Visitor")


@pytest.mark.parametrize("word", STAFF)
def test_staff_make_no_record(tmp_path: Path, word: str) -> None:
    rows = [IVY | MOTHER, IVY | WORKER | {"Relationship": word}]
    mapped = map_files(tmp_path, MIS_CONTACTS, files={"mis_contacts": rows})
    assert mapped.rows("person_record", "record_id") == [("31",), ("contact:31",)]
    assert mapped.ties() == [("contact:31", "parent_of", "31")]
