"""What a list withholds: the contacts of whoever is withheld, and everybody who is staff."""

from pathlib import Path

import pytest

from sources.codes import PROFESSIONALS
from sources.generic.building import list_format
from sources.generic.description import ListDescription
from sources.generic.words import RELATIONSHIP_WORDS
from tests.builders import Mapped, map_files

LISTED = {
    "file": "people*.csv",
    "a_row_is": "contact",
    "key": ["record_id", "contact_id"],
    "columns": {
        "record_id": "No",
        "full_name": "Name",
        "address_line_1": "Address",
        "postcode": "Postcode",
        "is_restricted": "Withheld",
        "started_on": "From",
        "contact_id": "Contact",
        "contact_name": "Contact name",
        "contact_relationship": "Is",
        "contact_lives_with": "Together",
    },
}
ADA = {"No": "1", "Name": "Ada Hale", "Address": "12 Larch Rise", "Postcode": "B99 9ZZ"}
BEN = {"No": "2", "Name": "Ben Hale", "Address": "12 Larch Rise", "Postcode": "B99 9ZZ"}
MOTHER = {"Contact": "8", "Contact name": "Ann Hale", "Is": "Mother", "Together": "Y"}
FATHER = {"Contact": "9", "Contact name": "Tom Hale", "Is": "Father", "Together": "N"}


def listed(tmp_path: Path, *rows: dict[str, str]) -> Mapped:
    format_ = list_format("people", "gp", ListDescription.model_validate(LISTED))
    return map_files(tmp_path, format_, files={"people": list(rows)})


def restricted(mapped: Mapped) -> list[tuple[object, ...]]:
    return mapped.rows("person_record", "record_id", where="is_restricted")


def test_the_contacts_of_somebody_withheld_are_withheld_with_the_home_they_share(
    tmp_path: Path,
) -> None:
    rows = [ADA | MOTHER | {"Withheld": "Y"}, BEN | FATHER]
    mapped = listed(tmp_path, *rows)
    assert mapped.rows("address", "record_id", "postcode", where="record_id = 'contact:8'") == [
        ("contact:8", "B99 9ZZ")
    ]
    assert restricted(mapped) == [("1",), ("contact:8",)]


def test_a_contact_of_one_withheld_and_one_not_is_withheld(tmp_path: Path) -> None:
    rows = [ADA | MOTHER | {"Withheld": "Y"}, BEN | MOTHER, BEN | FATHER]
    assert restricted(listed(tmp_path, *rows)) == [("1",), ("contact:8",)]
    assert restricted(listed(tmp_path, *rows[::-1])) == [("1",), ("contact:8",)]


def test_a_contact_is_withheld_as_the_latest_row_about_the_holder_says(tmp_path: Path) -> None:
    before = ADA | MOTHER | {"From": "01/02/2020"}
    after = ADA | FATHER | {"From": "01/02/2024", "Withheld": "Y"}
    mapped = listed(tmp_path, before, after)
    assert restricted(mapped) == [("1",), ("contact:8",), ("contact:9",)]


@pytest.mark.parametrize(
    "word", ["social worker", "Social Services", "CPN", "School nurse", "Care Coordinator"]
)
def test_staff_of_a_list_make_no_record(tmp_path: Path, word: str) -> None:
    mapped = listed(tmp_path, ADA | MOTHER | {"Is": word})
    assert mapped.rows("person_record", "record_id") == [("1",)]
    assert mapped.rows("relationship", "type") == []


def test_every_word_for_staff_is_known_in_small_letters_and_capitals() -> None:
    words = [form for word in PROFESSIONALS for form in (word, word.lower(), word.upper())]
    assert {RELATIONSHIP_WORDS.values[word] for word in words} == {"professional"}
    assert RELATIONSHIP_WORDS.values["Carer"] == "carer_of"
