"""The warehouse of a night: one encrypted DuckDB file, opened by one process at a time.

DuckDB's own encrypted writing needs the httpfs extension, which is loaded from its wheel and never
from a network. Files are made for the owner alone; spill files are encrypted too.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import duckdb

from pipelines.config import Engine

KEY_VARIABLE = "THINKFAMILY_KEY"
_SHORTEST_KEY = 32
_COPY = "anew"
_ATTACHED = "select database_name from duckdb_databases() where not internal"
"""What is attached: of a clean instance, its empty memory alone."""
_idle: dict[tuple[Engine, str], duckdb.DuckDBPyConnection] = {}
"""The instance of DuckDB that is kept for the next opening of the same place: one at most."""
NIGHT = "night"
"""The name under which a warehouse is attached."""


class WarehouseKeyError(ValueError):
    """The warehouse key is missing, too short or not the one the file was written with."""


class WarehouseError(ValueError):
    """A warehouse cannot be opened."""


def key_from_environment(variable: str = KEY_VARIABLE) -> str:
    """Return the warehouse key.

    Raises:
        WarehouseKeyError: it is not set, or too short to protect anything.
    """
    key = os.environ.get(variable, "")
    if not key:
        msg = f"{variable} is not set: the warehouse is encrypted and needs its key"
        raise WarehouseKeyError(msg)
    if len(key) < _SHORTEST_KEY or not key.isascii() or "'" in key:
        msg = f"{variable} must be at least {_SHORTEST_KEY} plain characters, without quotes"
        raise WarehouseKeyError(msg)
    return key


@contextmanager
def _building_instance(engine: Engine, spill: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection to DuckDB that may write; a night opens its file a hundred times.

    Loading the extension takes longer than most steps, so that one instance is kept for the next of
    the same place, unless it was left by an error, or with a file still attached.
    """
    place = (engine, spill)
    kept = _idle.pop(place, None)
    for other in list(_idle):
        _idle.pop(other).close()
    instance = kept or _connected(engine, spill)
    con = instance.cursor()
    try:
        yield con
    except BaseException:
        con.close()
        instance.close()
        raise
    is_left_clean = len(con.execute(_ATTACHED).fetchall()) == 1
    con.close()
    if is_left_clean:
        _idle[place] = instance
    else:
        instance.close()


def _connected(engine: Engine, spill: str) -> duckdb.DuckDBPyConnection:
    os.umask(0o077)
    con = duckdb.connect(
        config={
            "threads": engine.threads,
            "memory_limit": engine.memory_limit,
            "temp_file_encryption": True,
            "temp_directory": spill,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    con.execute("set enable_progress_bar = false")  # It would draw over ours.
    return con


@contextmanager
def open_together(
    paths: Mapping[str, Path], key: str, engine: Engine, spill: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open whole warehouses beside each other, each under its name and to be read only.

    Raises:
        WarehouseKeyError: the key is not the one a file was written with.
        WarehouseError: a file is missing, damaged or in use.
    """
    con = _connected(engine, str(spill / "spill"))
    try:
        for name, path in paths.items():
            attach(con, path, key, name=name, read_only=True)
        yield con
    finally:
        con.close()


@contextmanager
def open_warehouse(
    path: Path, key: str, engine: Engine, *, read_only: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse file as the database in use; it is closed whole afterwards.

    A reader is locked down: no other file can be read from its connection or written to.

    Raises:
        WarehouseKeyError: the key is not the one the file was written with.
        WarehouseError: the file is missing, damaged or in use, or the disk is full.
    """
    if read_only and not path.is_file():
        msg = f"there is no warehouse at {path.parent.name}/{path.name}"
        raise WarehouseError(msg)
    with told_without_paths(path), _instance(path, engine, read_only=read_only) as con:
        attach(con, path, key, read_only=read_only)
        if read_only:
            con.execute("set enable_external_access = false")
            con.execute("set lock_configuration = true")
        yield con
        con.execute("use memory")
        detach(con, NIGHT)


@contextmanager
def told_without_paths(path: Path) -> Iterator[None]:
    """Tell what fails of a file's reading or writing in our words: DuckDB's may hold its path.

    Raises:
        WarehouseError: the file is damaged, or the disk is full.
    """
    try:
        yield
    except duckdb.IOException:
        msg = f"{path.parent.name}/{path.name} cannot be read or written: damaged, or a full disk"
        raise WarehouseError(msg) from None


@contextmanager
def _instance(
    path: Path, engine: Engine, *, read_only: bool
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a reader an instance of its own, which is locked; a builder one that may be kept."""
    if not read_only:
        with _building_instance(engine, str(path.parent / "spill")) as con:
            yield con
        return
    con = _connected(engine, "")
    try:
        yield con
    finally:
        con.close()


def attach(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    key: str,
    *,
    name: str = NIGHT,
    read_only: bool = False,
) -> None:
    """Attach an encrypted file as the database in use.

    Raises:
        WarehouseKeyError: the key is not the one the file was written with.
        WarehouseError: the file is in use or cannot be opened.
    """
    con.load_extension(_httpfs())
    mode = ", read_only" if read_only else ""
    location = str(path).replace("'", "''")
    try:
        con.execute(f"attach '{location}' as {name} (encryption_key '{key}'{mode})")
    except duckdb.Error as error:
        # DuckDB's words may hold the key or the path; only their kind is passed on.
        told = str(error).lower()
        if "key" in told or "decrypt" in told or "encrypt" in told:
            file = f"{path.parent.name}/{path.name}"
            msg = f"{KEY_VARIABLE} is not the key that {file} was written with, or it is damaged"
            raise WarehouseKeyError(msg) from None
        kind = "is in use by another process" if "set lock" in told else "cannot be opened"
        msg = f"the warehouse {path.parent.name}/{path.name} {kind}"
        raise WarehouseError(msg) from None
    con.execute(f"use {name}")


def copy_warehouse(path: Path, key: str, engine: Engine, to: Path, new_key: str) -> None:
    """Copy a warehouse row by row, without what was deleted of it, and with a key of its own.

    Raises:
        WarehouseKeyError: the key is not the one the file was written with.
        WarehouseError: it cannot be read or written.
    """
    to.unlink(missing_ok=True)
    with open_warehouse(path, key, engine) as con:
        attach(con, to, new_key, name=_COPY)
        con.execute(f"copy from database {NIGHT} to {_COPY}")
        con.execute(f"use {NIGHT}")
        detach(con, _COPY)


def detach(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Close a file that is not in use any more."""
    con.execute(f"detach {name}")


def _httpfs() -> str:
    package = resources.files("duckdb_extension_httpfs")
    return str(package / "extensions" / f"v{duckdb.__version__}" / "httpfs.duckdb_extension")
