"""Estimates and changes as tables: one row a headline figure, as CSV and as Parquet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from governance.estimate import ShownChange, ShownEstimate
from governance.release_context import SYNTHETIC, ReleaseContext
from governance.sureness import INTERVAL_WORDS, RANGE_WORDS
from governance.tables import write_csv_lines

Cell = str | int | date | None

_ESTIMATE = pa.schema(
    [
        ("count_id", pa.string()),
        ("measure", pa.string()),
        ("measure_title", pa.string()),
        ("figure", pa.string()),
        ("range_from", pa.int64()),
        ("range_to", pa.int64()),
        ("corrected", pa.int64()),
        ("interval_from", pa.int64()),
        ("interval_to", pa.int64()),
        ("labelled_pairs", pa.int64()),
        ("labelled_people", pa.int64()),
        ("basis", pa.string()),
        ("as_at", pa.date32()),
        ("note", pa.string()),
    ]
)
_CHANGE = pa.schema(
    [
        ("count_id", pa.string()),
        ("measure", pa.string()),
        ("measure_title", pa.string()),
        ("earlier_as_at", pa.date32()),
        ("earlier", pa.int64()),
        ("real_change", pa.int64()),
        ("coverage_change", pa.int64()),
        ("model_change", pa.int64()),
        ("figure", pa.string()),
        ("as_at", pa.date32()),
        ("note", pa.string()),
    ]
)
CHANGE_WORDS = "Each number is rounded on its own, so the parts may not add up to the difference."


@dataclass(frozen=True, kw_only=True)
class _Table:
    name: str
    schema: pa.Schema
    rows: tuple[Mapping[str, Cell], ...]


def write_estimates(
    estimates: Sequence[ShownEstimate], context: ReleaseContext, folder: Path
) -> None:
    """Write `estimates.csv` and `estimates.parquet`, where there are any."""
    rows = tuple(_estimate_row(each) for each in estimates)
    _write(_Table(name="estimates", schema=_ESTIMATE, rows=rows), context, folder)


def write_changes(changes: Sequence[ShownChange], context: ReleaseContext, folder: Path) -> None:
    """Write `changes.csv` and `changes.parquet`, where there are any."""
    rows = tuple(_change_row(each) for each in changes)
    _write(_Table(name="changes", schema=_CHANGE, rows=rows), context, folder)


def _estimate_row(each: ShownEstimate) -> dict[str, Cell]:
    return {
        "count_id": each.row.definition.id,
        "measure": each.row.measure.name,
        "measure_title": each.row.measure.title,
        "figure": each.row.figure.text,
        "range_from": each.low,
        "range_to": each.high,
        "corrected": each.corrected,
        "interval_from": each.interval_from,
        "interval_to": each.interval_to,
        "labelled_pairs": each.labelled_pairs,
        "labelled_people": each.labelled_people,
        "basis": each.basis,
        "as_at": each.row.as_at,
        "note": f"{INTERVAL_WORDS} {RANGE_WORDS}" if each.interval_text else RANGE_WORDS,
    }


def _change_row(each: ShownChange) -> dict[str, Cell]:
    return {
        "count_id": each.row.definition.id,
        "measure": each.row.measure.name,
        "measure_title": each.row.measure.title,
        "earlier_as_at": each.earlier_as_at,
        "earlier": each.earlier,
        "real_change": each.real_change,
        "coverage_change": each.coverage_change,
        "model_change": each.model_change,
        "figure": each.row.figure.text,
        "as_at": each.row.as_at,
        "note": CHANGE_WORDS,
    }


def _write(table: _Table, context: ReleaseContext, folder: Path) -> None:
    if not table.rows:
        return
    lines = ([_text(row[name]) for name in table.schema.names] for row in table.rows)
    write_csv_lines(folder / f"{table.name}.csv", table.schema.names, lines, context)
    found = pa.Table.from_pylist([dict(row) for row in table.rows], table.schema)
    if context.is_synthetic:
        found = found.append_column("data", pa.array([SYNTHETIC] * found.num_rows, pa.string()))
    pq.write_table(found, folder / f"{table.name}.parquet", compression="zstd")


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
