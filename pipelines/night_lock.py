"""One process builds at a time: a lock that the system lets go of when its process ends, however.

So a machine that was lost with a night in the making needs no hand before the next.
"""

from pathlib import Path

from filelock import FileLock, Timeout

_LOCK = ".building"
_held: dict[Path, FileLock] = {}


class NightLockedError(ValueError):
    """Another process is building a night of the same folder."""


def hold(folder: Path) -> None:
    """Keep other processes from building nights in a folder, until this one lets go or ends.

    Raises:
        NightLockedError: another process holds it.
        OSError: the folder cannot be written to.
    """
    place = folder.absolute()
    if place in _held:
        return
    lock = FileLock(place / _LOCK, mode=0o600, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        msg = "a night is being built by another process: wait until that is done"
        raise NightLockedError(msg) from None
    _held[place] = lock


def let_go(folder: Path) -> None:
    """Let other processes build."""
    lock = _held.pop(folder.absolute(), None)
    if lock:
        lock.release()
