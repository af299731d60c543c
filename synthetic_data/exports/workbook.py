"""Writing workbooks from the declarations of `sources`: a sheet for each table, under its headers.

The same rows give the same bytes. A value is written as spreadsheets hold it: a date as a number
that is shown as one, an identifier of digits as a number, `#N/A` as an error. What goes into a row
is the business of each format's own module.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.worksheet import Worksheet

from sources.declaration import Column, Export, RawTable
from synthetic_data.exports.writing import NotDeclaredError

Cell = str | int | float | bool | date | None
CellRow = Mapping[str, Cell]

NOT_AVAILABLE = "#N/A"
_FIRST_DAY = date(1899, 12, 30)
_CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - what a file says of itself; never the clock's
_LONGEST_NUMBER = 15


def serial_of(day: date) -> int:
    """Return the number by which a spreadsheet keeps a day."""
    return (day - _FIRST_DAY).days


def header_of(column: Column) -> str:
    """Return the header a column is written under: the one its declaration names first."""
    return column.aliases[0] if column.aliases else column.name


def write_workbook(
    export: Export, sheets: Mapping[str, tuple[RawTable, Sequence[CellRow]]], path: Path
) -> None:
    """Write a workbook.

    Args:
        export: the export it is of.
        sheets: the table and the rows of each sheet, by its name.
        path: where to write it.

    Raises:
        NotDeclaredError: a table or a column is not declared, or a required one is blank.
    """
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": _CREATED})
        shown_as_date = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, (table, rows) in sheets.items():
            if table not in export.tables:
                msg = f"{export.name} has no table {table.name}"
                raise NotDeclaredError(msg)
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [header_of(column) for column in table.columns])
            for place, row in enumerate(rows, start=1):
                _check(table, row)
                for at, column in enumerate(table.columns):
                    _write(sheet, place, at, row.get(column.name), shown_as_date)


def _check(table: RawTable, row: CellRow) -> None:
    unknown = set(row) - {column.name for column in table.columns}
    blank = {c.name for c in table.columns if c.required and row.get(c.name) in (None, "")}
    if unknown or blank:
        msg = f"{table.name}: not declared {sorted(unknown)}, required and blank {sorted(blank)}"
        raise NotDeclaredError(msg)


def _write(sheet: Worksheet, row: int, at: int, value: Cell, shown_as_date: CellFormat) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, at, "Yes" if value else "No")
    elif isinstance(value, date):
        sheet.write_datetime(row, at, value, shown_as_date)
    elif value == NOT_AVAILABLE:
        sheet.write_formula(row, at, "=NA()", None, NOT_AVAILABLE)
    elif isinstance(value, str) and not (value.isdecimal() and len(value) <= _LONGEST_NUMBER):
        sheet.write_string(row, at, value)
    else:
        sheet.write_number(row, at, float(value))
