"""The releases that readers are given, each read once: its folder never changes.

Which of them stand is asked of the register at every request; a seal is tried again as soon as a
file of the folder looks other than when it was tried.
"""

from pathlib import Path

from dashboard.reading.published import PublishedRelease, read_release
from governance.register import releases
from governance.register.register import Register
from governance.register.releases import Release
from pipelines.releases_kept import ReleasesKept

_Look = tuple[tuple[str, int, int], ...]


class Library:
    """The releases of a data folder, for readers."""

    def __init__(self, data: Path, register: Register) -> None:
        """Take the data folder and its register."""
        self._kept = ReleasesKept(data, register)
        self._read: dict[str, tuple[_Look, PublishedRelease]] = {}

    def current(self) -> PublishedRelease | None:
        """Return the release that readers are given; none before the first is published."""
        standing = [each for each in self._kept.all() if each.stands]
        while standing and (newest := releases.current_of(standing)):
            found = self._opened(newest)
            if found:
                return found
            standing.remove(newest)
        return None

    def standing(self) -> tuple[PublishedRelease, ...]:
        """Return the release of each night that stands and lies there whole, the oldest first."""
        of = [each for each in self._kept.all() if each.stands]
        nights = sorted({each.night for each in of})
        newest = (releases.current_of([each for each in of if each.night == day]) for day in nights)
        return tuple(found for each in newest if each and (found := self._opened(each)))

    def _opened(self, release: Release) -> PublishedRelease | None:
        """Read a release whose seal holds; none where a file of it was changed or went by age."""
        folder = self._kept.folder(release.id)
        look = _look(folder)
        known = self._read.get(release.id)
        if known and known[0] == look:
            return known[1]
        if self._kept.broken_seal(release):
            self._read.pop(release.id, None)
            return None
        found = read_release(folder)
        self._read[release.id] = (look, found)
        return found


def _look(folder: Path) -> _Look:
    """Return how the files of a folder look from outside."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple((str(path), (of := path.stat()).st_size, of.st_mtime_ns) for path in files)
