"""Records that may not be used: they leave the conformed tables, or are withheld in them.

Which records those are, and why, is for the caller to say. The rows as received stay in `raw`,
inside the night's encrypted file; nothing after the conformed tables sees them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa
from duckdb import DuckDBPyConnection

from sources.conformed import CONFORMED, PERSON_RECORD
from sources.tables import create_table, delete_of_source

OBJECTED = "about somebody who objected to the use of their data"
ERASED = "about somebody whose data was erased"
_LISTED, _LEFT_OUT = "listed_record", "left_out_record"


def leave_out(con: DuckDBPyConnection, source: str, records: pa.Table, reason: str) -> int:
    """Remove records of a source, and all that hangs on them.

    Whoever is known only through such a record goes with it, as do ties of either end. A client of
    the source stays, even as a relative: that record is the source's own about somebody else.

    Args:
        con: the warehouse that is built.
        source: the name of the source.
        records: their ids, in `record_id`.
        reason: why, as `conformed.left_out` says it.

    Returns:
        How many person records were removed; `conformed.left_out` has the rows of every table.
    """
    removed = {}
    with _and_known_through(con, source, records):
        for table in CONFORMED:
            ends = [column.name for column in table.columns if column.name.endswith("record_id")]
            removed[table.name] = delete_of_source(
                con, f"conformed.{table.name}", source, ends=ends, listed=_LEFT_OUT
            )
    for table_name, rows in removed.items():
        if rows:
            values = [source, table_name, reason, rows]
            con.execute("insert into conformed.left_out values (?, null, ?, ?, ?)", values)
    return removed[PERSON_RECORD.name]


def withhold(con: DuckDBPyConnection, source: str, records: pa.Table) -> int:
    """Mark records of a source as restricted, and whoever is known only through them.

    They are counted as withheld, and never linked.

    Returns:
        How many records are marked now that were not.
    """
    with _and_known_through(con, source, records):
        changed = con.execute(
            f"update conformed.person_record set is_restricted = true where source = ? "  # noqa: S608
            f"and not is_restricted and record_id in (from {_LEFT_OUT})",
            [source],
        ).fetchone()
    return int(changed[0]) if changed else 0


@contextmanager
def _and_known_through(con: DuckDBPyConnection, source: str, records: pa.Table) -> Iterator[None]:
    """Hold in a table the ids of records, and of whoever is known only through them."""
    con.register(_LISTED, records)
    create_table(con, _LEFT_OUT, __package__ or "sources", "left_out", source=source)
    con.unregister(_LISTED)
    yield
    con.execute(f"drop table {_LEFT_OUT}")
