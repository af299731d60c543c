"""A trust's form about children in RiO becomes notes and parental statuses."""

from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, map_files

RIO = FORMATS["rio"]
ADAEZE, TOM = "900417", "900418"


def form(number: str, client: str = ADAEZE, **values: str) -> dict[str, str]:
    day = "2026-03-02 00:00:00.000"
    return {"FormID": number, "ClientID": client, "FormDate": day, "Deleted": "0", **values}


@pytest.fixture
def mapped(tmp_path: Path) -> Mapped:
    files = {
        "ClientIndex": [{"ClientID": ADAEZE}, {"ClientID": TOM}],
        "ClientFamilyForm": [
            form("1", ChildrenDetails="2 children, Ivy 4\nand Leo 7", DependentChildren="2"),
            form("2", TOM, ChildrenDetails="NULL", DependentChildren="0"),
            form("3", TOM, ChildrenDetails="No children", DependentChildren="NULL"),
            form("4", TOM, ChildrenDetails="Has a son", DependentChildren="1", Deleted="1"),
            form("5", "999999", ChildrenDetails="Nobody's form"),
        ],
    }
    return map_files(tmp_path, RIO, files=files)


def test_the_words_of_a_form_become_a_note_of_its_day(mapped: Mapped) -> None:
    assert mapped.rows("family_note", "record_id", "text", "recorded_on") == [
        (ADAEZE, "2 children, Ivy 4\nand Leo 7", date(2026, 3, 2)),
        (TOM, "No children", date(2026, 3, 2)),
    ]


def test_the_number_of_a_form_is_a_field_of_its_own(mapped: Mapped) -> None:
    columns = ("record_id", "status", "dependent_children", "recorded_on", "from_note")
    assert mapped.rows("parental_status", *columns) == [
        (ADAEZE, "yes", 2, date(2026, 3, 2), None),
        (TOM, "no", 0, date(2026, 3, 2), None),
    ]


def test_a_trust_without_the_form_is_mapped_without_it(tmp_path: Path) -> None:
    mapped = map_files(tmp_path, RIO, files={"ClientIndex": [{"ClientID": ADAEZE}]})
    (tmp_path / "ClientFamilyForm.csv").unlink()
    assert mapped.rows("family_note", "record_id") == []
