"""Nights on disk: where a night is built, how it becomes current, how it goes.

A night is built beside the last good one, renamed when it is whole, and pointed to last: a reader
sees the old night or the new one and never a part of one. Which deliveries it reads is found in
`deliveries/finding.py`.
"""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.night_lock import NightLockedError, hold, let_go

BUILDING = "warehouse.building.duckdb"
WHOLE = "warehouse.duckdb"
_MANIFEST = "manifest.json"
_MANIFEST_OF_BUILDING = "manifest.building.json"
_HELD = "held.json"
POINTER = "current"


class NoNightError(ValueError):
    """There is no good night to read, or no night is being built."""


@dataclass(frozen=True, kw_only=True)
class Night:
    """One night of a data folder."""

    data: Path
    as_at: date

    @property
    def folder(self) -> Path:
        """Where the night is kept."""
        return self.data / "nights" / self.as_at.isoformat()

    @property
    def building(self) -> Path:
        """The warehouse while it is built."""
        return self.folder / BUILDING

    @property
    def world(self) -> Path:
        """Where the night is linked once more while it is built, apart from its warehouse."""
        return self.folder / f"{BUILDING}.world"

    @property
    def warehouse(self) -> Path:
        """The warehouse when it is whole."""
        return self.folder / WHOLE

    @property
    def manifest(self) -> Path:
        """What the night says of itself.

        Between the renaming of the warehouse and of the manifest, it is still called otherwise.
        """
        of_building = self.folder / _MANIFEST_OF_BUILDING
        is_published = of_building.is_file() and not self.building.exists()
        return of_building if is_published else self.folder / _MANIFEST

    @property
    def held(self) -> Path:
        """Why the last try to build the night was held, where it was."""
        return self.folder / _HELD

    def begin(self) -> None:
        """Start building anew, as the only process that does; what an interrupted run left goes.

        Raises:
            NightLockedError: another process is building.
            NoNightError: its folder cannot be made, as on a disk that may only be read.
        """
        try:
            private_folder(self.folder)
            hold(self.folder.parent)
            self._clear()
            self.held.unlink(missing_ok=True)
        except OSError as error:
            msg = f"the folder of night {self.as_at} cannot be made ({error.strerror})"
            raise NoNightError(msg) from None

    def abandon(self) -> None:
        """Remove what is half built, unless another process builds it; a whole night stays."""
        if not self.folder.is_dir():
            return
        try:
            hold(self.folder.parent)
        except NightLockedError:
            return
        self._clear()
        if not any(self.folder.iterdir()):
            self.folder.rmdir()
        let_go(self.folder.parent)

    def _clear(self) -> None:
        """Leave nothing in the folder but a whole night, whatever moment a run ended at."""
        of_building = self.folder / _MANIFEST_OF_BUILDING
        if self.building.exists():
            of_building.unlink(missing_ok=True)  # First: without the other it would be believed.
        elif of_building.exists():
            of_building.replace(self.folder / _MANIFEST)
        for path in self.folder.glob(f"{BUILDING}*"):
            path.unlink()
        shutil.rmtree(self.folder / "spill", ignore_errors=True)

    def building_warehouse(self) -> Path:
        """Return the warehouse being built.

        Raises:
            NightLockedError: another process is building it.
            NoNightError: none is; single steps cannot be run on a published night.
        """
        if not self.building.is_file():
            msg = f"night {self.as_at} is not being built: run the whole night"
            raise NoNightError(msg)
        hold(self.folder.parent)
        return self.building

    def publish(self, manifest: dict[str, object], *, becomes_current: bool = True) -> None:
        """Make the night whole and then current, where it is to be; the pointer moves last.

        Each step is on the disk before the next, and readers see both files of the night that was,
        or both of the new one: see `manifest`.
        """
        of_building = self.folder / _MANIFEST_OF_BUILDING
        write_atomically(of_building, json.dumps(manifest, indent=2, sort_keys=True))
        self.building.replace(self.warehouse)
        on_disk(self.folder)
        of_building.replace(self.folder / _MANIFEST)
        shutil.rmtree(self.folder / "spill", ignore_errors=True)
        if becomes_current:
            self.point_to()
        let_go(self.folder.parent)

    def point_to(self) -> None:
        """Make the night the current one."""
        write_atomically(self.folder.parent / POINTER, self.as_at.isoformat())

    def remove(self) -> None:
        """Remove the night; if that is interrupted, it is no whole night any more."""
        self.warehouse.unlink(missing_ok=True)
        shutil.rmtree(self.folder)


def current_night(data: Path) -> Night:
    """Return the last good night.

    Raises:
        NoNightError: no night has been published yet.
    """
    pointer = data / "nights" / POINTER
    if not pointer.is_file():
        msg = "no night has been published yet: run `thinkfamily night --as-at DATE`"
        raise NoNightError(msg)
    return Night(data=data, as_at=date.fromisoformat(pointer.read_text("utf-8").strip()))


def whole_nights(data: Path, until: date) -> tuple[Night, ...]:
    """Find the nights up to a date that were built whole, the newest first."""
    nights = [night for night in dated_nights(data) if night.as_at <= until]
    return tuple(night for night in nights if night.warehouse.is_file())


def dated_nights(data: Path) -> tuple[Night, ...]:
    """Find every folder of a night, whole or not, the newest first."""
    days = [day for path in (data / "nights").glob("*") if (day := date_of(path))]
    return tuple(Night(data=data, as_at=day) for day in sorted(days, reverse=True))


def date_of(path: Path) -> date | None:
    """Return the date that a folder is named after; of any other path, none."""
    if path.is_symlink() or not path.is_dir():
        return None
    try:
        day = date.fromisoformat(path.name)
    except ValueError:
        return None
    return day if day.isoformat() == path.name else None  # Other writings would be that day twice.


def private_folder(path: Path) -> None:
    """Make a folder that only its owner can enter."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_atomically(path: Path, text: str) -> None:
    """Replace a small file so that a reader sees the old text or the new, never a part."""
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    on_disk(path.parent)


def on_disk(folder: Path) -> None:
    """Wait until what was renamed in a folder is on the disk; Windows knows no such waiting."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
