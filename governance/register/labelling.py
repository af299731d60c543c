"""Blind labelling as the register knows it: pairs that were drawn, and who is to judge which next.

What may be answered is in `labelling_decisions.py`. How a sample is drawn, and what of a record is
shown, is no business of this package.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from governance.register.errors import DecisionError
from governance.register.labelling_answers import PairState, Reviewed, answers_of
from governance.register.labelling_tables import DrawnPairRow, PairAnswerRow


@dataclass(frozen=True, kw_only=True)
class DrawnPair:
    """A pair that is to be judged: the keys of its records, and how many pairs it stands for."""

    source_l: str
    record_id_l: str
    source_r: str
    record_id_r: str
    stratum: str
    stands_for: float


@dataclass(frozen=True, kw_only=True)
class Draw:
    """A sample of a night, as it is drawn."""

    night: date
    seed: int
    threshold_version: str
    model: str
    pairs: Sequence[DrawnPair]


@dataclass(frozen=True, kw_only=True)
class ToJudge:
    """A drawn pair with its number, and what was answered of it so far."""

    number: int
    draw: int
    pair: DrawnPair
    reviewed: Reviewed


def all_pairs(session: Session) -> tuple[ToJudge, ...]:
    """Return every pair that was drawn, in the order of the draws."""
    given = answers_of(session.scalars(select(PairAnswerRow).order_by(PairAnswerRow.number)))
    rows = session.scalars(select(DrawnPairRow).order_by(DrawnPairRow.number))
    return tuple(_to_judge(row, given.get(row.number, Reviewed())) for row in rows)


def find_pair(session: Session, number: int) -> ToJudge:
    """Return a pair by its number.

    Raises:
        DecisionError: none of that number was drawn.
    """
    row = session.get(DrawnPairRow, number)
    if row is None:
        msg = f"no pair {number} was drawn"
        raise DecisionError(msg)
    chosen = select(PairAnswerRow).where(PairAnswerRow.pair == number)
    given = answers_of(session.scalars(chosen.order_by(PairAnswerRow.number)))
    return _to_judge(row, given.get(number, Reviewed()))


def next_pair(session: Session, reviewer: str) -> ToJudge | None:
    """Return what somebody is to judge next: first what another has judged alone."""
    open_pairs = [
        each
        for each in all_pairs(session)
        if each.reviewed.state is PairState.OPEN and not each.reviewed.is_by(reviewer)
    ]
    return min(open_pairs, key=lambda each: (not each.reviewed.reviews, each.number), default=None)


def to_adjudicate(session: Session, adjudicator: str) -> tuple[ToJudge, ...]:
    """Return the pairs of which two people said different things, none of them this person."""
    return tuple(
        each
        for each in all_pairs(session)
        if each.reviewed.state is PairState.DISPUTED and not each.reviewed.is_by(adjudicator)
    )


def _to_judge(row: DrawnPairRow, reviewed: Reviewed) -> ToJudge:
    names = ("source_l", "record_id_l", "source_r", "record_id_r", "stratum", "stands_for")
    pair = DrawnPair(**{name: getattr(row, name) for name in names})
    return ToJudge(number=row.number, draw=row.draw, pair=pair, reviewed=reviewed)
