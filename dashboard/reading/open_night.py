"""The night that pages read from: kept open between them, since opening takes longer than most.

It has a bounded part of the machine's memory, whoever reads at once, and is closed soon after the
last page, so that a night which goes by age is not held on to.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from threading import Lock, Timer

from duckdb import DuckDBPyConnection

from pipelines.config.council import Engine
from pipelines.warehouse import NIGHT, key_from_environment, open_warehouse, told_without_paths

_IDLE_SECONDS = 60

Which = tuple[Path, int, int]
"""A file as it lies there now: one that was written anew is another."""


class OpenNight:
    """At most one warehouse, which readers share, each by a connection of its own."""

    def __init__(self, engine: Engine) -> None:
        """Say what the engine may use."""
        self._engine = engine
        self._lock = Lock()
        self._which: Which | None = None
        self._con: DuckDBPyConnection
        self._held = ExitStack()
        self._readers = 0
        self._closing: Timer | None = None

    @contextmanager
    def reading(self, warehouse: Path) -> Iterator[DuckDBPyConnection]:
        """Give a connection to a warehouse, read only and locked.

        Raises:
            WarehouseKeyError: the key is missing, or not the one the file was written with.
            WarehouseError: the file is missing, damaged or in use.
        """
        con = self._connection(warehouse)
        if con is None:  # Another night is being read: rare, and not worth waiting for.
            with self._opened(warehouse) as own:
                yield own
            return
        try:
            with told_without_paths(warehouse):
                con.execute(f"use {NIGHT}")
                yield con
        finally:
            con.close()
            self._left()

    def close(self) -> None:
        """Close what nobody reads any more."""
        with self._lock:
            if not self._readers:
                self._which = None
                self._held.close()

    def _connection(self, warehouse: Path) -> DuckDBPyConnection | None:
        with self._lock:
            which = _which(warehouse)
            if which is None or which != self._which:
                if self._readers:
                    return None
                self._which = None
                self._held.close()
                self._con = self._held.enter_context(self._opened(warehouse))
                self._which = which
            if self._closing:
                self._closing.cancel()
            self._readers += 1
            return self._con.cursor()

    def _opened(self, warehouse: Path) -> AbstractContextManager[DuckDBPyConnection]:
        return open_warehouse(warehouse, key_from_environment(), self._engine, read_only=True)

    def _left(self) -> None:
        with self._lock:
            self._readers -= 1
            if not self._readers:
                self._closing = Timer(_IDLE_SECONDS, self.close)
                self._closing.daemon = True
                self._closing.start()


def _which(warehouse: Path) -> Which | None:
    if not warehouse.is_file():
        return None
    found = warehouse.stat()
    return warehouse, found.st_ino, found.st_mtime_ns
