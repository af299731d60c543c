"""The form about children as the town writes it: mostly right, in many words."""

from pathlib import Path

import pytest

from sources.free_text.reading import read_note
from synthetic_data.exports.rio import write_rio
from synthetic_data.facts import ADULT_AGE
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import ADULT_MENTAL_HEALTH
from tests.two_nights import Nights, Row, Written, nothing_happened_to, share_kept, write_nights

PLAN = TownPlan(people=10_000, seed=7, service_multiplier=3.0)
TABLE = "ClientFamilyForm"


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    return write_nights(PLAN, ADULT_MENTAL_HEALTH, [write_rio], tmp_path_factory.mktemp("rio"))


@pytest.fixture(scope="module")
def rio(nights: Nights) -> Written:
    return nights.after


def test_somewhat_less_than_half_of_the_clients_have_a_form(rio: Written) -> None:
    clients = {row["ClientID"] for row in rio.tables["AmsReferral"]}
    share = len(rio.tables[TABLE]) / len(clients)
    assert 0.3 < share < 0.45
    assert {row["ClientID"] for row in rio.tables[TABLE]} <= clients
    assert len({row["FormID"] for row in rio.tables[TABLE]}) == len(rio.tables[TABLE])


def test_a_form_is_the_same_a_week_later(nights: Nights) -> None:
    assert share_kept(nights.before.tables[TABLE], nights.after.tables[TABLE]) > 0.98
    unchanged = nothing_happened_to(nights.before.world, nights.after.world)
    person_of = nights.after.person_of()

    def own(night: Written) -> list[Row]:
        rows = night.tables[TABLE]
        return [row for row in rows if person_of[row["ClientID"]] in unchanged]

    assert len(own(nights.before)) > 20
    assert own(nights.before) == own(nights.after)


def minors_on_the_day(rio: Written, row: Row) -> list[str]:
    """The given names of the client's children who are minors when the form is filled in."""
    day = row["FormDate"][:10]
    people = rio.world.people
    children = rio.world.children.get(rio.person_of()[row["ClientID"]], ())
    ages = {n: people[n].age_at(rio.world.as_at.fromisoformat(day)) for n in children}
    return [people[n].given.lower() for n, age in ages.items() if 0 <= age < ADULT_AGE]


def test_nearly_all_that_is_read_of_the_forms_is_so(rio: Written) -> None:
    named = right = 0
    for row in rio.tables[TABLE]:
        names = minors_on_the_day(rio, row)
        for mention in read_note(row["ChildrenDetails"]).mentions:
            if mention.given_name:
                named += 1
                right += mention.given_name.lower() in names
    assert named > 50
    assert right / named > 0.95


def test_hardly_any_form_calls_somebody_a_parent_who_is_none(rio: Written) -> None:
    read = [(row, read_note(row["ChildrenDetails"]).status) for row in rio.tables[TABLE]]
    said = [row for row, status in read if status == "yes"]
    wrong = [row for row in said if not minors_on_the_day(rio, row)]
    assert len(said) > 30
    assert len(wrong) <= 0.05 * len(said)
    # Some parents are written down as none, as in a real trust, and some notes are not understood.
    assert any(status == "no" and minors_on_the_day(rio, row) for row, status in read)
    assert any(status == "unknown" and minors_on_the_day(rio, row) for row, status in read)


def test_the_number_says_what_was_asked_of_being_a_parent(rio: Written) -> None:
    asked = rio.world.parental_status
    person_of = rio.person_of()
    numbers = [
        (int(row["DependentChildren"]), asked.get(person_of[row["ClientID"]]))
        for row in rio.tables[TABLE]
        if row["DependentChildren"]
    ]
    assert numbers
    assert all(status == ("yes" if number else "no") for number, status in numbers)


def test_notes_are_written_in_many_ways(rio: Written) -> None:
    notes = [row["ChildrenDetails"] for row in rio.tables[TABLE]]
    assert sum(note.isupper() for note in notes) > 5
    assert sum(note.islower() for note in notes) > 5
    assert len(set(notes)) > 100


def test_a_restricted_client_fills_in_no_form(rio: Written) -> None:
    hidden = {row["ClientID"] for row in rio.tables["ClientIndex"] if row["SensitiveFlag"] == "1"}
    assert hidden
    assert not hidden & {row["ClientID"] for row in rio.tables[TABLE]}


def test_forms_are_written_where_the_declaration_says(tmp_path: Path, rio: Written) -> None:
    assert [path.name for path in rio.folder.glob("ClientFamilyForm*.csv")] == [
        f"ClientFamilyForm_{rio.world.as_at:%Y%m%d}.csv"
    ]
