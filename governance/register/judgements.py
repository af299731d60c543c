"""What people said of pairs of records: labels that measure the model, decisions that override it.

Judgements are taken in by the sheet, as a batch, and never changed. What becomes of them in a night
is the business of `linkage_models`.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from governance.register.decision import Decision, note
from governance.register.errors import DecisionError
from governance.register.register import Change
from governance.register.tables import AuditRow, JudgementRow

_TAKEN_IN = "judgements taken in"


class Kind(StrEnum):
    """What a judgement is for."""

    LABEL = "label"
    DECISION = "decision"


@dataclass(frozen=True, kw_only=True, order=True)
class Judgement:
    """That two records are one person, or two, as one person judged it.

    `stands_for` is how many pairs a label stands for; `reason` and `revoked_on` are of decisions.
    """

    source_l: str
    record_id_l: str
    source_r: str
    record_id_r: str
    is_same: bool
    judged_by: str
    judged_on: date | None = None
    reason: str = ""
    revoked_on: date | None = None
    stands_for: float | None = None

    def instead_of(self, kind: Kind) -> tuple[object, ...]:
        """Say which earlier judgements it takes the place of: those for which this is the same.

        A reviewer's last answer to a pair holds. A decision is told apart by its day too, and
        given again only when it is revoked.
        """
        ends = sorted([(self.source_l, self.record_id_l), (self.source_r, self.record_id_r)])
        who = self.judged_by.casefold()
        return (*ends, who, *((self.is_same, self.judged_on) if kind is Kind.DECISION else ()))


def take_in(change: Change, kind: Kind, told: Iterable[Judgement], decision: Decision) -> int:
    """Take in what is new or changed among judgements.

    Returns:
        How many that are.

    Raises:
        DecisionError: what is on record is not what was taken in, or one reviewer answered a pair
            both ways.
    """
    given = tuple(told)
    _refuse_both_ways(kind, given)
    held = {each.instead_of(kind): each for each in all_judgements(change.session, kind)}
    last = {each.instead_of(kind): each for each in given}
    fresh = [each for of, each in last.items() if held.get(of) != each]
    if not fresh:
        return 0
    batch = _next(change.session, JudgementRow.batch)
    first = _next(change.session, JudgementRow.number)
    rows = [
        JudgementRow(number=number, batch=batch, kind=kind.value, **vars(each))
        for number, each in enumerate(fresh, start=first)
    ]
    change.session.add_all(rows)
    change.session.flush()
    about = {"kind": kind.value, "judgements": len(rows), "checksum": _checksum(rows)}
    note(change, _TAKEN_IN, f"batch {batch}", decision, **about)
    return len(rows)


def all_judgements(session: Session, kind: Kind) -> tuple[Judgement, ...]:
    """Return the judgements of a kind that hold: of those that took each other's place, the last.

    Raises:
        DecisionError: what is on record is not what the audit chain says was taken in.
    """
    rows = session.scalars(select(JudgementRow).order_by(JudgementRow.number)).all()
    _refuse_changed(session, rows)
    found = [_judgement(row) for row in rows if row.kind == kind.value]
    return tuple({each.instead_of(kind): each for each in found}.values())


def _refuse_both_ways(kind: Kind, told: Sequence[Judgement]) -> None:
    answers: dict[tuple[object, ...], set[bool]] = {}
    for each in told:
        answers.setdefault(each.instead_of(kind), set()).add(each.is_same)
    both = sum(len(each) > 1 for each in answers.values())
    if both:
        msg = f"{both} pairs are answered both ways by one reviewer: let them say which it is"
        raise DecisionError(msg)


def _refuse_changed(session: Session, rows: Sequence[JudgementRow]) -> None:
    noted = session.scalars(select(AuditRow).where(AuditRow.action == _TAKEN_IN))
    chain = {each.subject: json.loads(each.details)["checksum"] for each in noted}
    batches: dict[str, list[JudgementRow]] = {}
    for row in rows:
        batches.setdefault(f"batch {row.batch}", []).append(row)
    if chain != {name: _checksum(batch) for name, batch in batches.items()}:
        msg = "the labels and decisions are not what was taken in: see `thinkfamily audit show`"
        raise DecisionError(msg)


def _checksum(rows: Sequence[JudgementRow]) -> str:
    told = [(row.number, row.kind, *map(str, astuple(_judgement(row)))) for row in rows]
    return sha256(json.dumps(told).encode()).hexdigest()


def _next(session: Session, column: object) -> int:
    return (session.scalar(select(func.max(column))) or 0) + 1


def _judgement(row: JudgementRow) -> Judgement:
    return Judgement(
        source_l=row.source_l,
        record_id_l=row.record_id_l,
        source_r=row.source_r,
        record_id_r=row.record_id_r,
        is_same=row.is_same,
        judged_by=row.judged_by,
        judged_on=row.judged_on,
        reason=row.reason,
        revoked_on=row.revoked_on,
        stands_for=row.stands_for,
    )
