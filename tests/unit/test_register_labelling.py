"""Blind labelling: two by themselves, a third where they differ, a label of what is agreed."""

from datetime import date
from pathlib import Path

import pytest

from governance.register.decision import Decision
from governance.register.errors import DecisionError
from governance.register.judgements import Judgement, Kind, all_judgements, take_in
from governance.register.labelling import (
    Draw,
    DrawnPair,
    all_pairs,
    find_pair,
    next_pair,
    to_adjudicate,
)
from governance.register.labelling_answers import Answer, PairState, Review, Reviewed, agreement
from governance.register.labelling_decisions import adjudicate, answer, record_draw
from governance.register.register import Register
from tests.registers import by, register_in

pytestmark = pytest.mark.usefixtures("either_database")

ONE, TWO, THREE = "Ash Analyst", "Bo Analyst", "Dee Protection"


def pair(number: int) -> DrawnPair:
    return DrawnPair(
        source_l="gp",
        record_id_l=f"l{number}",
        source_r="school",
        record_id_r=f"r{number}",
        stratum="weight 0 to 5, apart",
        stands_for=12.5,
    )


@pytest.fixture
def register(tmp_path: Path) -> Register:
    register = register_in(tmp_path)
    with register.changing() as change:
        draw = Draw(
            night=date(2026, 9, 30),
            seed=1,
            threshold_version="1",
            model="abc",
            pairs=[pair(number) for number in (1, 2, 3)],
        )
        assert record_draw(change, draw, by(ONE, "This month's labels.")) == 1
    return register


def say(register: Register, number: int, said: Answer, who: str, note: str = "") -> PairState:
    with register.changing() as change:
        return answer(change, number, said, by(who, note))


def settle(
    register: Register, number: int, said: Answer, who: str, why: str = "Seen."
) -> PairState:
    with register.changing() as change:
        return adjudicate(change, number, said, by(who, why))


def following(register: Register, who: str) -> int | None:
    with register.reading() as session:
        found = next_pair(session, who)
    return found.number if found else None


def labels(register: Register) -> tuple[Judgement, ...]:
    with register.reading() as session:
        return all_judgements(session, Kind.LABEL)


def test_what_two_reviewers_agree_on_becomes_a_label_that_stands_for_its_pairs(
    register: Register,
) -> None:
    assert say(register, 1, Answer.SAME, ONE) is PairState.OPEN
    assert labels(register) == ()
    assert say(register, 1, Answer.SAME, TWO) is PairState.DECIDED
    (label,) = labels(register)
    assert (label.record_id_l, label.record_id_r, label.is_same) == ("l1", "r1", True)
    assert (label.stands_for, label.judged_by) == (12.5, f"{ONE} and {TWO}")


def test_a_reviewer_meets_first_what_another_judged_and_never_a_pair_twice(
    register: Register,
) -> None:
    assert following(register, ONE) == 1
    say(register, 1, Answer.SAME, ONE)
    assert following(register, ONE) == 2
    say(register, 2, Answer.DIFFERENT, ONE)
    assert following(register, TWO) == 1
    say(register, 2, Answer.DIFFERENT, TWO)
    assert following(register, TWO) == 1
    say(register, 1, Answer.SAME, TWO)
    assert following(register, TWO) == 3
    assert following(register, THREE) == 3
    say(register, 3, Answer.SAME, TWO)
    say(register, 3, Answer.SAME, THREE)
    assert following(register, ONE) is None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (Answer.SAME, Answer.DIFFERENT),
        (Answer.SAME, Answer.UNSURE),
        (Answer.UNSURE, Answer.UNSURE),
    ],
)
def test_where_two_differ_or_are_unsure_a_third_decides(
    register: Register, one: Answer, two: Answer
) -> None:
    say(register, 1, one, ONE)
    assert say(register, 1, two, TWO) is PairState.DISPUTED
    assert labels(register) == ()
    with register.reading() as session:
        assert [each.number for each in to_adjudicate(session, THREE)] == [1]
        assert to_adjudicate(session, TWO) == ()
    assert settle(register, 1, Answer.DIFFERENT, THREE) is PairState.DECIDED
    (label,) = labels(register)
    assert (label.is_same, label.judged_by) == (False, THREE)


def test_nobody_adjudicates_what_they_judged_however_their_name_is_spelt(
    register: Register,
) -> None:
    say(register, 1, Answer.SAME, ONE)
    say(register, 1, Answer.DIFFERENT, TWO)
    with pytest.raises(DecisionError, match="another person has to adjudicate it"):
        settle(register, 1, Answer.SAME, ONE.upper())


