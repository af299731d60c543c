"""Workbooks (xlsx): every cell as text, a sheet for each table, columns by their headers.

Which sheet is a table and which cell is its column is the declaration's; what the archive itself
must be, before any cell is believed, is `sheets`. Nothing is typed or cleaned here: a whole number
loses the `.0` that spreadsheets keep it with, a cell formatted as a date becomes its ISO date, and
a date kept as a bare serial number stays that number, for `Format.excel_dates` to read.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sources.declaration import RawTable, Xlsx
from sources.readers.headers import Header, HeaderMisfitError, match_header
from sources.readers.reading import TableRead, refuse
from sources.readers.sheets import Archive, ArchiveMisfitError

Cell = str | float | bool | date | datetime | time | timedelta

_BLANKS = " \t\r\n\u00a0"
_TOTALS = re.compile(r"((grand|sub)[ -]?)?totals?:?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Grid:
    """The cells of one sheet as text; the first row of the sheet is the first of the list."""

    rows: list[list[str]]
    notes: tuple[str, ...] = ()


class _SheetMisfitError(ValueError):
    """A sheet is not the table that was declared; caught, gathered and told with the file."""


def read_xlsx(
    path: Path, data: bytes, layout: Xlsx, tables: tuple[RawTable, ...]
) -> tuple[tuple[TableRead, ...], tuple[str, ...]]:
    """Read the declared tables of a workbook as text.

    Returns:
        The tables, and the names of columns that nobody declared.

    Raises:
        FileRefusedError: not a workbook, protected, a sheet or column missing or there twice.
    """
    try:
        archive = Archive(data)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [s for s in workbook.sheets_metadata if s.typ is SheetTypeEnum.WorkSheet]
        reads, undeclared, problems = [], list[str](), list[str]()
        for table in tables:
            try:
                sheet = _sheet_of(table, sheets)
                grid = _grid(workbook, archive, sheet) if sheet else _Grid(rows=[])
                header = _header(grid, layout, table) if sheet else Header(positions={})
            except _SheetMisfitError as error:
                problems.append(f"{table.name}: {error}")
                continue
            reads.append(_read_table(table, grid, header))
            undeclared += header.undeclared
    except ArchiveMisfitError as error:
        raise refuse(path, str(error)) from None
    except PasswordError:
        raise refuse(path, "it is protected by a password") from None
    except (CalamineError, ValueError, OverflowError):
        # The library's own words may quote a cell.
        raise refuse(path, "it is damaged, or not a workbook as spreadsheets save one") from None
    if not problems and not any(read.records for read in reads):
        problems.append("none of its sheets holds a record")
    if problems:
        raise refuse(path, *problems)
    return tuple(reads), tuple(undeclared)


def _sheet_of(table: RawTable, sheets: Sequence[SheetMetadata]) -> SheetMetadata | None:
    """Return the sheet of a table; a hidden one counts, for nobody can see that it is missing."""
    pattern = re.compile(table.element or re.escape(table.name), re.IGNORECASE)
    found = [sheet for sheet in sheets if pattern.fullmatch(sheet.name.strip(_BLANKS))]
    if len(found) > 1:
        msg = f"{len(found)} sheets have its name"
        raise _SheetMisfitError(msg)
    if not found and not table.optional:
        msg = "no sheet has its name"
        raise _SheetMisfitError(msg)
    return found[0] if found else None


def _grid(workbook: CalamineWorkbook, archive: Archive, sheet: SheetMetadata) -> _Grid:
    """Return a sheet as text, errors in cells included, which the library leaves out."""
    archive.check_extent(sheet.name)
    cells = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    rows = [[_text(cell) for cell in row] for row in cells]
    for row, column, word in archive.errors(sheet.name):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = word
    is_seen = sheet.visible is SheetVisibleEnum.Visible
    return _Grid(rows=rows, notes=() if is_seen else ("its sheet is hidden",))


def _text(cell: Cell) -> str:
    """Write a cell as a person would read it, in forms that the declaration can name."""
    if isinstance(cell, str):
        return cell.strip(_BLANKS)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "seconds")
    return str(cell)


def _header(grid: _Grid, layout: Xlsx, table: RawTable) -> Header:
    """Find the row that most declared columns are in; titles above it are passed over."""
    found = Header(positions={})
    for row, cells in enumerate(grid.rows[: layout.header_within]):
        header = match_header(cells, table, row)
        if len(header.positions) > len(found.positions):
            found = header
    try:
        found.check(table)
    except HeaderMisfitError as error:
        raise _SheetMisfitError(str(error)) from None
    return found


def _read_table(table: RawTable, grid: _Grid, header: Header) -> TableRead:
    """Return the records below the header; blank rows and a row of totals are none."""
    names = [column.name for column in table.columns]
    places = [header.positions.get(name) for name in names]
    filled = [row for row in range(header.row + 1, len(grid.rows)) if any(grid.rows[row])]
    lines = [row for row in filled if not _is_totals(grid.rows[row], table, header)]
    totals = len(filled) - len(lines)
    notes = (*grid.notes, *([f"{totals} row(s) of totals left out"] if totals else []))
    columns: dict[str, pa.Array] = {
        name: pa.array(
            [None if place is None else grid.rows[row][place] for row in lines], pa.string()
        )
        for name, place in zip(names, places, strict=True)
    }
    columns["_line"] = pa.array([row + 1 for row in lines], pa.int64())
    columns["_record"] = pa.array(range(1, len(lines) + 1), pa.int64())
    columns["_parent"] = pa.nulls(len(lines), pa.int64())
    rows = pa.table(columns)
    return TableRead(table=table, rows=rows, rejected=(), records=len(lines), notes=notes)


def _is_totals(cells: list[str], table: RawTable, header: Header) -> bool:
    """Say whether a row adds up the others: it says so first, and nothing required is beside it."""
    places = [header.positions[c.name] for c in table.columns if c.required]
    first = next(place for place, cell in enumerate(cells) if cell)
    required = [cells[place] for place in places if place != first]
    return bool(_TOTALS.fullmatch(cells[first])) and not all(required or [""])
