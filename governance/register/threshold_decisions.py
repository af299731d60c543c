"""What may be decided about thresholds and models, by whom and in which order.

A version is proposed with what it would change, then approved by another person or refused. What
was approved once may come into force again, which one proposes and another approves too: that is
how a change is rolled back.
"""

import json

from governance.register.decision import (
    Decision,
    note,
    refuse_own_proposal,
    refuse_without_reason,
)
from governance.register.errors import DecisionError
from governance.register.register import Change
from governance.register.tables import ThresholdApprovalRow, ThresholdRow
from governance.register.threshold_returns import approve_return, refuse_return
from governance.register.threshold_seal import APPROVED, refuse_other_than_noted, sealed_by
from governance.register.thresholds import (
    BUILT_IN,
    Standing,
    ThresholdVersion,
    all_approvals,
    in_force,
    next_version,
    row_of,
    standing,
    subject,
)

_PROPOSED = "threshold proposed"


def propose(change: Change, proposed: ThresholdVersion) -> None:
    """Note a version with its evidence.

    Raises:
        DecisionError: no reason is given, its number was given to another in the meantime, or
            another version came into force.
    """
    refuse_without_reason(proposed.proposed)
    if proposed.version != next_version(change.session):
        msg = "another version was proposed meanwhile: propose it again"
        raise DecisionError(msg)
    _refuse_stale(proposed.version, proposed.against, in_force(change.session))
    row = ThresholdRow(
        version=proposed.version,
        against=proposed.against,
        levels=json.dumps(dict(proposed.levels), sort_keys=True),
        models=json.dumps(dict(proposed.models), sort_keys=True),
        evidence=proposed.evidence.model_dump_json(),
        proposed_by=proposed.proposed.by,
        proposed_at=proposed.proposed.at,
        proposed_reason=proposed.proposed.reason,
    )
    change.session.add(row)
    note(change, _PROPOSED, subject(row.version), proposed.proposed, **sealed_by(row))


def approve(change: Change, version: int, decision: Decision) -> None:
    """Bring a version into force: one that waits for it, or one whose return was proposed.

    Raises:
        DecisionError: it is in force or was refused, it is the proposer who decides, no reason is
            given, it was compared with a version that is not in force any more, nobody proposed to
            return to it, or the proposal was changed past the audit chain.
    """
    now = standing(change.session, version)
    if now in (Standing.IN_FORCE, Standing.REFUSED):
        msg = f"{subject(version)} is {now}: it cannot be approved"
        raise DecisionError(msg)
    refuse_without_reason(decision)
    sealed: dict[str, str | int] = {}
    approvals = all_approvals(change.session)
    number = approvals[0].number + 1 if approvals else 1
    if version != BUILT_IN:
        row = row_of(change.session, version)
        refuse_own_proposal(subject(version), row.proposed_by, decision)
        sealed = sealed_by(row)
        _refuse_changed_proposal(change, row)
    if now is Standing.PROPOSED:
        _refuse_stale(version, row.against, in_force(change.session))
    else:
        approve_return(change, version, decision, number)
    instead_of = in_force(change.session)
    change.session.add(
        ThresholdApprovalRow(
            number=number,
            version=version,
            approved_by=decision.by,
            approved_at=decision.at,
            approved_reason=decision.reason,
        )
    )
    note(change, APPROVED, subject(version), decision, instead_of=instead_of, **sealed)


def refuse(change: Change, version: int, decision: Decision) -> None:
    """Refuse a version, or the return to one; who proposed it may take it back so.

    Raises:
        DecisionError: it is not waiting for a decision, or no reason is given.
    """
    now = standing(change.session, version)
    if now is Standing.APPROVED and refuse_return(change, version, decision):
        return
    if now is not Standing.PROPOSED:
        msg = f"{subject(version)} is {now}: only a proposed one can be refused"
        raise DecisionError(msg)
    refuse_without_reason(decision)
    row = row_of(change.session, version)
    row.refused_by, row.refused_at, row.refused_reason = decision.by, decision.at, decision.reason
    note(change, "threshold refused", subject(version), decision, **sealed_by(row))


def _refuse_changed_proposal(change: Change, row: ThresholdRow) -> None:
    by = Decision(by=row.proposed_by, at=row.proposed_at, reason=row.proposed_reason)
    about = subject(row.version)
    refuse_other_than_noted(change.session, _PROPOSED, about, by, **sealed_by(row))


def _refuse_stale(version: int, against: int, now: int) -> None:
    if against != now:
        msg = (
            f"{subject(version)} was compared with version {against}, and version {now} is in "
            "force: propose it again"
        )
        raise DecisionError(msg)