def test_adjudication_needs_a_reason_and_a_dispute(register: Register) -> None:
    with pytest.raises(DecisionError, match="not in dispute"):
        settle(register, 1, Answer.SAME, THREE)
    say(register, 1, Answer.SAME, ONE)
    say(register, 1, Answer.DIFFERENT, TWO)
    with pytest.raises(DecisionError, match="needs its reason"):
        settle(register, 1, Answer.SAME, THREE, " ")


def test_a_pair_that_nobody_can_tell_gives_no_label(register: Register) -> None:
    say(register, 1, Answer.UNSURE, ONE)
    say(register, 1, Answer.SAME, TWO)
    assert settle(register, 1, Answer.UNSURE, THREE) is PairState.DECIDED
    assert labels(register) == ()


def test_nobody_answers_again_after_the_weight_was_shown(register: Register) -> None:
    say(register, 1, Answer.SAME, ONE)
    with pytest.raises(DecisionError, match="has seen its weight"):
        say(register, 1, Answer.DIFFERENT, ONE.lower())
    with register.reading() as session:
        reviewed = find_pair(session, 1).reviewed
    assert [each.answer for each in reviewed.reviews] == [Answer.SAME]


def test_a_third_reviewer_has_no_say_in_what_two_have_judged(register: Register) -> None:
    say(register, 1, Answer.SAME, ONE)
    say(register, 1, Answer.DIFFERENT, TWO)
    with pytest.raises(DecisionError, match="judged by others already"):
        say(register, 1, Answer.SAME, THREE)


def test_every_draw_and_answer_is_in_the_audit_chain(register: Register) -> None:
    say(register, 1, Answer.SAME, ONE)
    say(register, 1, Answer.SAME, TWO)
    told = [(each.action, each.by, each.subject) for each in register.entries()]
    assert told == [
        ("pairs drawn", ONE, "draw 1"),
        ("pair answered", ONE, "pair 1"),
        ("pair answered", TWO, "pair 1"),
        ("judgements taken in", TWO, "batch 1"),
    ]
    assert register.fault() == ""


def test_pairs_are_not_drawn_beside_labels_that_do_not_say_what_they_stand_for(
    tmp_path: Path,
) -> None:
    register = register_in(tmp_path)
    alone = Judgement(
        source_l="gp",
        record_id_l="a",
        source_r="school",
        record_id_r="b",
        is_same=True,
        judged_by=ONE,
    )
    draw = Draw(
        night=date(2026, 9, 30), seed=1, threshold_version="1", model="abc", pairs=[pair(1)]
    )
    with register.changing() as change:
        take_in(change, Kind.LABEL, [alone], by(ONE))
    with pytest.raises(DecisionError, match="would be mixed"), register.changing() as change:
        record_draw(change, draw, by(ONE))


def test_a_draw_of_nothing_and_one_without_a_reason_are_refused(register: Register) -> None:
    empty = Draw(night=date(2026, 9, 30), seed=1, threshold_version="1", model="abc", pairs=[])
    with pytest.raises(DecisionError, match="no pair was drawn"), register.changing() as change:
        record_draw(change, empty, by(ONE))
    with pytest.raises(DecisionError, match="needs its reason"), register.changing() as change:
        record_draw(change, empty, Decision(by=ONE, at="2026-10-01T00:00:00+00:00", reason=" "))


def both(one: Answer, two: Answer) -> Reviewed:
    return Reviewed(
        reviews=(Review(by=ONE, answer=one, note=""), Review(by=TWO, answer=two, note=""))
    )


def test_agreement_is_the_share_and_what_is_left_of_it_without_chance() -> None:
    same, different = Answer.SAME, Answer.DIFFERENT
    judged = [
        *[both(same, same)] * 20,
        *[both(different, different)] * 15,
        *[both(same, different)] * 5,
        *[both(different, same)] * 10,
    ]
    found = agreement([*judged, Reviewed()])
    assert found
    assert (found.pairs, found.share) == (50, 0.7)
    assert found.kappa == pytest.approx(0.4)
    assert found.low < 0.4 < found.high
    assert agreement([Reviewed()]) is None


def test_all_pairs_are_listed_in_the_order_of_their_draw(register: Register) -> None:
    with register.reading() as session:
        assert [each.pair.record_id_l for each in all_pairs(session)] == ["l1", "l2", "l3"]
