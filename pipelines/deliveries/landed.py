"""What a landed delivery holds, counted in the database it was landed in; and taking it out again.

`check` lands in memory and a night in its warehouse; both count here, so both tell the same.
"""

from collections.abc import Iterable
from datetime import date

from duckdb import (
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
    FunctionExpression,
)

from pipelines.config import SourceConfig
from sources.declaration import Format, Kind
from sources.landing import raw_name
from sources.rules import quoted
from sources.tables import delete_of_source
from sources.typed import text_of, typed

_ISO_DAY = 10


def rejected_by_file(con: DuckDBPyConnection, source: str) -> dict[str, int]:
    """Count the records of a source that were set aside, by file."""
    rows = _of(con, "raw.rejected", source).aggregate("file, count(*)", "file")
    return dict(rows.fetchall())


def set_aside(con: DuckDBPyConnection, source: str) -> tuple[tuple[str, str, int], ...]:
    """Count the records of a source that were set aside, by table and reason."""
    rows = _of(con, "raw.rejected", source).aggregate(
        "table_name, reason, count(*) as records", "table_name, reason"
    )
    return tuple(rows.order("table_name, records desc, reason").fetchall())


def records_by_table(con: DuckDBPyConnection, source: str) -> dict[str, int]:
    """Count the records that a source's tables were sent, loaded or not."""
    rows = _of(con, "raw.delivery", source)
    return dict(rows.aggregate("table_name, sum(records)::bigint", "table_name").fetchall())


def stated_day(con: DuckDBPyConnection, source: SourceConfig) -> date | None:
    """Return the day that the export itself is of, where its first format states one.

    The format that is believed first tells how old the data of a source is: a yearly return beside
    it does not make a nightly extract a year old.
    """
    format_ = source.read_as[0]
    if not format_.stated_day:
        return None
    name, _, column_name = format_.stated_day.partition(".")
    table = format_.tables[name]
    column = table.column(column_name)
    day = typed(column, format_)
    if column.kind is not Kind.DATE:  # A moment, in ISO 8601.
        first = FunctionExpression("left", text_of(column, format_), ConstantExpression(_ISO_DAY))
        day = FunctionExpression("try_strptime", first, ConstantExpression("%Y-%m-%d"))
    latest = con.table(raw_name(source.name, table)).select(day.cast("date").alias("day"))
    row = latest.aggregate("max(day)").fetchone()
    found = row[0] if row else None
    return found if isinstance(found, date) else None


def unland(con: DuckDBPyConnection, source: str, formats: Iterable[Format]) -> None:
    """Take a delivery out again that was landed, or only begun."""
    for format_ in formats:
        for table in format_.tables.values():
            con.execute(f"drop table if exists {_quoted(raw_name(source, table))}")
    for name in ("raw.delivery", "raw.rejected"):
        delete_of_source(con, name, source)


def _quoted(name: str) -> str:
    return ".".join(quoted(part) for part in name.split("."))


def _of(con: DuckDBPyConnection, table: str, source: str) -> DuckDBPyRelation:
    return con.table(table).filter(ColumnExpression("source") == ConstantExpression(source))
