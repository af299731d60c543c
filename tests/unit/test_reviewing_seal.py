"""Blind labelling goes on only with pairs and answers that are what the audit chain says."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.sql.base import Executable

from governance.register.errors import DecisionError
from governance.register.judgements import Kind, all_judgements
from governance.register.labelling import Draw, DrawnPair
from governance.register.labelling_answers import Answer, PairState, Review, Reviewed, agreement
from governance.register.labelling_decisions import adjudicate, answer, record_draw
from governance.register.labelling_tables import DrawnPairRow, PairAnswerRow
from governance.register.register import Register
from tests.registers import by, register_in

ONE, TWO, THREE = "Ash Analyst", "Bo Analyst", "Dee Protection"


def drawn(places: tuple[int, ...]) -> Draw:
    pairs = [
        DrawnPair(
            source_l="gp",
            record_id_l=f"l{place}",
            source_r="school",
            record_id_r=f"r{place}",
            stratum="weight 0 to 5, apart",
            stands_for=100 / 3,
        )
        for place in places
    ]
    return Draw(night=date(2026, 9, 30), seed=1, threshold_version="1", model="abc", pairs=pairs)


@pytest.fixture
def register(tmp_path: Path, either_database: object) -> Register:
    register = register_in(tmp_path)
    for places in ((1, 2), (3,)):
        with register.changing() as change:
            record_draw(change, drawn(places), by(ONE, "This month's labels."))
    return register


def say(register: Register, number: int, said: Answer, who: str, note: str = "") -> PairState:
    with register.changing() as change:
        return answer(change, number, said, by(who, note))


def past_the_chain(register: Register, statement: Executable) -> None:
    with register.changing() as change:
        change.session.execute(statement)


def labels(register: Register) -> int:
    with register.reading() as session:
        return len(all_judgements(session, Kind.LABEL))


@pytest.mark.parametrize(
    "change",
    [
        lambda: update(DrawnPairRow).where(DrawnPairRow.number == 1).values(stands_for=1.0),
        lambda: update(DrawnPairRow).where(DrawnPairRow.number == 2).values(record_id_r="r9"),
        lambda: delete(DrawnPairRow).where(DrawnPairRow.number == 2),
    ],
    ids=["what it stands for", "a record of another pair", "a pair less"],
)
def test_a_draw_that_was_changed_past_the_chain_gives_no_label(
    register: Register, change: Callable[[], Executable]
) -> None:
    say(register, 1, Answer.SAME, ONE)
    past_the_chain(register, change())
    with pytest.raises(DecisionError, match="pairs of draw 1 are not what was drawn"):
        say(register, 1, Answer.SAME, TWO)
    assert labels(register) == 0


def test_another_draw_goes_on_beside_one_that_was_changed(register: Register) -> None:
    past_the_chain(register, update(DrawnPairRow).where(DrawnPairRow.draw == 1).values(stratum=""))
    say(register, 3, Answer.SAME, ONE)
    assert say(register, 3, Answer.SAME, TWO) is PairState.DECIDED


@pytest.mark.parametrize(
    "change",
    [
        lambda: update(PairAnswerRow).values(answer="same"),
        lambda: update(PairAnswerRow).values(answered_by="Eve Else"),
        lambda: update(PairAnswerRow).values(note="Another."),
        lambda: delete(PairAnswerRow),
    ],
    ids=["the answer", "who gave it", "the note", "gone"],
)
def test_an_answer_that_was_changed_past_the_chain_is_no_half_of_an_agreement(
    register: Register, change: Callable[[], Executable]
) -> None:
    say(register, 1, Answer.DIFFERENT, ONE, "Two births.")
    past_the_chain(register, change())
    with pytest.raises(DecisionError, match="answers to pair 1 are not what was answered"):
        say(register, 1, Answer.SAME, TWO)
    assert labels(register) == 0


def test_a_dispute_that_somebody_made_past_the_chain_is_not_adjudicated(
    register: Register,
) -> None:
    say(register, 1, Answer.SAME, ONE)
    say(register, 1, Answer.SAME, TWO)
    past_the_chain(
        register, update(PairAnswerRow).where(PairAnswerRow.number == 1).values(answer="different")
    )
    with (
        pytest.raises(DecisionError, match="answers to pair 1 are not what was answered"),
        register.changing() as change,
    ):
        adjudicate(change, 1, Answer.DIFFERENT, by(THREE, "Two births."))


def test_a_label_an_adjudication_and_its_notes_are_as_they_were_given(register: Register) -> None:
    say(register, 1, Answer.SAME, ONE, "The same school.")
    assert say(register, 1, Answer.UNSURE, TWO) is PairState.DISPUTED
    with register.changing() as change:
        adjudicate(change, 1, Answer.SAME, by(THREE, "One mother."))
    assert labels(register) == 1
    with register.reading() as session:
        (told,) = all_judgements(session, Kind.LABEL)
        kept = session.scalars(select(PairAnswerRow.note).order_by(PairAnswerRow.number)).all()
    assert told.stands_for == 100 / 3
    assert kept == ["The same school.", "", "One mother."]


def judged(one: Answer, other: Answer) -> Reviewed:
    return Reviewed(
        reviews=(Review(by=ONE, answer=one, note=""), Review(by=TWO, answer=other, note=""))
    )


def test_few_pairs_on_which_all_agree_do_not_show_that_reviewers_always_do() -> None:
    same, different = judged(Answer.SAME, Answer.SAME), judged(Answer.DIFFERENT, Answer.DIFFERENT)
    few, many = agreement([same, different] * 5), agreement([same, different] * 200)
    assert few
    assert many
    assert few.kappa == few.high == many.kappa == many.high == 1
    # Wilson's interval of 10 of 10 begins at 0.7225, of 400 of 400 at 0.9905; chance gives 0.5.
    assert few.low == pytest.approx(0.445, abs=0.001)
    assert many.low == pytest.approx(0.981, abs=0.001)


def test_reviewers_who_say_one_thing_of_every_pair_show_nothing_beyond_chance() -> None:
    found = agreement([judged(Answer.SAME, Answer.SAME)] * 30)
    assert found
    assert (found.share, found.low, found.high) == (1, -1, 1)
