"""Deliveries as they lie in the exports folder: which there are, and whether one is finished.

Only names, sizes, times and hashes are looked at here; nothing is read as an export.
"""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path

from pipelines.config import Completion, SourceConfig
from pipelines.deliveries.finding import Delivery, NoDeliveryError, dated_folders
from sources.readers.inbox import Entry, entries
from sources.readers.naming import is_aside, is_unfinished, safe_name

_SAFELY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """One file of a delivery: its name as it may be shown, and what the file system says of it."""

    path: Path
    name: str
    size: int
    modified: datetime
    changed: datetime
    is_plain: bool

    def last_touched(self, now: datetime) -> datetime:
        """Return when the file last changed.

        Copying programs give a file the time of its original, at the end or at once, so the time
        at which its entry changed counts too; and of a time that is to come nothing is believed.
        """
        return max(self.modified, self.changed) if self.modified <= now else self.changed


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A delivery as it was found at one moment."""

    source: SourceConfig
    folder: Path
    delivered: date
    files: tuple[Arrived, ...]
    is_marked: bool

    @property
    def delivery(self) -> Delivery:
        """The delivery that a night would read."""
        return Delivery(source=self.source, folder=self.folder, delivered=self.delivered)

    @property
    def marker(self) -> Path:
        """Where the source says that it has finished, and what it sent."""
        return self.folder / self.source.completion_marker

    @property
    def looks(self) -> str:
        """A short sign of names, sizes and times: it changes whenever a file does."""
        told = [(file.name, file.size, file.modified.isoformat()) for file in self.files]
        return sha256(repr((told, self.is_marked)).encode()).hexdigest()[:16]

    @cached_property
    def hashes(self) -> tuple[tuple[str, str], ...]:
        """The files with the sha256 of what they hold, in the order of their names."""
        return tuple((file.name, _hash(file)) for file in self.files)

    @property
    def signature(self) -> str:
        """A sign of what the files hold; their names and the delivery's date make no difference.

        Systems write the date into the names of files, so the same content again has others.
        """
        contents = sorted(content for _, content in self.hashes)
        return sha256("\n".join(contents).encode()).hexdigest()

    def waits_for(self, now: datetime) -> str:
        """Say what the delivery still waits for, or nothing when it is finished."""
        unfinished = sum(is_unfinished(file.path.name) for file in self.files)
        if unfinished:
            return f"{unfinished} of its files have names of unfinished transfers"
        if self.is_marked:
            return ""
        if self.source.completion is Completion.MARKER:
            return f"its completion marker {self.source.completion_marker} is not there"
        if not self.files:
            return "no file of it has arrived"
        settled = timedelta(seconds=self.source.settle_seconds)
        if now - max(file.last_touched(now) for file in self.files) < settled:
            return f"a file of it changed within the last {self.source.settle_seconds} seconds"
        return ""


def look_at(source: SourceConfig, folder: Path, delivered: date) -> Arrival:
    """Look at the folder of a delivery; a folder that cannot be listed has no files."""
    try:
        found = entries(folder)
    except OSError:
        found = ()
    files = [_arrived(entry) for entry in found if not is_aside(entry.name)]
    return Arrival(
        source=source,
        folder=folder,
        delivered=delivered,
        files=tuple(file for file in files if file is not None),
        is_marked=any(entry.name == source.completion_marker for entry in found),
    )


def arrivals_of(data: Path, source: SourceConfig) -> tuple[date, ...]:
    """Return the dates of which a source has deliveries, the newest first."""
    return tuple(sorted(dated_folders(data, source), reverse=True))


def arrival_of(data: Path, source: SourceConfig, delivered: date) -> Arrival:
    """Look at a source's delivery of a date.

    Raises:
        NoDeliveryError: the source has none of that date.
    """
    arrival = find_arrival(data, source, delivered)
    if arrival is None:
        msg = f"{source.name}: there is no delivery of {delivered}"
        raise NoDeliveryError(msg)
    return arrival


def find_arrival(data: Path, source: SourceConfig, delivered: date) -> Arrival | None:
    """Look at a source's delivery of a date, if it is there; it may go after it was listed."""
    folder = dated_folders(data, source).get(delivered)
    return look_at(source, folder, delivered) if folder else None


def _arrived(entry: Entry) -> Arrived | None:
    try:
        status = entry.path.lstat()
    except OSError:
        return None  # It went between the listing and this look.
    return Arrived(
        path=entry.path,
        name=safe_name(entry.name),
        size=status.st_size,
        modified=datetime.fromtimestamp(status.st_mtime, UTC),
        changed=datetime.fromtimestamp(status.st_ctime, UTC),
        is_plain=not entry.odd,
    )


def _hash(file: Arrived) -> str:
    """Return the sha256 of a plain file; anything else is not opened."""
    if not file.is_plain:
        return _UNREADABLE
    try:
        with os.fdopen(os.open(file.path, _SAFELY), "rb") as opened:
            return file_digest(opened, "sha256").hexdigest()
    except OSError:
        return _UNREADABLE
