"""Releases as the register knows them: how far each is, and which one readers are to be given.

What may be decided about one is in `release_decisions.py`; folders are not touched here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from governance.register.decision import Decision, decision_from
from governance.register.errors import DecisionError
from governance.register.tables import ReleaseRow


class State(StrEnum):
    """How far a release is. One that is approved is published as soon as its pointer moved.

    Removed is one whose files went by age; what it told is kept for the disclosure check.
    """

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


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
    removed: Decision | None = None

    @property
    def state(self) -> State:
        """How far it is."""
        if self.removed:
            return State.REMOVED
        if self.withdrawn:
            return State.WITHDRAWN
        if self.decided is None:
            return State.PROPOSED
        if not self.is_approved:
            return State.REFUSED
        return State.PUBLISHED if self.published_at else State.APPROVED

    @property
    def touched_at(self) -> str:
        """When something was last decided about it."""
        decided = (self.proposed, self.decided, self.withdrawn)
        return max(each.at for each in decided if each)

    @property
    def stands(self) -> bool:
        """Whether it was approved and not withdrawn."""
        return self.state in (State.APPROVED, State.PUBLISHED)


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
    return tuple(release_of(row) for row in session.scalars(select(ReleaseRow).order_by(*order)))


def find_release(session: Session, release_id: str) -> Release:
    """Return a release by its name.

    Raises:
        DecisionError: there is none of that name.
    """
    return release_of(row_of(session, release_id))


def current_of(releases: Sequence[Release]) -> Release | None:
    """Return the release that readers are to be given: of the newest night, approved last."""
    return max((each for each in releases if each.stands), key=_is_newest_by, default=None)


def kept_for_readers(releases: Sequence[Release]) -> frozenset[str]:
    """Return the releases that stay however old: the last that stands, under each rule."""
    profiles = {each.profile for each in releases}
    last = (current_of([each for each in releases if each.profile == of]) for of in profiles)
    return frozenset(each.id for each in last if each)


def row_of(session: Session, release_id: str) -> ReleaseRow:
    """Return the row of a release.

    Raises:
        DecisionError: there is none of that name.
    """
    row = session.get(ReleaseRow, release_id)
    if row is None:
        msg = "no release is called so: `thinkfamily release list` names them"
        raise DecisionError(msg)
    return row


def release_of(row: ReleaseRow) -> Release:
    """Return the release that a row tells of."""
    return Release(
        id=row.id,
        night=row.night,
        profile=row.profile,
        version=row.version,
        checksum=row.checksum,
        night_checksum=row.night_checksum,
        proposed=Decision(by=row.proposed_by, at=row.proposed_at, reason=row.proposed_reason),
        decided=decision_from(row.decided_by, row.decided_at, row.decided_reason),
        is_approved=row.decision == State.APPROVED.value,
        published_at=row.published_at,
        withdrawn=decision_from(row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason),
        removed=decision_from(row.removed_by, row.removed_at, row.removed_reason),
    )


def _is_newest_by(release: Release) -> tuple[date, str, int, str]:
    at = release.decided.at if release.decided else ""
    return release.night, at, release.version, release.id
