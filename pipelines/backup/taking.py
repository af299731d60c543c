"""Taking a backup: a sealed folder named after its moment, whole or not there."""

import shutil
from datetime import datetime
from pathlib import Path

from governance.register.decision import Decision, note
from governance.seal import write_checksums
from pipelines.backup.contents import NIGHTS, copy_contents
from pipelines.config import Config
from pipelines.night_lock import hold, let_go
from pipelines.nights import on_disk, private_folder
from pipelines.refusal import NotAllowedError
from pipelines.register import register_of

_PART = ".part"
_MOMENT = "%Y-%m-%dT%H%M%SZ"


def take_backup(config: Config, to: Path, moment: datetime, decision: Decision) -> Path:
    """Copy what is kept into a new folder, and note it in the audit chain.

    Raises:
        NightLockedError: a night is being built.
        NotAllowedError: the folder cannot be written to, or lies within the data.
    """
    if to.absolute().is_relative_to(config.data.absolute()):
        msg = "a backup within the data folder would be lost with it: name a folder elsewhere"
        raise NotAllowedError(msg)
    try:
        return _take(config, to, moment, decision)
    except OSError as error:
        msg = f"the backup cannot be written ({error.strerror})"
        raise NotAllowedError(msg) from None


def remove_older(to: Path, keep: int) -> tuple[Path, ...]:
    """Remove all whole backups but the newest few, and return what went."""
    gone = backups_in(to)[keep:]
    for each in gone:
        shutil.rmtree(each)
    return gone


def backups_in(folder: Path) -> tuple[Path, ...]:
    """Find whole backups, the newest first; other folders are none."""
    found = [path for path in folder.glob("*") if path.is_dir() and _is_moment(path.name)]
    return tuple(sorted(found, reverse=True))


def _take(config: Config, to: Path, moment: datetime, decision: Decision) -> Path:
    private_folder(to)
    whole = to / moment.strftime(_MOMENT)
    part = whole.with_name(f"{whole.name}{_PART}")
    for left in to.glob(f"*{_PART}"):  # Of a backup that was interrupted.
        shutil.rmtree(left)
    private_folder(part)
    nights = config.data / NIGHTS
    private_folder(nights)
    hold(nights)  # The night may not become another while it is copied.
    try:
        with register_of(config).changing() as change:
            note(change, "backup taken", whole.name, decision)
        copy_contents(config, part)
    finally:
        let_go(nights)
    write_checksums(part)
    part.rename(whole)
    on_disk(to)
    return whole


def _is_moment(name: str) -> bool:
    try:
        datetime.strptime(name, _MOMENT)  # noqa: DTZ007 - only whether it is one.
    except ValueError:
        return False
    return True
