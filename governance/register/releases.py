"""What may be decided about a release, by whom and in which order; folders are not touched here.

A release is proposed, then approved by another person or refused; an approved one is published,
and a published one may be withdrawn. Every step is noted in the audit chain in its transaction.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from governance.register.chain import Details, Entry
from governance.register.errors import DecisionError
from governance.register.register import Change
from governance.register.tables import ReleaseRow


class State(StrEnum):
    """How far a release is. One that is approved is published as soon as its pointer moved."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Who decides, when (a moment in ISO 8601) and why."""

    by: str
    at: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Release:
    """A release as the register knows it."""

    id: str
    night: date
    profile: str
    version: int
    checksum: str
    night_checksum: str
    proposed: Decision
    decided: Decision | None = None
    is_approved: bool = False
    published_at: str | None = None
    withdrawn: Decision | None = None

    @property
    def state(self) -> State:
        """How far it is."""
        if self.withdrawn:
            return State.WITHDRAWN
        if self.decided is None:
            return State.PROPOSED
        if not self.is_approved:
            return State.REFUSED
        return State.PUBLISHED if self.published_at else State.APPROVED


def release_name(night: date, profile: str, version: int) -> str:
    """Name a release: its folder, and its key in the register."""
    return f"{night}-{profile}-v{version}"


def next_version(session: Session, night: date, profile: str) -> int:
    """Return the number of the next version of a night's release; none is given twice."""
    of_night = (ReleaseRow.night == night) & (ReleaseRow.profile == profile)
    return (session.scalar(select(func.max(ReleaseRow.version)).where(of_night)) or 0) + 1


def all_releases(session: Session) -> tuple[Release, ...]:
    """Return every release, the newest night and version first."""
    order = (ReleaseRow.night.desc(), ReleaseRow.profile, ReleaseRow.version.desc())
    return tuple(_release(row) for row in session.scalars(select(ReleaseRow).order_by(*order)))


def find_release(session: Session, release_id: str) -> Release:
    """Return a release by its name.

    Raises:
        DecisionError: there is none of that name.
    """
    return _release(_row(session, release_id))


def current_of(releases: Sequence[Release]) -> Release | None:
    """Return the release that readers are to be given: of the newest night, approved last."""
    standing = [each for each in releases if each.state in (State.APPROVED, State.PUBLISHED)]
    return max(standing, key=_is_newest_by, default=None)


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
    _refuse_without_reason(decision)
    if same_person(decision.by, row.proposed_by):
        msg = f"{release_id} was proposed by {row.proposed_by}: another person has to approve it"
        raise DecisionError(msg)
    later = [
        each.id
        for each in all_releases(change.session)
        if (each.night, each.profile) == (row.night, row.profile)
        and each.version > row.version
        and each.state in (State.APPROVED, State.PUBLISHED)
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
    _refuse_without_reason(decision)
    _decide(change, row, State.REFUSED, decision)


def published(change: Change, release_id: str, decision: Decision) -> None:
    """Note that an approved release is the one that readers are given."""
    row = _row(change.session, release_id)
    row.published_at = decision.at
    note(change, "release published", release_id, decision)


def withdraw(change: Change, release_id: str, decision: Decision) -> None:
    """Withdraw a release that was approved.

    Raises:
        DecisionError: it was not approved, is withdrawn already, or no reason is given.
    """
    row = _row(change.session, release_id)
    state = _release(row).state
    if state not in (State.APPROVED, State.PUBLISHED):
        msg = f"{release_id} is {state}: only a published release is withdrawn"
        raise DecisionError(msg)
    _refuse_without_reason(decision)
    row.withdrawn_by, row.withdrawn_at = decision.by, decision.at
    row.withdrawn_reason = decision.reason
    note(change, "release withdrawn", release_id, decision)


def note(
    change: Change, action: str, subject: str, decision: Decision, **details: str | int
) -> None:
    """Note in the audit chain what was done about a release, or refused."""
    told: Details = details | ({"reason": decision.reason} if decision.reason else {})
    change.note(Entry(at=decision.at, by=decision.by, action=action, subject=subject, details=told))


def same_person(one: str, other: str) -> bool:
    """Say whether two names of officers are one, however they are spelt."""
    return _spelt(one) == _spelt(other)


def _spelt(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _is_newest_by(release: Release) -> tuple[date, str, int, str]:
    at = release.decided.at if release.decided else ""
    return release.night, at, release.version, release.id


def _waiting(session: Session, release_id: str) -> ReleaseRow:
    row = _row(session, release_id)
    state = _release(row).state
    if state is not State.PROPOSED:
        msg = f"{release_id} is {state}: only a proposed release can be decided on"
        raise DecisionError(msg)
    return row


def _row(session: Session, release_id: str) -> ReleaseRow:
    row = session.get(ReleaseRow, release_id)
    if row is None:
        msg = "no release is called so: `thinkfamily release list` names them"
        raise DecisionError(msg)
    return row


def _decide(change: Change, row: ReleaseRow, state: State, decision: Decision) -> None:
    row.decision = state.value
    row.decided_by, row.decided_at, row.decided_reason = decision.by, decision.at, decision.reason
    note(change, f"release {state}", row.id, decision, checksum=row.checksum)


def _refuse_without_reason(decision: Decision) -> None:
    if not decision.reason.strip():
        msg = "a decision needs its reason"
        raise DecisionError(msg)


def _release(row: ReleaseRow) -> Release:
    return Release(
        id=row.id,
        night=row.night,
        profile=row.profile,
        version=row.version,
        checksum=row.checksum,
        night_checksum=row.night_checksum,
        proposed=Decision(by=row.proposed_by, at=row.proposed_at, reason=row.proposed_reason),
        decided=_decision(row.decided_by, row.decided_at, row.decided_reason),
        is_approved=row.decision == State.APPROVED.value,
        published_at=row.published_at,
        withdrawn=_decision(row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason),
    )


def _decision(by: str | None, at: str | None, reason: str | None) -> Decision | None:
    return Decision(by=by, at=at, reason=reason or "") if by and at else None
