"""Sheets that people fill in: CSV files that a spreadsheet has had its hands on.

A sheet is drawn once and never written over. What its columns mean is known to whoever reads it.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from sources.readers.inbox import read_bytes
from sources.readers.limits import LIMITS
from sources.readers.reading import FileRefusedError

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

Row = Mapping[str, str]


class LabelError(ValueError):
    """Labels cannot be used, or a sheet cannot be drawn; every problem is in the message."""


def sampling_file(sheet: Path) -> Path:
    """Return where is kept how a sheet was drawn: beside it, away from the reviewer."""
    return sheet.with_name(f"{sheet.stem}.sampling.csv")


def escaped(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def refuse_overwriting(sheet: Path) -> None:
    """Refuse to draw a sheet where there is one.

    Raises:
        LabelError: a file of that name, or of what is kept beside it, may hold somebody's work.
    """
    there = [path.name for path in (sheet, sampling_file(sheet)) if path.exists()]
    if there:
        is_there = "is there" if len(there) == 1 else "are there"
        msg = f"{' and '.join(there)} {is_there} already; a sheet is never written over"
        raise LabelError(msg)


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a new sheet."""
    with path.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([escaped(cell) for cell in row] for row in rows)


def read_rows(path: Path, needed: Sequence[str], problems: list[str]) -> list[Row]:
    """Read the rows of a file; what stops it from being read is added to the problems."""
    if not path.exists():
        problems.append(f"{path.name}: it is not there")
        return []
    try:
        text = read_bytes(path, LIMITS).decode("utf-8-sig")
        reader = csv.DictReader(StringIO(text, newline=""), restval="", strict=True)
        rows = [{k: _plain(v) for k, v in row.items() if isinstance(v, str)} for row in reader]
    except UnicodeDecodeError:
        problems.append(f"{path.name}: it is not UTF-8; save it as CSV in UTF-8")
        return []
    except (FileRefusedError, OSError, csv.Error):
        problems.append(f"{path.name}: it cannot be read as CSV, or is damaged")
        return []
    missing = [name for name in needed if name not in (reader.fieldnames or ())]
    if missing:
        problems.append(f"{path.name}: columns are missing: {', '.join(missing)}")
        return []
    return [row for row in rows if any(row.values())]


def problems_of(
    path: Path, rows: Sequence[Row], checks: Mapping[str, Callable[[Row], bool]]
) -> Iterator[str]:
    """Tell how many rows fail each check, which is called `column: what such a row holds`."""
    for words, is_wrong in checks.items():
        wrong = sum(is_wrong(row) for row in rows)
        if wrong:
            column, problem = words.split(": ")
            yield f"{path.name}, column {column}: {wrong} of {len(rows)} rows hold {problem}"


def is_day(text: str) -> bool:
    """Say whether a cell is empty or a date such as 2026-09-30."""
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _plain(text: str) -> str:
    stripped = text.strip()
    is_escaped = stripped.startswith("'") and stripped[1:].startswith(_FORMULA_STARTS)
    return stripped[1:] if is_escaped else stripped
