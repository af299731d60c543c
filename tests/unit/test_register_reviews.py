"""Reviewed people on record: of one person the last review holds, nothing passes the chain."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from governance.register.database import open_database
from governance.register.errors import DecisionError
from governance.register.register import Register
from governance.register.reviews import FoundRecord, Review, all_reviews, take_in
from tests.registers import by, register_in, url_of

pytestmark = pytest.mark.usefixtures("either_database")


def found(record_id: str, person: int = 1, source: str = "gp") -> FoundRecord:
    return FoundRecord(
        person=person,
        source=source,
        record_id=record_id,
        judged_by="Reviewer One",
        judged_on=date(2026, 9, 1),
    )


def review(*records: FoundRecord, frame: str = "patient") -> Review:
    return Review(frame=frame, found=records)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return register_in(tmp_path)


def take(register: Register, *told: Review) -> int:
    with register.changing() as change:
        return take_in(change, told, by("officer", ""))


def held(register: Register) -> tuple[Review, ...]:
    with register.reading() as session:
        return all_reviews(session)


def test_people_are_kept_as_they_were_found(register: Register) -> None:
    child = replace(found("k", 2, "school"), family=1)
    parent = replace(found("a"), role="parent", cares_for="2")
    told = (review(parent, found("m", source="mental_health"), child), review(found("z")))
    assert take(register, *told) == 2
    assert held(register) == told
    (entry,) = register.entries()
    assert (entry.action, entry.subject) == ("reviews taken in", "batch 1 of people")
    assert '"people": 2, "records": 4' in entry.details


def test_a_sheet_that_is_taken_in_again_adds_who_is_new(register: Register) -> None:
    first, second = review(found("a")), review(found("b"))
    take(register, first)
    assert take(register, first, second) == 1
    assert take(register, first, second) == 0
    assert held(register) == (first, second)
    assert len(register.entries()) == 2


def test_the_last_review_of_a_person_holds_also_by_another_record_of_theirs(
    register: Register,
) -> None:
    take(register, review(found("a"), found("b")), review(found("c")))
    again = review(found("x", source="mental_health"), found("b"))
    assert take(register, again) == 1
    assert held(register) == (review(found("c")), again)


def test_a_person_drawn_for_two_frames_is_reviewed_for_each(register: Register) -> None:
    told = (review(found("a")), review(found("a"), frame="child"))
    assert take(register, *told) == 2
    assert held(register) == told


def test_somebody_elses_record_in_a_case_takes_the_place_of_no_review(register: Register) -> None:
    other = review(found("b"))
    take(register, other)
    take(register, review(found("a"), found("b", person=2)))
    assert other in held(register)


def test_one_person_whom_linkage_drew_as_two_keeps_both_reviews(register: Register) -> None:
    """Each was drawn with a chance of its own: together they stand for the person."""
    one, other = review(found("a"), found("b")), review(found("b"), found("a"))
    assert take(register, one, other) == 2
    changed = review(found("a"), found("b"), found("c"))
    assert take(register, changed, other) == 2
    assert held(register) == (changed, other)


@pytest.mark.parametrize(
    "change",
    [
        "update reviewed_record set record_id = 'other' where number = 1",
        "update reviewed_record set person = 2",
        "update reviewed_record set frame = 'child'",
        "delete from reviewed_record where number = 2",
        "delete from reviewed_record",
        "update reviewed_record set drawn = 1",
    ],
)
def test_a_review_that_was_changed_past_the_audit_chain_is_told(
    register: Register, tmp_path: Path, change: str
) -> None:
    take(register, review(found("a")), review(found("b")))
    with open_database(url_of(tmp_path)).begin() as con:
        con.execute(text(change))
    with pytest.raises(DecisionError, match="the reviewed people are not what was taken in"):
        held(register)
    with pytest.raises(DecisionError, match="are not what was taken in"):
        take(register, review(found("c")))
