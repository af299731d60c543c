"""Rows of a release as CSV and as Parquet."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from governance.release_context import SYNTHETIC, ReleaseContext
from governance.rows import RELEASE_COLUMNS, ReleaseRow

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

# Header of a count's own table, and which text stands under it.
COUNT_COLUMNS = {
    "measure": "measure_title",
    "breakdown": "breakdown_title",
    "category": "category_title",
    "figure": "figure",
    "percentage": "percentage",
    "percentage_of": "percentage_of",
    "basis": "basis",
    "as_at": "as_at",
    "note": "note",
}


def write_release_csv(rows: Sequence[ReleaseRow], context: ReleaseContext, path: Path) -> None:
    """Write all figures of a release as one long table."""
    _write_csv(path, {column: column for column in RELEASE_COLUMNS}, rows, context)


def write_count_csv(rows: Sequence[ReleaseRow], context: ReleaseContext, path: Path) -> None:
    """Write the figures of one count, in words and without codes."""
    _write_csv(path, COUNT_COLUMNS, rows, context)


def write_parquet(rows: Sequence[ReleaseRow], context: ReleaseContext, path: Path) -> None:
    """Write the long table as Parquet, for the dashboard and for analysts.

    No text is escaped here: Parquet is not opened by a program that would run a formula.
    """
    texts = [row.texts() for row in rows]
    columns = {
        column: pa.array([text[column] for text in texts], pa.string())
        for column in RELEASE_COLUMNS
    }
    columns["as_at"] = pa.array([row.as_at for row in rows], pa.date32())
    if context.is_synthetic:
        columns["data"] = pa.array([SYNTHETIC] * len(rows), pa.string())
    pq.write_table(pa.table(columns), path, compression="zstd")


def escaped(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula and run."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _write_csv(
    path: Path, columns: Mapping[str, str], rows: Iterable[ReleaseRow], context: ReleaseContext
) -> None:
    texts = (row.texts() for row in rows)
    lines = ([text[column] for column in columns.values()] for text in texts)
    write_csv_lines(path, list(columns), lines, context)


def write_csv_lines(
    path: Path,
    header: Sequence[str],
    lines: Iterable[Sequence[str]],
    context: ReleaseContext,
) -> None:
    """Write a CSV without formulas, whose every line says so where the data is synthetic."""
    mark = {"data": SYNTHETIC} if context.is_synthetic else {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header, *mark])
        for line in lines:
            writer.writerow(escaped(text) for text in (*line, *mark.values()))
