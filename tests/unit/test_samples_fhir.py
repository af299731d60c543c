"""The published PDS samples read to what they say: one patient, one bare record, one guardian."""

from datetime import date
from pathlib import Path

import pytest

from sources.readers.files import read_file
from sources.registry import FORMATS
from tests.builders import Mapped, map_folder
from tests.samples import sample

FHIR = FORMATS["fhir_uk_core"]
NUMBER, BARE = "9000000009", "9000000033"
GUARDIAN = f"{NUMBER}:contact:507B7621"


@pytest.fixture(scope="module")
def folder() -> Path:
    return sample("pds_fhir")


@pytest.fixture(scope="module")
def register(folder: Path) -> Mapped:
    return map_folder(folder, FHIR)


def test_every_file_is_read_whole(folder: Path, register: Mapped) -> None:
    counts = {}
    for path in sorted(folder.glob("*.json")):
        tables = read_file(path, FHIR.exports[0]).tables
        counts[path.name] = {read.table.element: read.records for read in tables if read.records}
    assert counts[f"patient_{NUMBER}.json"] == {
        "Patient": 1,
        "Patient/name": 1,
        "Patient/address": 2,
        "Patient/telecom": 3,
        "Patient/generalPractitioner": 1,
        "Patient/contact": 1,
        "Patient/contact/relationship/coding": 1,
        "Patient/contact/telecom": 1,
    }
    assert counts[f"patient_{BARE}.json"] == {"Patient": 1}
    assert counts[f"related_person_{NUMBER}.json"] == {
        "RelatedPerson": 2,
        "RelatedPerson/name": 1,
        "RelatedPerson/address": 1,
        "RelatedPerson/telecom": 1,
        "RelatedPerson/relationship/coding": 2,
    }
    assert register.landed.rejected == 0


def test_the_patients_are_who_they_are(register: Mapped) -> None:
    columns = ("record_id", "nhs_number", "nhs_number_status", "given_name", "family_name", "sex")
    dates = ("date_of_birth", "date_of_death", "is_client", "is_restricted")
    died = date(2010, 10, 22)
    assert register.rows("person_record", *columns, *dates) == [
        (NUMBER, NUMBER, "verified", "JANE", "SMITH", "F", died, died, True, False),
        (GUARDIAN, None, None, "JANE", "SMITH", "U", None, None, False, False),
        (BARE, BARE, "verified", None, None, "U", None, None, True, False),
    ]


def test_the_guardian_with_a_name_is_tied_to_the_patient(register: Mapped) -> None:
    columns = ("from_record_id", "type", "to_record_id", "from_date", "to_date", "source_value")
    assert register.rows("relationship", *columns, "parental_responsibility") == [
        (
            GUARDIAN,
            "guardian_of",
            NUMBER,
            date(2020, 1, 1),
            date(2021, 12, 31),
            "Guardian",
            None,
        )
    ]


def test_addresses_have_the_property_number_and_not_the_other_key(register: Mapped) -> None:
    columns = ("record_id", "use", "premises", "postcode", "uprn", "from_date", "to_date")
    days = (date(2020, 1, 1), date(2021, 12, 31))
    where = ("1", "LS1 6AE", "123456789012", *days)
    assert register.rows("address", *columns) == [
        (NUMBER, "home", *where),
        (NUMBER, "temporary", *where),
        (GUARDIAN, "home", *where),
    ]


def test_phones_that_ended_are_left_out_and_the_registration_has_its_days(
    register: Mapped,
) -> None:
    assert register.rows("contact_point", "value") == []
    columns = ("record_id", "detail", "start_date", "end_date")
    days = (date(2020, 1, 1), date(2021, 12, 31))
    assert register.rows("involvement", *columns) == [(NUMBER, "Y12345", *days)]
