"""What a night says of the suppressions it heeded, and what it keeps where somebody was erased.

Rows as received name the people of a delivery: once somebody is erased, no night keeps any, and its
file is written anew, since DuckDB leaves deleted bytes in a file.
"""

from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from pipelines.config import Engine
from pipelines.subjects.withholding import Suppressions
from pipelines.warehouse import copy_warehouse
from sources.rules import quoted

_HEEDED = "raw.suppression"
_ANEW = "anew"
_STAYS = {"chosen", "delivery", "passed_over", "rejected", "suppression"}


def write_heeded(con: DuckDBPyConnection, suppressions: Suppressions) -> None:
    """Make `raw.suppression`: the numbers of those in force when the night began."""
    numbers = sorted(each.number for each in suppressions.all)
    con.from_arrow(pa.table({"number": pa.array(numbers, pa.int64())})).create(_HEEDED)


def heeded(con: DuckDBPyConnection) -> list[int]:
    """Return the numbers of the suppressions that a night heeds; none of an older version's."""
    try:
        return [number for (number,) in con.table(_HEEDED).order("number").fetchall()]
    except duckdb.CatalogException:
        return []


def drop_received(con: DuckDBPyConnection) -> None:
    """Drop the rows as they were received; how many there were, and what was wrong, stays."""
    tables = con.execute(
        "select table_name from duckdb_tables() where schema_name = 'raw' order by table_name"
    ).fetchall()
    for (name,) in tables:
        if name not in _STAYS:
            con.execute(f"drop table raw.{quoted(name)}")
    con.execute("update raw.rejected set content = ''")


def rewrite(path: Path, key: str, engine: Engine) -> None:
    """Write a warehouse anew, so that nothing that was deleted lies in it any more.

    Raises:
        WarehouseError: it cannot be read or written.
    """
    fresh = path.with_name(f"{path.name}.{_ANEW}")
    copy_warehouse(path, key, engine, fresh, key)
    fresh.replace(path)
