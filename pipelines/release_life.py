"""The life of a release: a folder that never changes, a row in the register, a pointer to it.

The folder is built beside its place and renamed in the transaction that proposes it; the pointer
follows from the register. Whatever is interrupted, readers have the old release or the new one,
and the next command about releases mends the rest.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from governance.refusal import ReleaseError
from governance.register import release_decisions, releases
from governance.register.decision import Decision, noted_when_refused
from governance.register.errors import DecisionError
from governance.register.releases import Release, State
from pipelines.release_folders import discard
from pipelines.releases_kept import ReleasesKept

Write = Callable[[str, Path], str]
"""Writes a release of a name into a folder, and returns the checksum that seals it."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A release that is to be proposed: of which night, under which rule, and how it is written."""

    night: date
    profile: str
    night_checksum: str
    write: Write


class ReleaseLife(ReleasesKept):
    """The releases of a data folder, and what may become of them."""

    def propose(self, draft: Draft, decision: Decision) -> Release:
        """Write the next version of a night's release, and propose it.

        Raises:
            ReleaseError: its figures may not be released; that is noted too.
            DecisionError: another was proposed meanwhile.
        """
        with self._register.reading() as session:
            version = releases.next_version(session, draft.night, draft.profile)
        name = releases.release_name(draft.night, draft.profile, version)
        building = self._folders.begin(name)
        with self._noted_when_refused("release could not be proposed", name, decision):
            try:
                release = Release(
                    id=name,
                    night=draft.night,
                    profile=draft.profile,
                    version=version,
                    checksum=draft.write(name, building),
                    night_checksum=draft.night_checksum,
                    proposed=decision,
                )
                with self._register.changing() as change:
                    release_decisions.propose(change, release)
                    self._folders.put_in_place(building, name)
            finally:
                discard(building)
        return release

    def approve(self, release_id: str, decision: Decision) -> Release:
        """Approve a release whose folder is as it was sealed, and publish it.

        One whose publication was interrupted is published, whoever asks.

        Raises:
            DecisionError: it may not be approved, or not by this person; that is noted too.
        """
        if self.find(release_id).state is not State.APPROVED:
            with (
                self._noted_when_refused("approval was refused", release_id, decision),
                self._register.changing() as change,
            ):
                release_decisions.approve(change, release_id, decision)
                self._refuse_broken(releases.find_release(change.session, release_id))
        self.mend(decision)
        return self.find(release_id)

    def refuse(self, release_id: str, decision: Decision) -> Release:
        """Refuse a release; its folder stays, and no pointer ever leads to it.

        Raises:
            DecisionError: it is not waiting for a decision, or no reason is given.
        """
        with self._register.changing() as change:
            release_decisions.refuse(change, release_id, decision)
        return self.find(release_id)

    def withdraw(self, release_id: str, decision: Decision) -> Release:
        """Withdraw a release; readers are given the one before, or none.

        Raises:
            DecisionError: it was not approved, or no reason is given.
        """
        if self.find(release_id).state is not State.WITHDRAWN:
            with self._register.changing() as change:
                release_decisions.withdraw(change, release_id, decision)
        self.mend(decision)
        return self.find(release_id)

    def remove(self, release_id: str, decision: Decision) -> None:
        """Remove the files of a release by age; the figures that readers were given stay.

        Raises:
            DecisionError: it is the one that readers are given, or no reason is given.
        """
        found = self.find(release_id)
        if found.state is not State.REMOVED:
            with self._register.changing() as change:
                release_decisions.remove(change, release_id, decision)
        self._folders.thin(release_id, was_published=bool(found.published_at))

    def mend(self, decision: Decision) -> None:
        """Bring folders and pointer to what the register says; nothing where they are."""
        for each in self.all():
            if each.withdrawn:
                self._folders.mark(each.id, each.withdrawn)
        self._folders.point_to(self.current())
        for each in self.all():
            if each.state is State.APPROVED and not self.broken_seal(each):
                with self._register.changing() as change:
                    release_decisions.publish(change, each.id, decision)

    def _refuse_broken(self, release: Release) -> None:
        problems = self.broken_seal(release)
        if problems:
            msg = f"{release.id} is not what was proposed: {'; '.join(problems)}"
            raise DecisionError(msg)

    def _noted_when_refused(
        self, action: str, name: str, decision: Decision
    ) -> AbstractContextManager[None]:
        """Note what a rule stopped; the words name tables, never a number."""
        refusals = (DecisionError, ReleaseError)
        return noted_when_refused(self._register, action, name, decision, refusals)
