"""Labels and decisions in the register: the last holds, nothing is changed past the chain."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from governance.register.database import open_database
from governance.register.errors import DecisionError
from governance.register.judgements import Judgement, Kind, all_judgements, take_in
from governance.register.register import Register
from tests.registers import by, register_in, url_of

pytestmark = pytest.mark.usefixtures("either_database")


def judged(  # noqa: PLR0917
    one: str = "a",
    other: str = "b",
    is_same: bool = True,
    reviewer: str = "Reviewer One",
    on: date | None = date(2026, 9, 1),
    revoked: date | None = None,
) -> Judgement:
    return Judgement(
        source_l="gp",
        record_id_l=one,
        source_r="school",
        record_id_r=other,
        is_same=is_same,
        judged_by=reviewer,
        judged_on=on,
        revoked_on=revoked,
        stands_for=2.5,
    )


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return register_in(tmp_path)


def take(register: Register, *told: Judgement, kind: Kind = Kind.LABEL) -> int:
    with register.changing() as change:
        return take_in(change, kind, told, by("officer", ""))


def held(register: Register, kind: Kind = Kind.LABEL) -> tuple[Judgement, ...]:
    with register.reading() as session:
        return all_judgements(session, kind)


def test_labels_are_kept_as_they_were_given(register: Register) -> None:
    assert take(register, judged(), judged(other="c", is_same=False)) == 2
    assert held(register) == (judged(), judged(other="c", is_same=False))
    assert held(register, Kind.DECISION) == ()


def test_a_sheet_that_is_taken_in_again_adds_what_is_new(register: Register) -> None:
    take(register, judged())
    assert take(register, judged(), judged(other="c")) == 1
    assert take(register, judged(), judged(other="c")) == 0
    assert len(register.entries()) == 2


def test_the_last_answer_of_a_reviewer_holds_and_that_of_another_stands_beside_it(
    register: Register,
) -> None:
    take(register, judged(), judged(reviewer="Reviewer Two"))
    take(register, judged(is_same=False, reviewer="REVIEWER ONE"))
    assert {(each.judged_by, each.is_same) for each in held(register)} == {
        ("REVIEWER ONE", False),
        ("Reviewer Two", True),
    }


def test_a_pair_is_the_same_pair_whoever_is_named_first(register: Register) -> None:
    take(register, judged())
    turned = Judgement(
        source_l="school",
        record_id_l="b",
        source_r="gp",
        record_id_r="a",
        is_same=False,
        judged_by="Reviewer One",
    )
    take(register, turned)
    assert held(register) == (turned,)


def test_one_reviewer_who_answers_a_pair_both_ways_is_asked_which_it_is(
    register: Register,
) -> None:
    with pytest.raises(DecisionError, match="1 pairs are answered both ways by one reviewer"):
        take(register, judged(), judged(is_same=False))
    assert held(register) == ()


def test_a_decision_is_revoked_and_another_of_a_later_day_stands_beside_it(
    register: Register,
) -> None:
    later = judged(is_same=False, on=date(2026, 9, 20))
    revoked = judged(revoked=date(2026, 9, 10))
    take(register, judged(), kind=Kind.DECISION)
    assert take(register, revoked, later, kind=Kind.DECISION) == 2
    assert set(held(register, Kind.DECISION)) == {revoked, later}


@pytest.mark.parametrize(
    "change",
    [
        "update judgement set is_same = (not is_same)",
        "update judgement set stands_for = 100",
        "delete from judgement where number = 2",
        "update judgement set batch = 2 where number = 2",
    ],
)
def test_a_judgement_that_was_changed_past_the_audit_chain_is_told(
    register: Register, tmp_path: Path, change: str
) -> None:
    take(register, judged(), judged(other="c"))
    with open_database(url_of(tmp_path)).begin() as con:
        con.execute(text(change))
    with pytest.raises(DecisionError, match="are not what was taken in"):
        held(register)


def test_the_chain_holds_no_key_of_a_record(register: Register) -> None:
    take(register, judged(one="record-of-nobody"))
    assert all("record-of-nobody" not in each.details for each in register.entries())
