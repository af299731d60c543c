"""Returns to levels that were in force before: one person proposes it, another approves.

It needs no evidence of its own: what the levels change was counted when they were proposed, and a
return may be wanted before a night was linked at those in force.
"""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from governance.register.decision import (
    Decision,
    decision_from,
    note,
    refuse_own_proposal,
    refuse_without_reason,
)
from governance.register.errors import DecisionError
from governance.register.register import Change
from governance.register.tables import ThresholdReturnRow
from governance.register.threshold_seal import refuse_other_than_noted
from governance.register.thresholds import Standing, in_force, standing, subject

_PROPOSED = "threshold return proposed"
_REFUSED = "threshold return refused"


@dataclass(frozen=True, kw_only=True)
class ThresholdReturn:
    """A proposal to bring a version into force again, instead of another that is.

    `approval` is the number of the approval that it led to.
    """

    number: int
    version: int
    against: int
    proposed: Decision
    refused: Decision | None = None
    approval: int | None = None


def all_returns(session: Session) -> tuple[ThresholdReturn, ...]:
    """Return every return that was ever proposed, the newest first."""
    rows = session.scalars(select(ThresholdReturnRow).order_by(ThresholdReturnRow.number.desc()))
    return tuple(map(_return, rows))


def waiting_return(session: Session, version: int) -> ThresholdReturn | None:
    """Return the proposal to return to a version that waits for a decision, if there is one."""
    row = _waiting_row(session, version)
    return _return(row) if row else None


def propose_return(change: Change, version: int, decision: Decision) -> ThresholdReturn:
    """Propose that a version comes into force again.

    Raises:
        DecisionError: it was never in force, or is; its return waits for a decision already; or no
            reason is given.
    """
    now = standing(change.session, version)
    if now is not Standing.APPROVED:
        msg = f"{subject(version)} is {now}: only to one that was in force before can be returned"
        raise DecisionError(msg)
    waiting = _waiting_row(change.session, version)
    if waiting:
        msg = f"the return to {subject(version)} was proposed by {waiting.proposed_by} already"
        raise DecisionError(msg)
    refuse_without_reason(decision)
    row = ThresholdReturnRow(
        number=(change.session.scalar(select(func.max(ThresholdReturnRow.number))) or 0) + 1,
        version=version,
        against=in_force(change.session),
        proposed_by=decision.by,
        proposed_at=decision.at,
        proposed_reason=decision.reason,
    )
    change.session.add(row)
    note(change, _PROPOSED, subject(version), decision, number=row.number, instead_of=row.against)
    return _return(row)


def approve_return(change: Change, version: int, decision: Decision, approval: int) -> None:
    """Note which approval a return led to.

    Raises:
        DecisionError: nobody proposed it against the version in force, it is the proposer who
            decides, or it was changed past the audit chain.
    """
    row = _waiting_row(change.session, version)
    if row is None:
        msg = (
            f"{subject(version)} was in force before: its return has to be proposed first, with "
            f"`thinkfamily threshold return {version}`, and approved by another person"
        )
        raise DecisionError(msg)
    refuse_own_proposal(f"the return to {subject(version)}", row.proposed_by, decision)
    by = Decision(by=row.proposed_by, at=row.proposed_at, reason=row.proposed_reason)
    refuse_other_than_noted(change.session, _PROPOSED, subject(version), by, number=row.number)
    row.approval = approval


def refuse_return(change: Change, version: int, decision: Decision) -> bool:
    """Refuse the return to a version, if one waits; who proposed it may take it back so.

    Returns:
        Whether one waited.
    """
    row = _waiting_row(change.session, version)
    if row is None:
        return False
    refuse_without_reason(decision)
    row.refused_by, row.refused_at, row.refused_reason = decision.by, decision.at, decision.reason
    note(change, _REFUSED, subject(version), decision, number=row.number)
    return True


def _waiting_row(session: Session, version: int) -> ThresholdReturnRow | None:
    """Find what waits: a return against levels that gave way since has to be proposed again."""
    return session.scalars(
        select(ThresholdReturnRow)
        .where(
            ThresholdReturnRow.version == version,
            ThresholdReturnRow.against == in_force(session),
            ThresholdReturnRow.refused_at.is_(None),
            ThresholdReturnRow.approval.is_(None),
        )
        .order_by(ThresholdReturnRow.number.desc())
        .limit(1)
    ).first()


def _return(row: ThresholdReturnRow) -> ThresholdReturn:
    return ThresholdReturn(
        number=row.number,
        version=row.version,
        against=row.against,
        proposed=Decision(by=row.proposed_by, at=row.proposed_at, reason=row.proposed_reason),
        refused=decision_from(row.refused_by, row.refused_at, row.refused_reason),
        approval=row.approval,
    )
