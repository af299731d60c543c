"""Looking at a file that nobody has described: its header, and what its columns look like.

Only counts leave this module. A value is looked at, never kept, shown or put into a message, and a
first row that holds a person in place of a header is told as such and not repeated.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from sources.declaration import Column, Delimited, Export, Layout, RawTable, Xlsx
from sources.generic.header_words import is_known
from sources.generic.likeness import BLANK, ORDER, likeness_of
from sources.readers.archives import check_workbook
from sources.readers.files import read_file
from sources.readers.inbox import read_bytes
from sources.readers.limits import LIMITS
from sources.readers.reading import refuse

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


def look_at(path: Path, sheet: str = "", *, header_is_right: bool = False) -> FileLook:
    """Look at a delimited file or a sheet of a workbook.

    A header of which no word is known, or that stands among the values as well, may be a person:
    it is believed only if somebody who has seen it says that it `header_is_right`.

    Raises:
        FileRefusedError: it cannot be read, or its first row is no header.
    """
    data = read_bytes(path, LIMITS)
    if path.suffix.lower() == ".xlsx":
        sheet, headers = _head_of_sheet(path, data, sheet)
        layout: Layout = Xlsx()
    else:
        layout, headers = _head_of_text(data)
    _check_header(path, headers, header_is_right=header_is_right)
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
    values = {header: read.rows[header].to_pylist() for header in headers}
    if not header_is_right and any(_recurs(header, values[header]) for header in headers):
        raise refuse(path, "its first line has words that are also values below it: no header")
    return FileLook(
        path=path,
        layout=layout,
        sheet=sheet,
        records=read.records,
        columns=tuple(_column(header, values[header][:_MOST_LOOKED_AT]) for header in headers),
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


def _recurs(header: str, values: Sequence[str | None]) -> bool:
    """Say whether a header stands among the values of its column, as that of a person may."""
    sought = header.casefold()
    return any(value is not None and value.strip().casefold() == sought for value in values)


def _head_of_text(data: bytes) -> tuple[Delimited, list[str]]:
    """Find the delimiter and the encoding of a text file, and read its first line."""
    encoding = _encoding(data)
    is_wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data[:_HEAD].decode("utf-16" if is_wide else encoding, "replace")
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


def _encoding(data: bytes) -> str:
    """Return the encoding that fits the whole: the first foreign letter may stand far below."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _head_of_sheet(path: Path, data: bytes, sheet: str) -> tuple[str, list[str]]:
    """Find the row of a sheet that names most columns."""
    check_workbook(path, data, LIMITS)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = sheet or workbook.sheet_names[0]
        rows = workbook.get_sheet_by_name(name).to_python(nrows=_HEADER_WITHIN)
    except (CalamineError, PasswordError, OSError, ValueError, OverflowError, IndexError):
        raise refuse(path, "it is no workbook, is protected, or has no such sheet") from None
    texts = [[str(cell).strip() for cell in row if str(cell).strip()] for row in rows]
    return name, max(texts, key=len, default=[])


def _check_header(path: Path, headers: Sequence[str], *, header_is_right: bool) -> None:
    """Refuse a first row that is no header; what stands in it is not told."""
    problems = []
    if len(headers) < _LEAST_COLUMNS:
        problems.append("its first line names no columns")
    elif any(set(likeness_of(header)) - BLANK for header in headers if header):
        problems.append("its first line holds values and no names of columns")
    elif not all(headers) or len({header.casefold() for header in headers}) < len(headers):
        problems.append("its first line has columns without a name, or two of one name")
    elif not header_is_right and not any(map(is_known, headers)):
        problems.append(
            "its first line names no known column: no header, or words nobody has told yet "
            "(--header-is-right shows it)"
        )
    if problems:
        raise refuse(path, *problems)


def _escaped(sheet: str) -> str:
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in sheet)
