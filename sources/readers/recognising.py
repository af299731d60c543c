"""Which export a file belongs to: by its name, or by its header where names cannot be relied on.

A file that two exports could be is never guessed at. Reading what is below the header is the
readers' affair.
"""

import codecs
import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sources.declaration import Delimited, Export, Json, Xlsx, Xml
from sources.readers.headers import match_header
from sources.readers.naming import matches
from sources.readers.sniffing import is_zip

# From this share of an export's columns on, a file is that export with a column renamed; below it,
# it is something else that happens to share a column.
_NEARLY = 0.5
_LONGEST_HEADER = 1 << 16


class UnrecognisedError(ValueError):
    """A file is one of the exports and it cannot be told which, or it lacks a column of it."""


@dataclass(frozen=True, kw_only=True)
class _Fit:
    """How well a header is that of an export."""

    export: Export
    found: int
    missing: tuple[str, ...] = ()

    @property
    def closeness(self) -> tuple[int, int]:
        """Many columns found, and few of the export's own left out."""
        return self.found, -sum(len(table.columns) for table in self.export.tables)

    @property
    def share(self) -> float:
        """Which share of the columns that must be there is."""
        needed = [column for column in self.export.table.columns if not column.optional]
        return 1 - len(self.missing) / len(needed) if needed else 0.0


def named(name: str, exports: Iterable[Export]) -> tuple[Export, ...]:
    """Return the exports that a file is named after; the longest pattern says most."""
    hits = [each for each in exports if not each.by_header and matches(name, each.file_pattern)]
    longest = max((len(each.file_pattern) for each in hits), default=0)
    return tuple(each for each in hits if len(each.file_pattern) == longest)


def candidates(name: str, exports: Iterable[Export]) -> tuple[Export, ...]:
    """Return the exports that a file may be, if its header says so."""
    return tuple(e for e in exports if e.by_header and matches(name, e.file_pattern))


def known_by_header(data: bytes, exports: Sequence[Export]) -> Export | None:
    """Return the export whose columns a file has, or None where it has those of none.

    The export that declares most of the columns is meant; of two that declare as many, the one
    that leaves fewer of its own out.

    Raises:
        UnrecognisedError: two exports fit as well, or the nearest one lacks a column.
    """
    fits = [fit for export in exports if (fit := _fit(data, export))]
    whole = [fit for fit in fits if not fit.missing]
    if whole:
        closest = max(fit.closeness for fit in whole)
        best = [fit.export for fit in whole if fit.closeness == closest]
        if len(best) > 1:
            names = ", ".join(export.name for export in best)
            msg = f"it could be any of several exports: {names}"
            raise UnrecognisedError(msg)
        return best[0]
    nearest = max(fits, key=lambda fit: (fit.share, fit.found, fit.export.name), default=None)
    if nearest and nearest.share >= _NEARLY:
        missing = ", ".join(nearest.missing)
        msg = f"its header is nearest to {nearest.export.name}: missing or renamed column {missing}"
        raise UnrecognisedError(msg)
    return None


def _fit(data: bytes, export: Export) -> _Fit | None:
    """Compare a file with an export; None where it has nothing of it."""
    layout = export.layout
    if not isinstance(layout, Delimited):
        return _Fit(export=export, found=0) if _is_laid_out_as(data, layout) else None
    if not layout.has_header:
        return None
    columns = export.table.columns
    found = match_header(_first_line(data, layout), export.table).positions
    missing = tuple(c.name for c in columns if not c.optional and c.name not in found)
    return _Fit(export=export, found=len(found), missing=missing) if found else None


def _is_laid_out_as(data: bytes, layout: Xml | Xlsx | Json) -> bool:
    """Say whether a file without a header line begins as one of this layout does."""
    if isinstance(layout, Xlsx):
        return is_zip(data)
    start = data[:_LONGEST_HEADER]
    if isinstance(layout, Xml):
        return re.search(rb"<" + re.escape(layout.root).encode() + rb"[\s/>]", start) is not None
    return start.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"["))


def _first_line(data: bytes, layout: Delimited) -> list[str]:
    """Return the names in the first line that is not blank; nothing else of the file is decoded."""
    start = data[:_LONGEST_HEADER]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = start.decode("utf-16", "replace")
    else:
        # Names of columns are plain; what of a person may stand here is compared and not kept.
        text = start.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    line = next((each for each in text.splitlines() if each.strip()), "")
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=layout.delimiter), [])]
    except csv.Error:
        return []
