"""Reading a delivery in a process of its own: a hostile or broken file ends that and no more.

The process inherits no secret, no open file and no other memory; it may not write a file, and its
memory and time are limited. Where the system knows no such limits (Windows), only the time on the
clock holds. It could still reach the network: that is for the machine's own firewall to forbid.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import sources
from sources.declaration import Export, Format
from sources.readers.child import NO_MEMORY, Request
from sources.readers.files import exports_of
from sources.readers.gathering import Event, Reads, Refused, Started, gather
from sources.readers.limits import LIMITS, Limits, told_bytes
from sources.readers.wire import WireError, receive_events

# No folder that somebody else chose is searched for modules, and nothing is written beside ours.
_COMMAND = (sys.executable, "-P", "-s", "-B", "-m", "sources.readers.child")
_INHERITED = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
_ENVIRONMENT = {
    "PYTHONPATH": str(Path(sources.__file__).parents[1]),
    # Allocators that reserve far more than they use would meet the limit before the file does.
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "ARROW_IO_THREADS": "2",
    "OMP_NUM_THREADS": "2",
    "OPENBLAS_NUM_THREADS": "1",
}
# How the system ends a process whose memory did: by us, by its own library, by the system.
_ENDED_BY_MEMORY = (NO_MEMORY, -signal.SIGABRT, -getattr(signal, "SIGKILL", signal.SIGABRT))


def read_delivery_apart(
    source: str, folder: Path, formats: Iterable[Format], limits: Limits = LIMITS
) -> Reads:
    """Read every file of a delivery in a process of its own.

    Raises:
        DeliveryRefusedError: an export has no file, a file is refused, or reading one needed more
            than the limits allow; all that is known is named.
    """
    exports = exports_of(formats)
    return gather(source, exports, _events(folder.absolute(), exports, limits))


def _events(folder: Path, exports: Sequence[Export], limits: Limits) -> Iterator[Event]:
    """Give what the process tells; if it ends before it has told all, say why."""
    file = ""
    with _reader(limits) as (process, is_late):
        asked, told = _pipes(process)
        with suppress(BrokenPipeError), asked:
            pickle.dump(Request(folder=folder, exports=exports, limits=limits), asked)
        try:
            for event in receive_events(told, folder, exports):
                if isinstance(event, Started):
                    file = event.file
                yield event
        except WireError:
            why = _why(process.wait(), limits, is_late=is_late.is_set())
            yield Refused(problem=f"{file}: {why}" if file else why, ends_reading=True)


def environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the process: of ours only what an interpreter needs to start."""
    return {name: ours[name] for name in _INHERITED if name in ours} | _ENVIRONMENT


@contextmanager
def _reader(limits: Limits) -> Iterator[tuple[subprocess.Popen[bytes], threading.Event]]:
    """Start the process; it is gone afterwards, whatever happened."""
    process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter.
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # It may quote a row.
        env=environment(os.environ),
        start_new_session=True,
    )
    is_late = threading.Event()

    def give_up() -> None:
        is_late.set()
        process.kill()

    timer = threading.Timer(limits.seconds, give_up)
    timer.daemon = True
    timer.start()
    try:
        yield process, is_late
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        for pipe in _pipes(process):
            with suppress(BrokenPipeError):
                pipe.close()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        msg = "the process that reads was started without pipes"
        raise RuntimeError(msg)
    return process.stdin, process.stdout


def _why(ended_with: int, limits: Limits, *, is_late: bool) -> str:
    if is_late or ended_with == -getattr(signal, "SIGXCPU", 0):
        return f"reading it needed more than {limits.seconds} seconds"
    if ended_with in _ENDED_BY_MEMORY:
        return f"reading it needed more than {told_bytes(limits.memory_bytes)} of memory"
    return "its reader broke down"
