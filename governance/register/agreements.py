"""Agreements about sharing data, as the register knows them: whose, by what right, from when on.

An agreement is signed outside; here somebody records it. What was recorded last about a reference
holds, and nothing recorded is ever changed. Which source names which agreement is configuration.
"""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from governance.register.decision import Decision, note, refuse_without_reason
from governance.register.errors import DecisionError
from governance.register.register import Change
from governance.register.tables import AgreementRow, AuditRow

_RECORDED = "agreement recorded"


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """By what right a source's data is used, from its first day to its last."""

    source: str
    reference: str
    legal_basis: str
    from_date: date
    until_date: date
    recorded: Decision

    def problem_at(self, day: date) -> str:
        """Say why it does not cover a day; nothing where it does."""
        if day < self.from_date:
            return f"agreement {self.reference} begins on {self.from_date}"
        if day > self.until_date:
            return f"agreement {self.reference} ended on {self.until_date}"
        return ""


def record(change: Change, agreement: Agreement) -> None:
    """Record an agreement, or what became of one: it was prolonged, or ends earlier.

    Raises:
        DecisionError: it has no reference or legal basis, ends before it begins, or no reason is
            given.
    """
    problems = []
    if not agreement.reference.strip():
        problems.append("an agreement needs its reference")
    if not agreement.legal_basis.strip():
        problems.append("an agreement needs its legal basis")
    if agreement.until_date < agreement.from_date:
        problems.append("an agreement does not end before it begins")
    if problems:
        raise DecisionError("; ".join(problems))
    refuse_without_reason(agreement.recorded)
    number = (change.session.scalar(select(func.max(AgreementRow.number))) or 0) + 1
    row = AgreementRow(
        number=number,
        source=agreement.source,
        reference=agreement.reference,
        legal_basis=agreement.legal_basis,
        from_date=agreement.from_date,
        until_date=agreement.until_date,
        recorded_by=agreement.recorded.by,
        recorded_at=agreement.recorded.at,
        recorded_reason=agreement.recorded.reason,
    )
    change.session.add(row)
    note(
        change,
        _RECORDED,
        _subject(row),
        agreement.recorded,
        source=row.source,
        reference=row.reference,
        until=row.until_date.isoformat(),
        checksum=_checksum(row),
    )


def all_agreements(session: Session) -> tuple[Agreement, ...]:
    """Return what was recorded last of each source and reference, by source.

    Raises:
        DecisionError: what is on record is not what the audit chain says was recorded.
    """
    rows = session.scalars(select(AgreementRow).order_by(AgreementRow.number)).all()
    noted = session.scalars(select(AuditRow).where(AuditRow.action == _RECORDED))
    chain = {each.subject: json.loads(each.details).get("checksum") for each in noted}
    if chain != {_subject(row): _checksum(row) for row in rows}:
        msg = "the agreements are not what was recorded: see `thinkfamily audit show`"
        raise DecisionError(msg)
    last = {(row.source, row.reference): row for row in rows}
    return tuple(_agreement(last[each]) for each in sorted(last))


def _subject(row: AgreementRow) -> str:
    return f"agreement {row.number}"


def _checksum(row: AgreementRow) -> str:
    told = (
        row.source,
        row.reference,
        row.legal_basis,
        row.from_date.isoformat(),
        row.until_date.isoformat(),
    )
    return sha256(json.dumps(told).encode()).hexdigest()


def _agreement(row: AgreementRow) -> Agreement:
    return Agreement(
        source=row.source,
        reference=row.reference,
        legal_basis=row.legal_basis,
        from_date=row.from_date,
        until_date=row.until_date,
        recorded=Decision(by=row.recorded_by, at=row.recorded_at, reason=row.recorded_reason),
    )
