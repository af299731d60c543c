"""Landing: what was read becomes `raw.*`, as text, and records that break a rule are set aside.

Rows in are rows loaded plus rows rejected, always; `raw.delivery` keeps the counts that the check
compares. Nothing is typed or cleaned here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from duckdb import (
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
    FunctionExpression,
)

from sources.declaration import Format, RawTable
from sources.readers.files import DeliveryRefusedError
from sources.readers.reading import FileRead, TableRead
from sources.refusals import date_hints, only_changes, spoilt_columns
from sources.rules import REASON, faults
from sources.typed import NULL

# Above this share of a table's records, the format has changed and the delivery is refused. A small
# table may have a few bad records: one of three says little, unless there are no good ones.
MOST_REJECTED = 0.2
_A_FEW = 2

_DELIVERY_TYPES = {
    "source": "varchar",
    "export": "varchar",
    "table_name": "varchar",
    "delivery": "date",
    "file": "varchar",
    "sha256": "varchar",
    "bytes": "bigint",
    "records": "bigint",
    "undeclared_columns": "bigint",
    "notes": "varchar",
}
_REJECTED_TYPES = {
    "source": "varchar",
    "table_name": "varchar",
    "delivery": "date",
    "file": "varchar",
    "line": "bigint",
    "reason": "varchar",
    "content": "varchar",
}


@dataclass(frozen=True, kw_only=True)
class _Received:
    """The reads of one table from all files of a delivery."""

    source: str
    delivery: date
    export: str
    format: Format
    table: RawTable
    pairs: tuple[tuple[FileRead, TableRead], ...]


@dataclass(frozen=True, kw_only=True)
class _Outcome:
    """What became of a table: records read, loaded and set aside, and what refuses it all."""

    counts: tuple[int, int, int]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Landed:
    """How many records of a source came, were loaded and were set aside."""

    records: int
    loaded: int
    rejected: int
    undeclared_columns: int


def raw_name(source: str, table: RawTable) -> str:
    """Return the name of a raw table: a source may be read in several formats."""
    return f"raw.{source}__{table.name}"


def create_raw(con: DuckDBPyConnection) -> None:
    """Create the two tables that every source writes to."""
    for name, types in (("raw.delivery", _DELIVERY_TYPES), ("raw.rejected", _REJECTED_TYPES)):
        columns = [NULL.cast(type_).alias(column) for column, type_ in types.items()]
        con.sql("select 1").select(*columns).limit(0).create(name)


def land(
    con: DuckDBPyConnection,
    source: str,
    delivery: date,
    formats: Iterable[Format],
    reads: dict[str, tuple[FileRead, ...]],
) -> Landed:
    """Land one delivery of a source.

    Raises:
        DeliveryRefusedError: so many records of a table break a rule that the format changed, or
            the delivery says that it holds only what changed.
    """
    problems: list[str] = []
    totals = [0, 0, 0]
    for received in _received(source, delivery, formats, reads):
        outcome = _land_table(con, received)
        totals = [total + count for total, count in zip(totals, outcome.counts, strict=True)]
        problems += outcome.problems
        _note_delivery(con, received)
    if problems:
        raise DeliveryRefusedError(source, problems)
    undeclared = sum(len(file.undeclared) for files in reads.values() for file in files)
    return Landed(
        records=totals[0], loaded=totals[1], rejected=totals[2], undeclared_columns=undeclared
    )


def _received(
    source: str,
    delivery: date,
    formats: Iterable[Format],
    reads: dict[str, tuple[FileRead, ...]],
) -> Iterator[_Received]:
    for format_ in formats:
        for export in format_.exports:
            for table in export.tables:
                yield _Received(
                    source=source,
                    delivery=delivery,
                    export=export.name,
                    format=format_,
                    table=table,
                    pairs=tuple(
                        (file, read)
                        for file in reads[export.name]
                        for read in file.tables
                        if read.table.name == table.name
                    ),
                )


def _land_table(con: DuckDBPyConnection, received: _Received) -> _Outcome:
    """Load the good records of a table and set the others aside."""
    rows = _together(received)
    found = faults(con, rows, received.table, received.format, received.delivery)
    problems = spoilt_columns(con.from_arrow(rows), received.table, received.format, found.mangled)
    problems += only_changes(con.from_arrow(rows), received.table, received.format)
    broken = sorted(found.reasons)
    told = pa.array([found.reasons[row] for row in broken], pa.string())
    set_aside = con.from_arrow(rows.take(pa.array(broken, pa.int64())).append_column(REASON, told))
    if broken:
        kept = np.ones(len(rows), np.bool_)
        kept[broken] = False
        rows = rows.filter(pa.array(kept))
        _set_aside(set_aside, received)
    con.from_arrow(rows).create(raw_name(received.source, received.table))
    malformed = _set_malformed_aside(con, received)
    records = sum(read.records for _, read in received.pairs)
    rejected = len(broken) + malformed
    is_broken = rejected == records or rejected > _A_FEW
    if not problems and is_broken and rejected > MOST_REJECTED * records:
        told_dates = date_hints(set_aside, received.table, received.format)
        problems = [_too_many_rejected(con, received, records, rejected), *told_dates]
    return _Outcome(counts=(records, len(rows), rejected), problems=tuple(problems))


def _set_malformed_aside(con: DuckDBPyConnection, received: _Received) -> int:
    """Keep the records that could not be read at all."""
    malformed = [
        (
            received.source,
            received.table.name,
            received.delivery,
            file.path.name,
            bad.line,
            bad.reason,
            bad.content,
        )
        for file, read in received.pairs
        for bad in read.rejected
    ]
    if malformed:
        con.from_arrow(_columns(_REJECTED_TYPES, malformed)).insert_into("raw.rejected")
    return len(malformed)


def _together(received: _Received) -> pa.Table:
    """Gather the rows of all files, each with its provenance."""
    parts = [
        read.rows.append_column("_file", pa.array([file.path.name] * len(read.rows), pa.string()))
        for file, read in received.pairs
    ] or [_nothing(received.table)]
    rows = pa.concat_tables(parts)
    return rows.append_column("_delivery", pa.array([received.delivery] * len(rows), pa.date32()))


def _nothing(table: RawTable) -> pa.Table:
    text = {column.name: pa.array([], pa.string()) for column in table.columns}
    numbers = {name: pa.array([], pa.int64()) for name in ("_line", "_record", "_parent")}
    return pa.table(text | numbers | {"_file": pa.array([], pa.string())})


def _set_aside(broken: DuckDBPyRelation, received: _Received) -> None:
    names = [column.name for column in received.table.columns]
    content = FunctionExpression(
        "to_json",
        FunctionExpression("struct_pack", *[ColumnExpression(name).alias(name) for name in names]),
    )
    broken.select(
        ConstantExpression(received.source),
        ConstantExpression(received.table.name),
        ColumnExpression("_delivery"),
        ColumnExpression("_file"),
        ColumnExpression("_line"),
        ColumnExpression(REASON),
        content.cast("varchar"),
    ).insert_into("raw.rejected")


def _too_many_rejected(
    con: DuckDBPyConnection, received: _Received, records: int, rejected: int
) -> str:
    table = received.table.name
    reasons = (
        con.table("raw.rejected")
        .filter(
            (ColumnExpression("source") == ConstantExpression(received.source))
            & (ColumnExpression("table_name") == ConstantExpression(table))
        )
        .aggregate("reason, count(*) as records", "reason")
        .order("records desc, reason")
        .limit(3)
        .fetchall()
    )
    told = "; ".join(f"{reason} ({count})" for reason, count in reasons)
    return f"{table}: {rejected} of {records} records break a rule: {told}"


def _note_delivery(con: DuckDBPyConnection, received: _Received) -> None:
    rows = [
        (
            received.source,
            received.export,
            received.table.name,
            received.delivery,
            file.path.name,
            file.sha256,
            file.size,
            read.records,
            len(file.undeclared) if read is file.tables[0] else 0,
            "; ".join((*file.notes, *read.notes)),
        )
        for file, read in received.pairs
    ]
    if rows:
        con.from_arrow(_columns(_DELIVERY_TYPES, rows)).insert_into("raw.delivery")


def _columns(types: Mapping[str, str], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    return pa.table(dict(zip(types, map(list, zip(*rows, strict=True)), strict=True)))
