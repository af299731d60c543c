"""A night that is killed: by itself at a named point, or from outside at any moment.

Each night runs in a forked process, so that nothing of it is left but what is on the disk. The
process that forks has loaded all libraries and started none: DuckDB's threads would not survive.
"""

import json
import os
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

import dagster as dg
from rich.console import Console

from pipelines import nights, runs
from pipelines.warehouse import KEY_VARIABLE
from tests.integration.support import KEY

_LONGEST = 120.0


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a forked process ended: killed, or with what it gave back."""

    was_killed: bool
    gave: object = None
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Point:
    """A moment at which a night kills itself: the nth time that something named happens."""

    what: str
    of: str
    nth: int = 1

    @property
    def words(self) -> str:
        """Name it for the matrix."""
        return f"{self.what} {self.of}" + (f" ({self.nth})" if self.nth > 1 else "")


STEP_BEGINS, STEP_ENDED, RENAMING, RENAMED = "begins", "ended", "before renaming", "after renaming"
_EVENTS = {
    dg.DagsterEventType.STEP_START: STEP_BEGINS,
    dg.DagsterEventType.STEP_SUCCESS: STEP_ENDED,
}


def apart(work: Callable[[], object], *, kill_after: float | None = None) -> Ended:
    """Do something in a forked process; from outside it is killed after so many seconds."""
    reading, writing = os.pipe()
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        os.setsid()
        _give(work, writing)
    os.close(writing)
    was_killed = _await(pid, kill_after)
    with os.fdopen(reading, "rb") as pipe:
        told = b"" if was_killed else pipe.read()
    seconds = time.monotonic() - began
    if was_killed:
        return Ended(was_killed=True, seconds=seconds)
    assert told, "the process gave nothing back and was not killed"
    given = json.loads(told)
    assert "failed" not in given, given["failed"]
    return Ended(was_killed=False, gave=given["gave"], seconds=seconds)


def _give(work: Callable[[], object], writing: int) -> None:
    try:
        given: dict[str, object] = {"gave": work()}
    except BaseException:  # noqa: BLE001 - told by the process that waits
        given = {"failed": traceback.format_exc()}
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(json.dumps(given).encode())
    os._exit(0)


def _await(pid: int, kill_after: float | None) -> bool:
    """Wait for a process, killing it in time; say whether it was killed."""
    until = time.monotonic() + (kill_after if kill_after is not None else _LONGEST)
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if time.monotonic() > until:
            assert kill_after is not None, "a night took far too long"
            os.kill(pid, signal.SIGKILL)
            until = time.monotonic() + _LONGEST
        time.sleep(0.005)


def build_night(config: Path, as_at: date, point: Point | None = None) -> str:
    """Run a night in this process, killed at a point; return why it was refused, if it was."""
    os.environ[KEY_VARIABLE] = KEY
    if point:
        _watch(point)
    try:
        runs.run_job("night", config, as_at, Console(file=StringIO()))
    except runs.RunFailedError as error:
        return str(error)
    return ""


def _watch(point: Point) -> None:
    """Kill this process at a point. It is a process of its own: what is replaced dies with it."""
    seen = 0

    def meet(what: str, of: str) -> None:
        nonlocal seen
        if (what, of) == (point.what, point.of):
            seen += 1
            if seen == point.nth:
                os.kill(os.getpid(), signal.SIGKILL)

    advance, replace = runs._advance, Path.replace

    def advancing(progress: object, task: object, entry: dg.EventLogEntry) -> None:
        if entry.dagster_event and entry.dagster_event.event_type in _EVENTS:
            meet(_EVENTS[entry.dagster_event.event_type], str(entry.dagster_event.step_key))
        advance(progress, task, entry)  # type: ignore[arg-type]

    def replacing(path: Path, target: Path) -> Path:
        meet(RENAMING, Path(target).name)
        done = replace(path, target)
        meet(RENAMED, Path(target).name)
        return done

    runs._advance = advancing
    Path.replace = replacing  # type: ignore[method-assign,assignment]


def points_of(steps: list[str]) -> list[Point]:
    """Name every moment: before and after each step, and before and after each renaming."""
    renamed = ("manifest.building.json", nights.WHOLE, "manifest.json", nights.POINTER)
    return [
        *(Point(what=what, of=step) for step in steps for what in (STEP_BEGINS, STEP_ENDED)),
        *(Point(what=what, of=name) for name in renamed for what in (RENAMING, RENAMED)),
    ]
