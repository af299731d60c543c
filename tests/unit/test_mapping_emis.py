"""A family at a practice, and the rows of the extract that are not people to count."""

from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import DELIVERED, Mapped, map_files

EMIS = FORMATS["emis"]
HOME = {
    "HouseNameFlatNumber": "Flat 3",
    "NumberAndStreet": "12 Larch Rise",
    "Postcode": "B99 9ZZ",
}
PATIENTS = [
    {
        "PatientGuid": "adaeze",
        "OrganisationGuid": "practice",
        "Sex": "F",
        "DateOfBirth": "1988-07-14",
        "Title": "Ms",
        "GivenName": "Adaeze",
        "MiddleNames": "Mary",
        "Surname": "WHITLOCK",
        "DateOfRegistration": "2015-03-20",
        "NhsNumber": "999 100 0410",
        "NHSNumberStatus": "Present and verified",
        "PatientTypeDescription": " Regular",
        "Deleted": "false",
        "HomePhone": "0121 496 0123",
        "MobilePhone": "07700 900999",
        "EmailAddress": "Adaeze@example.org",
        **HOME,
    },
    {
        "PatientGuid": "ivy",
        "Sex": "I",
        "DateOfBirth": "2013-05-02",
        "GivenName": "Ivy",
        "Surname": "Whitlock-Brennan",
        "NhsNumber": "9991000453",
        "NHSNumberStatus": "Trace required",
        "DateOfRegistration": "1900-01-01",
        "DateOfDeactivation": "2024-08-31",
        "CarerName": "Mr Tom Brennan",
        "CarerRelation": "Father",
        **HOME,
    },
    {
        "PatientGuid": "nan",
        "GivenName": "Nan",
        "Surname": "Whitlock",
        "CarerName": "Whitlock",
        "ResidentialInstituteCode": "RH1",
        "NumberAndStreet": "The Larches",
    },
    {
        "PatientGuid": "cared",
        "Surname": "Okoro",
        "CarerName": "Ada Okoro",
        "SpineSensitive": "true",
    },
    {"PatientGuid": "secret", "Surname": "Okoro", "IsConfidential": "TRUE", "Deleted": "FALSE"},
    {
        "PatientGuid": "gone",
        "Surname": "Gone",
        "Deleted": "True",
        "CarerName": "Lost Carer",
        **HOME,
    },
    {"PatientGuid": "dummy", "Surname": "Test", "DummyType": "1", "MobilePhone": "07700 900998"},
    {"PatientGuid": "dummy2", "Surname": "Test", "PatientTypeDescription": "  Dummy"},
]


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    folder = tmp_path_factory.mktemp("emis")
    return map_files(folder, EMIS, files={"Admin_Patient": PATIENTS})


def of(record_id: str) -> str:
    return f"record_id = '{record_id}'"


def test_deleted_and_dummy_patients_are_nobody(family: Mapped) -> None:
    assert family.rows("person_record", "record_id", "is_client") == [
        ("adaeze", True),
        ("cared", True),
        ("cared:carer", False),
        ("ivy", True),
        ("ivy:carer", False),
        ("nan", True),
        ("nan:carer", False),
        ("secret", True),
    ]
    assert family.landed.rejected == 0
    for table in ("address", "involvement", "contact_point"):
        assert not family.rows(table, "record_id", where="regexp_matches(record_id, 'gone|dummy')")


def test_sensitive_and_confidential_patients_are_restricted_with_their_carers(
    family: Mapped,
) -> None:
    restricted = family.rows("person_record", "record_id", where="is_restricted")
    assert restricted == [("cared",), ("cared:carer",), ("secret",)]


def test_a_patient_has_names_number_and_dates(family: Mapped) -> None:
    columns = ("given_name", "middle_names", "family_name", "sex", "date_of_birth")
    assert family.row("person_record", *columns, where=of("adaeze")) == (
        "ADAEZE",
        "MARY",
        "WHITLOCK",
        "F",
        date(1988, 7, 14),
    )
    assert family.row("person_record", *columns[2:4], where=of("ivy")) == ("WHITLOCK BRENNAN", "U")


def test_an_nhs_number_of_a_practice_is_verified_unless_it_says_otherwise(family: Mapped) -> None:
    columns = ("record_id", "nhs_number", "nhs_number_status")
    assert family.rows("person_record", *columns, where="nhs_number is not null") == [
        ("adaeze", "9991000410", "verified"),
        ("ivy", "9991000453", "unverified"),
    ]
    assert family.row("person_record", *columns[1:], where=of("nan")) == (None, "verified")


def test_a_carer_is_tied_from_the_carer_to_the_patient(family: Mapped) -> None:
    assert family.ties() == [
        ("cared:carer", "carer_of", "cared"),
        ("ivy:carer", "parent_of", "ivy"),
        ("nan:carer", "carer_of", "nan"),
    ]
    columns = ("given_name", "family_name", "date_of_birth")
    assert family.row("person_record", *columns, where=of("ivy:carer")) == ("TOM", "BRENNAN", None)
    assert family.row("person_record", *columns, where=of("nan:carer")) == (None, "WHITLOCK", None)


def test_a_practices_own_words_for_carers_come_from_the_configuration(tmp_path: Path) -> None:
    patient = {"PatientGuid": "ivy", "CarerName": "Tom Brennan", "CarerRelation": "Dad"}
    files = {"Admin_Patient": [patient]}
    codes = {"CarerRelation": {"Dad": "parent_of"}}
    mapped = map_files(tmp_path, EMIS, files=files, codes=codes)
    assert mapped.ties() == [("ivy:carer", "parent_of", "ivy")]


def test_the_address_in_use_ends_when_the_patient_leaves(family: Mapped) -> None:
    columns = ("from_date", "to_date", "line", "premises", "postcode", "kind")
    line = "FLAT 3 12 LARCH RISE"
    assert family.row("address", *columns, where=of("adaeze")) == (
        None,
        None,
        line,
        "12",
        "B99 9ZZ",
        None,
    )
    assert family.row("address", *columns, where=of("ivy")) == (
        None,
        date(2024, 8, 31),
        line,
        "12",
        "B99 9ZZ",
        None,
    )
    assert family.row("address", *columns[2:], where=of("nan")) == (
        "THE LARCHES",
        "THE LARCHES",
        None,
        "communal",
    )


def test_phones_and_e_mail_are_one_row_each(family: Mapped) -> None:
    assert family.rows("contact_point", "record_id", "kind", "value") == [
        ("adaeze", "email", "adaeze@example.org"),
        ("adaeze", "phone", "01214960123"),
        ("adaeze", "phone", "07700900999"),
    ]


def test_a_registration_without_a_date_begins_at_birth_or_with_the_file(family: Mapped) -> None:
    columns = ("record_id", "service", "kind", "start_date", "end_date")
    assert family.rows("involvement", *columns) == [
        ("adaeze", "gp", "registration", date(2015, 3, 20), None),
        ("cared", "gp", "registration", DELIVERED, None),
        ("ivy", "gp", "registration", date(2013, 5, 2), date(2024, 8, 31)),
        ("nan", "gp", "registration", DELIVERED, None),
        ("secret", "gp", "registration", DELIVERED, None),
    ]
