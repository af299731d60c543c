"""Looking at a file that nobody has described: its header, and what its columns look like.

Only counts leave this module. A value is looked at, never kept, shown or put into a message, and a
first row that holds a person in place of a header is told as such and not repeated.
"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from sources.declaration import Column, Delimited, Export, Layout, RawTable, Xlsx
from sources.generic.likeness import BLANK, ORDER, likeness_of
from sources.readers.files import read_file
from sources.readers.reading import FileRefusedError, refuse

_DELIMITERS = (",", ";", "\t", "|")
_HEAD, _MOST_LOOKED_AT, _HEADER_WITHIN = 1 << 16, 20_000, 10
_LEAST_COLUMNS, _LINES_COMPARED = 2, 20


@dataclass(frozen=True, kw_only=True)
class ColumnLook:
    """What a column looks like: how many values, how many different, how many of each shape."""

    header: str
    filled: int
    distinct: int
    shapes: Mapping[str, int]

    def share(self, shape: str) -> float:
        """Return the share of the filled values that have a shape."""
        return self.shapes.get(shape, 0) / self.filled if self.filled else 0.0

    @property
    def looks_like(self) -> str:
        """The shape that most filled values have, or nothing."""
        best = max(self.shapes, key=lambda shape: (self.shapes[shape], -_rank(shape)), default="")
        return best if self.share(best) > 0.5 else ""  # noqa: PLR2004 - more than half


@dataclass(frozen=True, kw_only=True)
class FileLook:
    """What a file is: how it is laid out, its records, and its columns in their order."""

    path: Path
    layout: Layout
    sheet: str
    records: int
    columns: tuple[ColumnLook, ...]


def look_at(path: Path, sheet: str = "") -> FileLook:
    """Look at a delimited file or a sheet of a workbook.

    Raises:
        FileRefusedError: it cannot be read, or its first row is no header.
    """
    if path.suffix.lower() == ".xlsx":
        sheet, headers = _head_of_sheet(path, sheet)
        layout: Layout = Xlsx()
    else:
        layout, headers = _head_of_text(path)
    _check_header(path, headers)
    table = RawTable(
        name="list",
        description="A list.",
        columns=tuple(Column(name=header, description="A column.") for header in headers),
        element=_escaped(sheet),
    )
    export = Export(
        name="list", description="A list.", file_pattern="*", layout=layout, tables=(table,)
    )
    (read,) = read_file(path, export).tables
    return FileLook(
        path=path,
        layout=layout,
        sheet=sheet,
        records=read.records,
        columns=tuple(
            _column(header, read.rows[header].slice(0, _MOST_LOOKED_AT).to_pylist())
            for header in headers
        ),
    )


def _rank(shape: str) -> int:
    """Return the place of a shape among equals: a day that fits both orders is written our way."""
    return ORDER.index(shape)


def _column(header: str, values: Sequence[str | None]) -> ColumnLook:
    texts = [value.strip() for value in values if value and value.strip()]
    shapes = Counter(shape for text in texts for shape in likeness_of(text))
    return ColumnLook(
        header=header, filled=len(texts), distinct=len(set(texts)), shapes=dict(shapes)
    )


def _head_of_text(path: Path) -> tuple[Delimited, list[str]]:
    """Find the delimiter and the encoding of a text file, and read its first line."""
    try:
        with path.open("rb") as file:
            data = file.read(_HEAD)
    except OSError as error:
        raise refuse(path, f"it cannot be read ({error.strerror})") from None
    encoding = _encoding(data, is_whole=len(data) < _HEAD)
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else encoding, "replace")
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    delimiter = _delimiter(lines[:_LINES_COMPARED])
    headers = next(csv.reader(lines[:1], delimiter=delimiter), [])
    layout = Delimited(delimiter=delimiter, encoding=encoding, ends_with_newline=False)
    return layout, [header.strip() for header in headers]


def _delimiter(lines: Sequence[str]) -> str:
    """Return what stands in the first line, and as often in most others; the first of equals."""

    def fit(delimiter: str) -> tuple[bool, int, int, int]:
        counts = [line.count(delimiter) for line in lines] or [0]
        alike = counts.count(counts[0])
        return counts[0] > 0, alike, counts[0], -_DELIMITERS.index(delimiter)

    return max(_DELIMITERS, key=fit)


def _encoding(data: bytes, *, is_whole: bool) -> str:
    """Return the encoding that fits; a letter that the part read cuts in two does not count."""
    body = data if is_whole else data[: data.rfind(b"\n") + 1]
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _head_of_sheet(path: Path, sheet: str) -> tuple[str, list[str]]:
    """Find the row of a sheet that names most columns."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        name = sheet or workbook.sheet_names[0]
        rows = workbook.get_sheet_by_name(name).to_python(nrows=_HEADER_WITHIN)
    except (CalamineError, PasswordError, OSError, ValueError, IndexError):
        raise refuse(path, "it is no workbook, is protected, or has no such sheet") from None
    texts = [[str(cell).strip() for cell in row if str(cell).strip()] for row in rows]
    return name, max(texts, key=len, default=[])


def _check_header(path: Path, headers: Sequence[str]) -> None:
    """Refuse a first row that is no header; what stands in it is not told."""
    problems = []
    if len(headers) < _LEAST_COLUMNS:
        problems.append("its first line names no columns")
    elif any(set(likeness_of(header)) - BLANK for header in headers if header):
        problems.append("its first line holds values and no names of columns")
    elif not all(headers) or len({header.casefold() for header in headers}) < len(headers):
        problems.append("its first line has columns without a name, or two of one name")
    if problems:
        raise refuse(path, *problems)


def _escaped(sheet: str) -> str:
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in sheet)


__all__ = ["ColumnLook", "FileLook", "FileRefusedError", "look_at"]
