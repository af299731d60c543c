"""What may be decided about a release, by whom and in which order; folders are not touched here.

A release is proposed, then approved by another person or refused; an approved one is published,
and a published one may be withdrawn. Every step is noted in the audit chain in its transaction.
"""

from sqlalchemy.orm import Session

from governance.register.decision import (
    Decision,
    note,
    refuse_own_proposal,
    refuse_without_reason,
)
from governance.register.errors import DecisionError
from governance.register.register import Change
from governance.register.releases import (
    Release,
    State,
    all_releases,
    kept_for_readers,
    next_version,
    release_of,
    row_of,
)
from governance.register.tables import ReleaseRow


def propose(change: Change, release: Release) -> None:
    """Note a release whose folder is in place.

    Raises:
        DecisionError: its version was given to another in the meantime.
    """
    if release.version != next_version(change.session, release.night, release.profile):
        msg = f"another release of night {release.night} was proposed meanwhile: propose it again"
        raise DecisionError(msg)
    change.session.add(
        ReleaseRow(
            id=release.id,
            night=release.night,
            profile=release.profile,
            version=release.version,
            checksum=release.checksum,
            night_checksum=release.night_checksum,
            proposed_by=release.proposed.by,
            proposed_at=release.proposed.at,
            proposed_reason=release.proposed.reason,
        )
    )
    note(change, "release proposed", release.id, release.proposed, checksum=release.checksum)


def approve(change: Change, release_id: str, decision: Decision) -> None:
    """Approve a release.

    Raises:
        DecisionError: it is not waiting for a decision, it is the proposer who decides, no reason
            is given, or a later version of it stands already.
    """
    row = _waiting(change.session, release_id)
    refuse_without_reason(decision)
    refuse_own_proposal(release_id, row.proposed_by, decision)
    later = [
        each.id
        for each in all_releases(change.session)
        if (each.night, each.profile) == (row.night, row.profile)
        and each.version > row.version
        and each.stands
    ]
    if later:
        msg = f"{release_id} is superseded: {later[0]} stands; withdraw that one first"
        raise DecisionError(msg)
    _decide(change, row, State.APPROVED, decision)


def refuse(change: Change, release_id: str, decision: Decision) -> None:
    """Refuse a release; who proposed it may take it back so.

    Raises:
        DecisionError: it is not waiting for a decision, or no reason is given.
    """
    row = _waiting(change.session, release_id)
    refuse_without_reason(decision)
    _decide(change, row, State.REFUSED, decision)


def publish(change: Change, release_id: str, decision: Decision) -> None:
    """Note that an approved release is the one that readers are given."""
    row_of(change.session, release_id).published_at = decision.at
    note(change, "release published", release_id, decision)


def withdraw(change: Change, release_id: str, decision: Decision) -> None:
    """Withdraw a release that was approved.

    Raises:
        DecisionError: it was not approved, is withdrawn already, or no reason is given.
    """
    row = row_of(change.session, release_id)
    found = release_of(row)
    if not found.stands:
        msg = f"{release_id} is {found.state}: only a published release is withdrawn"
        raise DecisionError(msg)
    refuse_without_reason(decision)
    row.withdrawn_by, row.withdrawn_at = decision.by, decision.at
    row.withdrawn_reason = decision.reason
    note(change, "release withdrawn", release_id, decision)


def remove(change: Change, release_id: str, decision: Decision) -> None:
    """Note that the files of a release go by age; its row stays for ever.

    Raises:
        DecisionError: it is the one that readers are given, is removed already, or no reason is
            given.
    """
    row = row_of(change.session, release_id)
    refuse_without_reason(decision)
    kept = kept_for_readers(all_releases(change.session))
    if release_id in kept or row.removed_at:
        why = "readers are given it" if release_id in kept else "it is removed already"
        msg = f"{release_id} is not removed: {why}"
        raise DecisionError(msg)
    row.removed_by, row.removed_at = decision.by, decision.at
    row.removed_reason = decision.reason
    note(change, "release removed", release_id, decision, checksum=row.checksum)


def _waiting(session: Session, release_id: str) -> ReleaseRow:
    row = row_of(session, release_id)
    state = release_of(row).state
    if state is not State.PROPOSED:
        msg = f"{release_id} is {state}: only a proposed release can be decided on"
        raise DecisionError(msg)
    return row


def _decide(change: Change, row: ReleaseRow, state: State, decision: Decision) -> None:
    row.decision = state.value
    row.decided_by, row.decided_at, row.decided_reason = decision.by, decision.at, decision.reason
    note(change, f"release {state}", row.id, decision, checksum=row.checksum)
