"""The process that reads the files of one delivery, and is given up when it needs too much.

Run as `python -m sources.readers.child` by `apart` only. What is imported here is what every
reading waits for: no more than the readers.
"""

import os
import pickle
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyarrow as pa

from sources.declaration import Export
from sources.readers.files import read_files
from sources.readers.gathering import Event, Refused, Started
from sources.readers.limits import Limits
from sources.readers.wire import send_events

try:
    import resource
except ImportError:  # Windows has none.
    resource = None  # type: ignore[assignment]

# What the process ends with when its memory did.
NO_MEMORY = 3
_OPEN_FILES = 64
# At the softer limit of time the system says why it ends a process, at the harder it does not.
_SECONDS_TO_SAY_SO = 5
_STATUS = Path("/proc/self/statm")
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is to be read. It comes from our own program, and so may be pickled."""

    folder: Path
    exports: Sequence[Export]
    limits: Limits


def main() -> int:
    """Read what standard input asks for, and tell it on standard output."""
    asked, told = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not come between.
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())
    with told:
        return serve(asked, told)


def serve(asked: IO[bytes], told: IO[bytes]) -> int:
    """Read one delivery and tell what happens; return what the process ends with."""
    request: Request = pickle.load(asked)  # noqa: S301 - only our own program writes it.
    confine(request.limits)
    try:
        send_events(told, _told_in_words(request))
    except MemoryError:
        return NO_MEMORY
    return 0


def confine(limits: Limits) -> None:
    """Give up what reading does not need: memory, time, writing files, leaving a core behind."""
    os.umask(0o077)
    if resource is None:
        return
    allowed = {
        resource.RLIMIT_AS: _reserved() + limits.memory_bytes,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
    }
    harder = {resource.RLIMIT_CPU: limits.seconds + _SECONDS_TO_SAY_SO}
    for limit, most in allowed.items():
        # Stricter limits may hold already; they cannot be raised and need not be.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, harder.get(limit, most)))


def _reserved() -> int:
    """Return the bytes of addresses that the process has reserved, most of them never used."""
    try:
        return int(_STATUS.read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _told_in_words(request: Request) -> Iterator[Event]:
    """Read the files; a fault of ours refuses the file it happened on, without the file's words."""
    file = ""
    try:
        for event in read_files(request.folder, request.exports, request.limits):
            if isinstance(event, Started):
                file = event.file
            yield event
            del event
    except (MemoryError, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a library in Rust panics past Exception.
        if type(error) is pa.ArrowException:  # Arrow could not have a thread, or a block.
            raise MemoryError from None
        problem = f"{file}: its reader failed ({_kind_and_place(error)})"
        yield Refused(problem=problem, ends_reading=True)


def _kind_and_place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{place}"


if __name__ == "__main__":
    sys.exit(main())
