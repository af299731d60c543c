"""The folders of releases, and the pointer that readers follow; what is decided is not here.

A folder is built beside its place and gets its name in one step; it never changes after that, but
for the file that says that it is withdrawn.
"""

from pathlib import Path
from shutil import rmtree

from governance.register.decision import Decision
from governance.register.releases import Release
from governance.seal import CHECKSUMS, WITHDRAWN, broken_seal
from pipelines.nights import POINTER, private_folder, write_atomically

# What was published can be held against what is published later: the check reads these.
_STAYS = {"figures.parquet", "estimates.parquet", CHECKSUMS, WITHDRAWN}


class ReleaseFolders:
    """The folders of the releases of a data folder."""

    def __init__(self, data: Path) -> None:
        """Take the data folder."""
        self._folder = data / "releases"

    def folder(self, release_id: str) -> Path:
        """Return where a release lies."""
        return self._folder / release_id

    def broken_seal(self, release: Release) -> tuple[str, ...]:
        """Say what of a release is not as it was sealed."""
        return broken_seal(self.folder(release.id), release.checksum)

    def begin(self, release_id: str) -> Path:
        """Return where a release is to be built; what an interrupted one left there goes."""
        building = self.folder(f"{release_id}.building")
        discard(building)
        private_folder(self._folder)
        return building

    def put_in_place(self, building: Path, release_id: str) -> None:
        """Give a folder that was built its name."""
        discard(self.folder(release_id))  # Left where a proposal was interrupted: unknown.
        building.rename(self.folder(release_id))

    def point_to(self, release: Release | None) -> None:
        """Lead readers to a release, or to none."""
        pointer = self._folder / POINTER
        if release is None:
            pointer.unlink(missing_ok=True)
        elif not pointer.is_file() or pointer.read_text("utf-8") != release.id:
            write_atomically(pointer, release.id)

    def mark(self, release_id: str, withdrawn: Decision) -> None:
        """Say in the folder of a release that it is withdrawn, and why."""
        path = self.folder(release_id) / WITHDRAWN
        if path.parent.is_dir() and not path.exists():
            day = withdrawn.at.partition("T")[0]
            write_atomically(path, f"Withdrawn on {day}: {withdrawn.reason}\n")
            path.chmod(0o440)

    def is_thin(self, release_id: str) -> bool:
        """Say whether a folder holds no more than what stays when a release goes by age."""
        folder = self.folder(release_id)
        return not folder.is_dir() or {path.name for path in folder.iterdir()} <= _STAYS

    def thin(self, release_id: str, *, was_published: bool) -> None:
        """Remove the files of a release; of what readers were given, the figures stay."""
        folder = self.folder(release_id)
        if not was_published:
            discard(folder)
            return
        if folder.is_dir():
            folder.chmod(0o700)
            for each in folder.iterdir():
                if each.is_dir():
                    discard(each)
                elif each.name not in _STAYS:
                    each.unlink()


def discard(folder: Path) -> None:
    """Remove a folder of files that are read-only."""
    if folder.exists():
        for each in (folder, *folder.rglob("*")):
            if each.is_dir():
                each.chmod(0o700)
        rmtree(folder)
