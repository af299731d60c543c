"""What a backup holds of a data folder, under the names that it has there."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from pipelines.config import Config
from pipelines.nights import Night, NoNightError, current_night

RELEASES, NIGHTS = "releases", "nights"
_DATABASES = ("register.db", "ledger.db")
_HALF_WRITTEN = shutil.ignore_patterns(".building*", "*.part")


def copy_contents(config: Config, to: Path) -> Night | None:
    """Copy everything that is kept into a folder, and return the night that is among it."""
    # The anchor first: a chain may have grown beyond it. Releases after what was decided of them.
    anchor = config.data / config.register_.anchor
    if anchor.is_file() and anchor.parent == config.data:  # One that lies elsewhere stays there.
        shutil.copy2(anchor, to / anchor.name)
    for name in _DATABASES:
        if (config.data / name).is_file():
            _copy_database(config.data / name, to / name)
    if (config.data / RELEASES).is_dir():
        shutil.copytree(config.data / RELEASES, to / RELEASES, ignore=_HALF_WRITTEN)
    return _copy_night(config.data, to)


def _copy_database(path: Path, to: Path) -> None:
    """Copy a database as it is at one moment, whoever writes to it."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)


def _copy_night(data: Path, to: Path) -> Night | None:
    try:
        night = current_night(data)
    except NoNightError:
        return None
    copied = Night(data=to, as_at=night.as_at)
    copied.folder.mkdir(parents=True)
    shutil.copy2(night.warehouse, copied.warehouse)
    shutil.copy2(night.manifest, copied.manifest)
    copied.point_to()
    return copied
