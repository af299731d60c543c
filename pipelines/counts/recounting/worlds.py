"""A world beside a night: its records seen from another database, what follows from them made anew.

The night itself is only read. A world is an encrypted file that goes when it has been counted;
every step of a night runs in it unchanged, because tables and views have the same names.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from pipelines.steps import SCHEMAS
from pipelines.warehouse import NIGHT, attach, detach
from sources.layout import create_schemas
from sources.rules import quoted
from sources.tables import load_macros

_WORLD = "world"
_CHOSEN = "chosen_source"
# What a night knows of its pairs before it joins records into persons.
_WEIGHED = ("record", "pair", "weighing")
_KEPT = "last_person_record"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What a world is made of.

    `night` is the name under which its night is attached. Where `is_weighed`, the night's own pairs
    are used; else records are compared again. `sources` names those that are in the world; all of
    them are, where none is named.
    """

    night: str = NIGHT
    is_weighed: bool = True
    sources: Collection[str] | None = None


@contextmanager
def world(con: DuckDBPyConnection, file: Path, key: str, origin: Origin) -> Iterator[None]:
    """Make a world the database in use, and the night that was in use again afterwards.

    Args:
        con: a connection to which the night is attached.
        file: where the world lies while it lasts.
        key: what it is encrypted with.
        origin: what it is made of.
    """
    (before,) = con.execute("select current_database()").fetchone() or ("memory",)
    attach(con, file, key, name=_WORLD)
    try:
        _lay_out(con, origin)
        yield
    finally:
        con.execute(f"use {quoted(before)}")
        detach(con, _WORLD)
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()


def _lay_out(con: DuckDBPyConnection, origin: Origin) -> None:
    create_schemas(con, "conformed", *SCHEMAS)
    for package in ("sources", "linkage_models"):
        load_macros(con, package)
    if origin.sources is not None:
        chosen = pa.table({"source": sorted(origin.sources)})
        con.from_arrow(chosen).create(f"conformed.{_CHOSEN}")
    for table in _tables(con, origin.night):
        is_of_sources = origin.sources is not None and "source" in _columns(con, origin, table)
        only = f" semi join {_WORLD}.conformed.{_CHOSEN} using (source)" if is_of_sources else ""
        _show(con, origin, f"conformed.{quoted(table)}", only)
    for table in (*(_WEIGHED if origin.is_weighed else ()), _KEPT):
        _show(con, origin, f"linkage.{quoted(table)}")


def _show(con: DuckDBPyConnection, origin: Origin, table: str, only: str = "") -> None:
    con.execute(f"create view {table} as from {quoted(origin.night)}.{table}{only}")


def _tables(con: DuckDBPyConnection, night: str) -> list[str]:
    found = con.execute(
        "select table_name from duckdb_tables() where database_name = ? and schema_name = ? "
        "order by table_name",
        [night, "conformed"],
    ).fetchall()
    return [name for (name,) in found]


def _columns(con: DuckDBPyConnection, origin: Origin, table: str) -> list[str]:
    return con.table(f"{quoted(origin.night)}.conformed.{quoted(table)}").columns
