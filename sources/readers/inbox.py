"""The folder of a delivery: what stands in it, and opening a file that somebody else put there.

Only plain files are opened. A link may lead to a file of the machine, a pipe never ends, and a
second name of a file can be written to from elsewhere; what is opened is looked at again once it
is open, because it may have been exchanged in between. What the bytes are is not asked here.
"""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from sources.readers.limits import Limits, told_bytes
from sources.readers.reading import refuse

# Not every system has each of them. Without NONBLOCK, opening a pipe waits for somebody to write.
_SAFELY = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)
_LINK = "it is a link to another file, which is not opened"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something in the folder of a delivery, and why it is not opened where it is no plain file."""

    path: Path
    odd: str = ""

    @property
    def name(self) -> str:
        """The name as the file system has it."""
        return self.path.name


def entries(folder: Path) -> tuple[Entry, ...]:
    """List a folder in the order of names.

    Raises:
        OSError: the folder is not there or cannot be listed.
    """
    with os.scandir(folder) as found:
        names = sorted(entry.name for entry in found)
    return tuple(Entry(path=folder / name, odd=_odd_at(folder / name)) for name in names)


def _odd_at(path: Path) -> str:
    try:
        return _odd(path.lstat())
    except OSError:
        return ""  # It is gone already; whoever opens it tells.


def _odd(status: os.stat_result) -> str:
    if stat.S_ISLNK(status.st_mode):
        return _LINK
    if stat.S_ISDIR(status.st_mode):
        return "it is a folder; exports stand in the delivery itself"
    if not stat.S_ISREG(status.st_mode):
        return "it is a pipe, socket or device and no file"
    if status.st_nlink > 1:
        return "it is a second name of another file (hard link), which is not opened"
    return ""


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Read a plain file whole.

    Raises:
        FileRefusedError: it is no plain file, too large, cannot be read, or changes meanwhile.
    """
    try:
        with os.fdopen(os.open(path, _SAFELY), "rb") as file:
            before = os.fstat(file.fileno())
            if odd := _odd(before):
                raise refuse(path, odd)
            if before.st_size > limits.file_bytes:
                raise refuse(path, f"it is larger than {told_bytes(limits.file_bytes)}")
            data = file.read(before.st_size + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise refuse(path, _LINK) from None
        raise refuse(path, f"it cannot be read ({error.strerror})") from None
    if len(data) != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise refuse(path, "it changed while it was read: it is still arriving")
    return data
