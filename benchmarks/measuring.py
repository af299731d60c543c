"""What benchmarks measure alike: time, peak memory, and a process of its own for each run."""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.config import Engine

_Found = TypeVar("_Found")
_BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024
"""What the system counts peak memory in: bytes on macOS, kibibytes on Linux."""


@contextmanager
def opened(database: Path) -> Iterator[DuckDBPyConnection]:
    """Open a database with what a council's configuration lets a night use by default."""
    engine = Engine()
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": engine.threads,
        "memory_limit": engine.memory_limit,
    }
    with duckdb.connect(str(database), config=config) as con:
        con.execute("set enable_progress_bar = false")
        yield con


def timed(work: Callable[[], _Found]) -> tuple[float, _Found]:
    """Do some work and return the seconds it took beside what came of it."""
    began = time.perf_counter()
    found = work()
    return round(time.perf_counter() - began, 3), found


def peak_megabytes() -> int:
    """Return the most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * _BYTES_PER_UNIT / 1e6)


def fresh() -> ProcessPoolExecutor:
    """Give a process of its own, so that no run inherits the memory of another."""
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
