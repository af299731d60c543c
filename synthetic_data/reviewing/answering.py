"""Filling in sheets that a council would give its reviewers, from the truth of a synthetic town.

The answers are right: what reviewers get wrong is not made here. A record that the truth does not
hold is left unanswered.
"""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from sources.tables import select_from

_PACKAGE = "synthetic_data.reviewing"
_TRUTH = ("record", "care_tie", "unit")
REVIEWER = "the truth of a synthetic town"


def answer_pairs(sheet: Path, truth: Path, on: date) -> int:
    """Say of each pair of a sheet whether its records are about one person.

    Args:
        sheet: drawn by `thinkfamily labels sample`; it is filled in.
        truth: the folder of a night's truth.
        on: the day of the answers.

    Returns:
        How many pairs were answered.
    """
    return _answer(sheet, truth, on, "answered_pair")


def answer_people(sheet: Path, truth: Path, on: date) -> int:
    """Find the records and the family of each person of a sheet.

    Args:
        sheet: drawn by `thinkfamily labels people`; it is filled in.
        truth: the folder of a night's truth.
        on: the day of the answers.

    Returns:
        How many rows the sheet has now, one a record.
    """
    return _answer(sheet, truth, on, "answered_person")


def _answer(sheet: Path, truth: Path, on: date, name: str) -> int:
    with duckdb.connect() as con:
        _read(con, "sheet", sheet)
        for table in _TRUTH:
            _read(con, f"truth_{table}", truth / f"{table}.csv")
        found = select_from(con, _PACKAGE, name, reviewer=REVIEWER, decided_on=on.isoformat())
        header, rows = found.columns, found.fetchall()
    _write(sheet, header, rows)
    return len(rows)


def _read(con: DuckDBPyConnection, table: str, path: Path) -> None:
    rows = con.read_csv(str(path), all_varchar=True, quotechar='"', delimiter=",", header=True)
    rows.create(table)


def _write(sheet: Path, header: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
