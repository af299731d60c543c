"""Accepted drift: who let a night become current although it differs from the last ones, and why.

It is the night as it was seen that is accepted: each measure with its value. What is measured, and
what is usual, is the business of `pipelines.drift`.
"""

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from governance.register.decision import Decision, note, refuse_without_reason
from governance.register.drift_tables import DriftAcceptanceRow
from governance.register.errors import DecisionError
from governance.register.register import Change
from governance.register.tables import AuditRow

_ACCEPTED = "drift accepted"

Told = dict[str, str | float]
"""A measure that is not as usual, as `pipelines.drift` tells it."""


def accept_drift(change: Change, night: date, measures: Sequence[Told], decision: Decision) -> None:
    """Keep that a night may become current as it was seen.

    Raises:
        DecisionError: no reason is given, or there is nothing to accept.
    """
    refuse_without_reason(decision)
    if not measures:
        msg = f"night {night} is not held: there is nothing to accept"
        raise DecisionError(msg)
    number = (change.session.scalar(select(func.max(DriftAcceptanceRow.number))) or 0) + 1
    row = DriftAcceptanceRow(
        number=number,
        night=night,
        measures=json.dumps(measures, sort_keys=True),
        decided_by=decision.by,
        decided_at=decision.at,
        decided_reason=decision.reason,
    )
    change.session.add(row)
    change.session.flush()
    about = {"number": number, "measures": len(measures), "checksum": _checksum(row)}
    note(change, _ACCEPTED, night.isoformat(), decision, **about)


def accepted_drift(session: Session, night: date) -> tuple[Told, ...]:
    """Return everything that was accepted of a night.

    Raises:
        DecisionError: it is not what the audit chain says was decided.
    """
    rows = session.scalars(select(DriftAcceptanceRow).order_by(DriftAcceptanceRow.number)).all()
    entries = session.scalars(select(AuditRow).where(AuditRow.action == _ACCEPTED)).all()
    decided = {told["number"]: told["checksum"] for each in entries if (told := _details(each))}
    if decided != {row.number: _checksum(row) for row in rows}:
        msg = "what was accepted of drift is not what was decided: see `thinkfamily audit show`"
        raise DecisionError(msg)
    return tuple(each for row in rows if row.night == night for each in json.loads(row.measures))


def _details(entry: AuditRow) -> dict[str, str | int] | None:
    """Return what an entry says of an acceptance; of one that was refused, nothing."""
    told: dict[str, str | int] = json.loads(entry.details)
    return told if "checksum" in told else None


def _checksum(row: DriftAcceptanceRow) -> str:
    told = [row.number, row.night.isoformat(), row.measures]
    return sha256(json.dumps(told).encode()).hexdigest()
