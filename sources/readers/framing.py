"""What stands around the records of a delimited file: header, instruction, trailer, blank rows.

Names in a file are shown only where they look like names: a file without a header has a person in
their place. The records themselves are the reader's.
"""

import csv
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sources.declaration import Delimited, RawTable
from sources.readers.headers import Header, match_header
from sources.readers.reading import refuse
from sources.readers.records import RecordIndex

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
# A first line is a header, though none is declared, where it names half of the columns.
_LIKE_A_HEADER = 0.5


def fields_of(record: bytes, layout: Delimited, delimiter: str = "") -> list[str] | None:
    """Return the fields of one record, or None where it is too long to be a header or trailer."""
    text = record.decode("utf-8", "backslashreplace")
    try:
        return next(csv.reader([text], delimiter=delimiter or layout.delimiter), [])
    except csv.Error:
        return None


def first_names(
    path: Path, text: bytes, index: RecordIndex, layout: Delimited, table: RawTable
) -> list[str]:
    """Return the values of the first record without space around them.

    Raises:
        FileRefusedError: it is too long for a header, or its quotes are out of order, as they seem
            to be where quoted names are parted by another delimiter.
    """
    names = fields_of(text[index.starts[0] : index.ends[0]], layout)
    if names is None or index.odd[0]:
        problem = _another_kind(text, layout, table, 0)
        raise refuse(path, problem or "its first line cannot be read as a header")
    return [name.strip() for name in names]


def compare_header(
    path: Path, text: bytes, names: list[str], layout: Delimited, table: RawTable
) -> Header:
    """Match the declared columns to the names in the file.

    Raises:
        FileRefusedError: they differ; all differences are told at once.
    """
    header = match_header(names, table, ignores_case=layout.ignores_case)
    missing = [
        column.name
        for column in table.columns
        if not column.optional and column.name not in header.positions
    ]
    problems = []
    if missing:
        problem = _another_kind(text, layout, table, len(header.positions))
        if problem:
            raise refuse(path, problem)
    if not header.positions:
        problems.append(
            f"no column of {table.name} is in its first line: no header, or another file"
        )
    elif missing:
        problems.append(f"missing or renamed column {', '.join(missing)}")
        if header.undeclared:
            problems.append(f"{len(header.undeclared)} undeclared column(s) stand in the header")
    if header.repeated:
        problems.append(f"column {', '.join(header.repeated)} stands twice in the header")
    if problems:
        raise refuse(path, *problems)
    return header


def stand_in_order(header: Header, table: RawTable) -> bool:
    """Say whether the columns that are there stand as they are declared."""
    places = [header.positions[c.name] for c in table.columns if c.name in header.positions]
    return places == sorted(places)


def looks_like_a_header(names: list[str], table: RawTable) -> bool:
    """Say whether a first line names columns, though the format has no header."""
    found = match_header(names, table).positions
    return len(found) >= max(1, _LIKE_A_HEADER * len(table.columns))


def check_markup(path: Path, text: bytes) -> None:
    """Refuse a file without a header that is a web page, XML or JSON.

    Raises:
        FileRefusedError: it is.
    """
    problem = _markup(text)
    if problem:
        raise refuse(path, problem)


def _another_kind(text: bytes, layout: Delimited, table: RawTable, found: int) -> str:
    """Say what a file seems to be whose first line lacks columns."""
    markup = _markup(text)
    if markup:
        return markup
    first = text[: text.index(b"\n")]
    for delimiter, told in _DELIMITERS.items():
        names = fields_of(first, layout, delimiter) if delimiter != layout.delimiter else None
        named = [name.strip() for name in names or []]
        matched = match_header(named, table, ignores_case=layout.ignores_case).positions
        if len(matched) > max(1, found):
            declared = _DELIMITERS.get(layout.delimiter, "another delimiter")
            return f"its values are parted by {told} where {declared} are declared"
    return ""


def _markup(text: bytes) -> str:
    start = text[:1000].lstrip().lower()
    if re.match(rb"<!doctype html|<html|<head|<body", start):
        return "it is a web page, not the file that was asked for"
    if re.match(rb"<[?!a-z]", start):
        return "it is XML, and delimited text is declared"
    if re.match(rb"[{\[]\s*[{\[\"\]}]", start):
        return "it is JSON, and delimited text is declared"
    return ""


def is_instruction(record: bytes, layout: Delimited) -> bool:
    """Say whether a row explains the columns."""
    fields = fields_of(record, layout) if layout.instruction else None
    return bool(fields and re.match(layout.instruction, fields[0].strip(), re.IGNORECASE))


def check_trailer(path: Path, record: bytes, layout: Delimited, records: int) -> None:
    """Compare the number of records that the last line gives with what came.

    Raises:
        FileRefusedError: there is no such line, or it gives another number.
    """
    fields = fields_of(record, layout) or [""]
    if not re.fullmatch(layout.trailer, fields[0].strip(), re.IGNORECASE):
        raise refuse(path, "its last line is not the trailer: the file is cut short")
    number = next((int(f) for f in map(str.strip, fields) if f.isascii() and f.isdecimal()), None)
    if number is None:
        raise refuse(path, "its trailer does not say how many records there are")
    if number != records:
        raise refuse(path, f"its trailer says {number} records, and there are {records}")


def blank_rows(
    text: bytes, index: RecordIndex, layout: Delimited, width: int
) -> npt.NDArray[np.int64]:
    """Find the records in which no value stands."""
    short = np.flatnonzero(index.ends - index.starts <= 4 * width)
    nothing = b' "\t\n' + layout.delimiter.encode()
    return np.array(
        [n for n in short.tolist() if not text[index.starts[n] : index.ends[n]].strip(nothing)],
        np.int64,
    )
