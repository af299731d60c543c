"""Nights on disk: where a night is built, how it becomes current, which deliveries it uses.

A night is built beside the last good one, renamed when it is whole, and pointed to last: a reader
sees the old night or the new one and never a part of one.
"""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.config import SourceConfig

BUILDING = "warehouse.building.duckdb"
WHOLE = "warehouse.duckdb"
MANIFEST = "manifest.json"
POINTER = "current"


class NoNightError(ValueError):
    """There is no good night to read, or no night is being built."""


class NoDeliveryError(ValueError):
    """Sources have delivered nothing by the night's date; all of them are named."""


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """The folder of a source that a night reads."""

    source: SourceConfig
    folder: Path
    delivered: date


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

    def begin(self) -> None:
        """Start building anew; what an interrupted run left behind goes.

        Raises:
            NoNightError: its folder cannot be made, as on a disk that may only be read.
        """
        try:
            self.abandon()
            private_folder(self.folder)
        except OSError as error:
            msg = f"the folder of night {self.as_at} cannot be made ({error.strerror})"
            raise NoNightError(msg) from None

    def abandon(self) -> None:
        """Remove what is half built; a whole night of the same date stays."""
        for path in self.folder.glob(f"{BUILDING}*"):
            path.unlink()
        shutil.rmtree(self.folder / "spill", ignore_errors=True)
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def building_warehouse(self) -> Path:
        """Return the warehouse being built.

        Raises:
            NoNightError: none is; single steps cannot be run on a published night.
        """
        if not self.building.is_file():
            msg = f"night {self.as_at} is not being built: run the whole night"
            raise NoNightError(msg)
        return self.building

    def publish(self, manifest: dict[str, object]) -> None:
        """Make the night whole and then current; the pointer moves last."""
        write_atomically(self.folder / MANIFEST, json.dumps(manifest, indent=2, sort_keys=True))
        self.building.replace(self.warehouse)
        shutil.rmtree(self.folder / "spill", ignore_errors=True)
        write_atomically(self.data / "nights" / POINTER, self.as_at.isoformat())


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
    days = [day for path in (data / "nights").glob("*") if (day := _date_of(path))]
    return tuple(Night(data=data, as_at=day) for day in sorted(days, reverse=True))


def find_deliveries(
    data: Path, sources: tuple[SourceConfig, ...], as_at: date
) -> tuple[Delivery, ...]:
    """Find each source's newest delivery at or before a date.

    Raises:
        NoDeliveryError: there is no exports folder, or a source has no delivery by then.
    """
    exports = data / "exports"
    if not exports.is_dir():
        msg = f"there is no folder {exports.name} in the data folder {data}: nothing has arrived"
        raise NoDeliveryError(msg)
    found = []
    problems = []
    for source in sources:
        dated = dated_folders(data, source)
        days = [day for day in dated if day <= as_at]
        if days:
            found.append(Delivery(source=source, folder=dated[max(days)], delivered=max(days)))
        else:
            where = f"exports/{source.folder or source.name}"
            problems.append(f"  - {source.name}: no delivery at or before {as_at} in {where}")
    if problems:
        msg = "\n".join(["sources have not delivered:", *problems])
        raise NoDeliveryError(msg)
    return tuple(found)


def dated_folders(data: Path, source: SourceConfig) -> dict[date, Path]:
    """Find the folders of a source's deliveries by their dates; other folders are none."""
    folder = data / "exports" / (source.folder or source.name)
    return {day: path for path in folder.glob("*") if (day := _date_of(path))}


def _date_of(path: Path) -> date | None:
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
