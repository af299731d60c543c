"""Suppressions: people whose records may not be used, and who decided so and why.

A person is known here by keyed hashes of record keys and of numbers, never by a name or a number.
How hashes are made, and what a night does with them, is the business of `pipelines.subjects`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from governance.register.decision import (
    Decision,
    decision_from,
    note,
    refuse_without_reason,
)
from governance.register.errors import DecisionError
from governance.register.register import Change
from governance.register.suppression_tables import SuppressionRow
from governance.register.tables import AuditRow

_MADE, _LIFTED = "suppression made", "suppression lifted"
HASHED_ANEW = "suppression hashed anew"
"""What the audit chain calls it when the hashes of a suppression are replaced."""


class Kind(StrEnum):
    """Why records are not used.

    An erasure is for good and for every purpose. A restriction withholds records, which are counted
    as withheld; an objection leaves them out. Both may be lifted.
    """

    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"


@dataclass(frozen=True, kw_only=True)
class Suppression:
    """Whose records may not be used: of which sources (all, if none), for which purpose (all)."""

    number: int = 0
    kind: Kind
    purpose: str = ""
    sources: tuple[str, ...] = ()
    hashes: tuple[str, ...]
    key_check: str
    decided: Decision
    lifted: Decision | None = None

    def applies_to(self, source: str, purpose: str) -> bool:
        """Say whether a source's records fall under it, when they are used for a purpose."""
        return (
            self.lifted is None
            and (not self.sources or source in self.sources)
            and (not self.purpose or self.purpose == purpose)
        )


def suppress(change: Change, told: Suppression) -> int:
    """Keep a suppression; the next night heeds it.

    Returns:
        Its number.

    Raises:
        DecisionError: no reason is given, it names nobody, or an erasure is limited to something.
    """
    refuse_without_reason(told.decided)
    if not told.hashes:
        msg = "a suppression names nobody: no record was found"
        raise DecisionError(msg)
    if told.kind is Kind.ERASURE and (told.sources or told.purpose):
        msg = "an erasure is of all sources and for every purpose: object, or restrict, instead"
        raise DecisionError(msg)
    number = (change.session.scalar(select(func.max(SuppressionRow.number))) or 0) + 1
    row = SuppressionRow(
        number=number,
        kind=told.kind.value,
        purpose=told.purpose,
        sources=json.dumps(sorted(told.sources)),
        hashes=json.dumps(sorted(set(told.hashes))),
        key_check=told.key_check,
        decided_by=told.decided.by,
        decided_at=told.decided.at,
        decided_reason=told.decided.reason,
    )
    change.session.add(row)
    change.session.flush()
    about = {"kind": told.kind.value, "hashes": len(set(told.hashes)), "checksum": checksum_of(row)}
    note(change, _MADE, f"suppression {number}", told.decided, **about)
    return number


def lift(change: Change, number: int, decision: Decision) -> None:
    """Lift a restriction or an objection, from the next night on.

    Raises:
        DecisionError: there is none of that number, it was lifted, it is an erasure, or no reason
            is given.
    """
    refuse_without_reason(decision)
    row = change.session.get(SuppressionRow, number)
    if row is None or row.lifted_at is not None:
        msg = f"no suppression {number} is in force"
        raise DecisionError(msg)
    if row.kind == Kind.ERASURE.value:
        msg = "an erasure is not lifted: who it was about is not known here"
        raise DecisionError(msg)
    row.lifted_by, row.lifted_at, row.lifted_reason = decision.by, decision.at, decision.reason
    change.session.flush()
    note(change, _LIFTED, f"suppression {number}", decision, kind=row.kind)


def all_suppressions(session: Session) -> tuple[Suppression, ...]:
    """Return every suppression, the newest first.

    Raises:
        DecisionError: they are not what the audit chain says was decided.
    """
    rows = session.scalars(select(SuppressionRow).order_by(SuppressionRow.number.desc())).all()
    _refuse_changed(session, rows)
    return tuple(_suppression(row) for row in rows)


def find_suppression(session: Session, number: int) -> Suppression:
    """Return a suppression by its number.

    Raises:
        DecisionError: there is none of that number.
    """
    for each in all_suppressions(session):
        if each.number == number:
            return each
    msg = f"there is no suppression {number}"
    raise DecisionError(msg)


def _refuse_changed(session: Session, rows: Sequence[SuppressionRow]) -> None:
    keeping = select(AuditRow).where(AuditRow.action.in_((_MADE, HASHED_ANEW)))
    made = session.scalars(keeping.order_by(AuditRow.number))  # The last of each holds.
    chain = {each.subject: json.loads(each.details)["checksum"] for each in made}
    held = {f"suppression {row.number}": checksum_of(row) for row in rows}
    lifted = set(session.scalars(select(AuditRow.subject).where(AuditRow.action == _LIFTED)))
    if chain != held or lifted != {f"suppression {r.number}" for r in rows if r.lifted_at}:
        msg = "suppressions are not what was decided: see `thinkfamily audit show`"
        raise DecisionError(msg)


def checksum_of(row: SuppressionRow) -> str:
    """Return what the audit chain keeps of a suppression's content."""
    told = [row.number, row.kind, row.purpose, row.sources, row.hashes, row.key_check]
    return sha256(json.dumps(told).encode()).hexdigest()


def _suppression(row: SuppressionRow) -> Suppression:
    return Suppression(
        number=row.number,
        kind=Kind(row.kind),
        purpose=row.purpose,
        sources=tuple(json.loads(row.sources)),
        hashes=tuple(json.loads(row.hashes)),
        key_check=row.key_check,
        decided=Decision(by=row.decided_by, at=row.decided_at, reason=row.decided_reason),
        lifted=decision_from(row.lifted_by, row.lifted_at, row.lifted_reason),
    )
