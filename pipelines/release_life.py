"""The life of a release: a folder that never changes, a row in the register, a pointer to it.

The folder is built beside its place and renamed in the transaction that proposes it; the pointer
follows from the register. Whatever is interrupted, readers have the old release or the new one,
and the next command about releases mends the rest.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree

from governance.register import releases
from governance.register.errors import DecisionError
from governance.register.register import Register
from governance.register.releases import Decision, Release, State
from governance.release import ReleaseError
from governance.seal import WITHDRAWN, broken_seal
from pipelines.nights import POINTER, private_folder, write_atomically

Write = Callable[[str, Path], str]
"""Writes a release of a name into a folder, and returns the checksum that seals it."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A release that is to be proposed: of which night, under which rule, and how it is written."""

    night: date
    profile: str
    night_checksum: str
    write: Write


class ReleaseLife:
    """The releases of a data folder."""

    def __init__(self, data: Path, register: Register) -> None:
        """Take the data folder and its register."""
        self._folder = data / "releases"
        self._register = register

    def folder(self, release_id: str) -> Path:
        """Return where a release lies."""
        return self._folder / release_id

    def all(self) -> tuple[Release, ...]:
        """Return every release that was ever proposed, the newest first."""
        with self._register.reading() as session:
            return releases.all_releases(session)

    def find(self, release_id: str) -> Release:
        """Return a release by its name.

        Raises:
            DecisionError: there is none of that name.
        """
        with self._register.reading() as session:
            return releases.find_release(session, release_id)

    def broken_seal(self, release: Release) -> tuple[str, ...]:
        """Say what of a release is not as it was sealed."""
        return broken_seal(self.folder(release.id), release.checksum)

    def ever_published(self) -> tuple[Release, ...]:
        """Return what readers were ever given, withdrawn or not: an attacker may hold it all."""
        return tuple(each for each in self.all() if each.published_at)

    def earlier(self, night: date, profile: str) -> tuple[Release, ...]:
        """Return the standing release of each earlier night under a rule, the oldest first."""
        of = [each for each in self.all() if each.night < night and each.profile == profile]
        nights = sorted({each.night for each in of})
        found = (releases.current_of([each for each in of if each.night == day]) for day in nights)
        return tuple(each for each in found if each and not self.broken_seal(each))

    def propose(self, draft: Draft, decision: Decision) -> Release:
        """Write the next version of a night's release, and propose it.

        Raises:
            ReleaseError: its figures may not be released; that is noted too.
            DecisionError: another was proposed meanwhile.
        """
        with self._register.reading() as session:
            version = releases.next_version(session, draft.night, draft.profile)
        name = releases.release_name(draft.night, draft.profile, version)
        building = self.folder(f"{name}.building")
        discard(building)
        private_folder(self._folder)
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
                    releases.propose(change, release)
                    discard(self.folder(name))  # Left where a proposal was interrupted: unknown.
                    building.rename(self.folder(name))
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
                releases.approve(change, release_id, decision)
                self._refuse_broken(releases.find_release(change.session, release_id))
        self.mend(decision)
        return self.find(release_id)

    def refuse(self, release_id: str, decision: Decision) -> Release:
        """Refuse a release; its folder stays, and no pointer ever leads to it.

        Raises:
            DecisionError: it is not waiting for a decision, or no reason is given.
        """
        with self._register.changing() as change:
            releases.refuse(change, release_id, decision)
        return self.find(release_id)

    def withdraw(self, release_id: str, decision: Decision) -> Release:
        """Withdraw a release; readers are given the one before, or none.

        Raises:
            DecisionError: it was not approved, or no reason is given.
        """
        if self.find(release_id).state is not State.WITHDRAWN:
            with self._register.changing() as change:
                releases.withdraw(change, release_id, decision)
        self.mend(decision)
        return self.find(release_id)

    def current(self) -> Release | None:
        """Return the release that the register gives to readers: one whose seal holds."""
        sealed = [each for each in self.all() if _stands(each) and not self.broken_seal(each)]
        return releases.current_of(sealed)

    def mend(self, decision: Decision) -> None:
        """Bring folders and pointer to what the register says; nothing where they are."""
        for each in self.all():
            if each.withdrawn and self.folder(each.id).is_dir():
                self._mark(each.id, each.withdrawn)
        self._point_to(self.current())
        for each in self.all():
            if each.state is State.APPROVED and not self.broken_seal(each):
                with self._register.changing() as change:
                    releases.published(change, each.id, decision)

    def _point_to(self, release: Release | None) -> None:
        pointer = self._folder / POINTER
        if release is None:
            pointer.unlink(missing_ok=True)
        elif not pointer.is_file() or pointer.read_text("utf-8") != release.id:
            write_atomically(pointer, release.id)

    def _mark(self, release_id: str, withdrawn: Decision) -> None:
        path = self.folder(release_id) / WITHDRAWN
        if not path.exists():
            day = withdrawn.at.partition("T")[0]
            write_atomically(path, f"Withdrawn on {day}: {withdrawn.reason}\n")
            path.chmod(0o440)

    def _refuse_broken(self, release: Release) -> None:
        problems = self.broken_seal(release)
        if problems:
            msg = f"{release.id} is not what was proposed: {'; '.join(problems)}"
            raise DecisionError(msg)

    @contextmanager
    def _noted_when_refused(self, action: str, name: str, decision: Decision) -> Iterator[None]:
        """Note in the audit chain what a rule stopped; the words name tables, never a number."""
        try:
            yield
        except (DecisionError, ReleaseError) as error:
            with self._register.changing() as change:
                releases.note(change, action, name, decision, refused=str(error))
            raise


def _stands(release: Release) -> bool:
    return release.state in (State.APPROVED, State.PUBLISHED)


def discard(folder: Path) -> None:
    """Remove what nobody was told of; its files are read-only."""
    if folder.exists():
        for each in (folder, *folder.rglob("*")):
            if each.is_dir():
                each.chmod(0o700)
        rmtree(folder)
