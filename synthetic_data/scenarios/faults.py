"""Whole files that go wrong on their way: what somebody's desktop makes of a delivery.

A fault acts on a written delivery, when its files are closed. Errors in single records, which
belong to a source, are `errors` and `habits`; what a spreadsheet does to a value is `spreadsheet`.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from sources.declaration import Delimited, Export, Format, Kind
from synthetic_data.scenarios.spreadsheet import MOST_ROWS, shown

_US_ORDER = "%m/%d/%Y"
_WINDOWS = "cp1252"
_MOST_KNOWN = 50_000


class NotADeliveryError(ValueError):
    """A folder holds no delimited file of its source: there is nothing that could be spoilt."""


@dataclass(frozen=True, kw_only=True)
class DelimitedFile:
    """A delimited file of a delivery, with what is declared of it: one that people open."""

    path: Path
    format: Format
    export: Export
    layout: Delimited

    def rows(self) -> Iterator[list[str]]:
        """Give the header and every record as text."""
        with self.path.open(encoding=self.layout.encoding, newline="") as file:
            yield from csv.reader(file, delimiter=self.layout.delimiter)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that happens to the delimited files of one delivery; XML is left alone."""

    name: str
    description: str
    spoil: Callable[[DelimitedFile, Path], None]

    def apply(self, folder: Path, formats: Iterable[Format]) -> None:
        """Spoil a delivery `<exports>/<source>/<night>` that is written in these formats.

        Raises:
            NotADeliveryError: no delimited file of the source is there.
        """
        files = list(_delimited_files(folder, formats))
        if not files:
            msg = f"{folder} holds no delimited file of {folder.parent.name}"
            raise NotADeliveryError(msg)
        for file in files:
            spoilt = file.path.with_name(f"{file.path.name}.part")
            self.spoil(file, spoilt)
            spoilt.replace(file.path)


def _delimited_files(folder: Path, formats: Iterable[Format]) -> Iterator[DelimitedFile]:
    for format_ in formats:
        for export in format_.exports:
            if isinstance(export.layout, Delimited):
                for path in sorted(folder.glob(export.file_pattern)):
                    yield DelimitedFile(
                        path=path, format=format_, export=export, layout=export.layout
                    )


def _in_us_order(file: DelimitedFile, spoilt: Path) -> None:
    """Write every date of the declaration month first; all else stays as it is."""
    rows = file.rows()
    header = next(rows)
    declared = {column.name for column in file.export.table.columns if column.kind is Kind.DATE}
    dates = [place for place, name in enumerate(header) if name in declared]
    with spoilt.open("w", encoding=file.layout.encoding, newline="") as target:
        writer = csv.writer(
            target,
            delimiter=file.layout.delimiter,
            quoting=csv.QUOTE_ALL if file.layout.quote_all else csv.QUOTE_MINIMAL,
            lineterminator="\n",
        )
        writer.writerow(header)
        for row in rows:
            for place in dates:
                row[place] = _us_date(row[place], file.format.date_formats)
            writer.writerow(row)


@lru_cache(maxsize=_MOST_KNOWN)
def _us_date(text: str, formats: tuple[str, ...]) -> str:
    """Return a date month first; what is no date stays."""
    for pattern in formats:
        day = _read(text, pattern)
        if day is not None:
            return day.strftime(_US_ORDER)
    return text


def _read(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        return None


def _saved_by_a_spreadsheet(file: DelimitedFile, spoilt: Path) -> None:
    """Write what the spreadsheet shows, quoted where it must be, for Windows."""
    with spoilt.open("w", encoding=_WINDOWS, errors="replace", newline="") as target:
        writer = csv.writer(target, lineterminator="\r\n")
        for row in islice(file.rows(), MOST_ROWS):
            writer.writerow([shown(text) for text in row])


US_DATES = Fault(
    name="us_dates",
    description="Every date is month first, mm/dd/yyyy, as a desktop in the US locale saves it.",
    spoil=_in_us_order,
)
EXCEL_ROUND_TRIP = Fault(
    name="excel_round_trip",
    description=(
        "Somebody opened every CSV in Excel and saved it: leading zeros, long numbers, dates "
        "and letters outside Windows' own are no longer what they were."
    ),
    spoil=_saved_by_a_spreadsheet,
)
FAULTS = MappingProxyType({fault.name: fault for fault in (US_DATES, EXCEL_ROUND_TRIP)})
