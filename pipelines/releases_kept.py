"""The releases that are kept: read from the register and from their folders, and never changed.

What may become of one is in `release_life.py`.
"""

from datetime import date
from pathlib import Path

from governance.register import releases
from governance.register.register import Register
from governance.register.releases import Release
from pipelines.release_folders import ReleaseFolders


class ReleasesKept:
    """The releases of a data folder."""

    def __init__(self, data: Path, register: Register) -> None:
        """Take the data folder and its register."""
        self._folders = ReleaseFolders(data)
        self._register = register

    def folder(self, release_id: str) -> Path:
        """Return where a release lies."""
        return self._folders.folder(release_id)

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
        return self._folders.broken_seal(release)

    def is_thinned(self, release: Release) -> bool:
        """Say whether the files of a release went by age, all that are to go."""
        return release.removed is not None and self._folders.is_thin(release.id)

    def ever_published(self) -> tuple[Release, ...]:
        """Return what readers were ever given, withdrawn or not: an attacker may hold it all."""
        return tuple(each for each in self.all() if each.published_at)

    def earlier(self, night: date, profile: str) -> tuple[Release, ...]:
        """Return the standing release of each earlier night under a rule, the oldest first."""
        of = [each for each in self.all() if each.night < night and each.profile == profile]
        nights = sorted({each.night for each in of})
        found = (releases.current_of([each for each in of if each.night == day]) for day in nights)
        return tuple(each for each in found if each and not self.broken_seal(each))

    def current(self) -> Release | None:
        """Return the release that the register gives to readers: one whose seal holds."""
        sealed = [each for each in self.all() if each.stands and not self.broken_seal(each)]
        return releases.current_of(sealed)
