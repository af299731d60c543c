"""Reading the files of a delivery, whatever their layout: which are read, and as which export.

What a file may be, how it is opened and what its layout means are decided beside this; reading in
a process of its own is `apart`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sources.declaration import Delimited, Export, Format, Xlsx, Xml
from sources.readers.archives import check_workbook, unpack
from sources.readers.delimited import read_delimited
from sources.readers.framing import check_markup
from sources.readers.gathering import (
    DeliveryRefusedError,
    Event,
    Reads,
    Refused,
    Started,
    Taken,
    Unread,
    gather,
)
from sources.readers.inbox import Entry, entries, read_bytes
from sources.readers.limits import LIMITS, Limits
from sources.readers.naming import is_aside, is_unfinished, safe_name
from sources.readers.reading import FileRead, FileRefusedError, TableRead, refuse
from sources.readers.recognising import UnrecognisedError, candidates, known_by_header, named
from sources.readers.resources import read_json
from sources.readers.sniffing import check_kind
from sources.readers.xlsx import read_xlsx
from sources.readers.xml import read_xml

__all__ = ["DeliveryRefusedError", "exports_of", "read_delivery", "read_file", "read_files"]

_ZIP = ".zip"


@dataclass(frozen=True, kw_only=True)
class _Content:
    """A file as it arrived; what a zip holds has its own name and bytes."""

    path: Path
    name: str
    arrived: bytes
    data: bytes
    notes: tuple[str, ...] = ()


def read_file(path: Path, export: Export, limits: Limits = LIMITS) -> FileRead:
    """Read one file of an export.

    Raises:
        FileRefusedError: the file is empty, unreadable or not what the export declares.
    """
    return _read_as(export, _open(path, limits), limits)


def read_delivery(
    source: str, folder: Path, formats: Iterable[Format], limits: Limits = LIMITS
) -> Reads:
    """Read every file of a delivery, by the name of its export.

    Raises:
        DeliveryRefusedError: an export has no file, or a file is refused; all are named.
    """
    exports = exports_of(formats)
    return gather(source, exports, read_files(folder, exports, limits))


def exports_of(formats: Iterable[Format]) -> tuple[Export, ...]:
    """Return all exports of the formats that a source is read in."""
    return tuple(export for format_ in formats for export in format_.exports)


def read_files(folder: Path, exports: Sequence[Export], limits: Limits) -> Iterator[Event]:
    """Read the files of a folder in the order of their names, and tell what happens."""
    try:
        found = entries(folder)
    except OSError as error:
        yield Refused(problem=f"its folder cannot be read ({error.strerror})")
        return
    contents: dict[tuple[str, str], str] = {}
    for entry in found:
        if is_aside(entry.name):
            continue
        file = safe_name(entry.name)
        hits = _hits(entry.name, exports)
        outcome = _passed_over(entry, file, hits)
        if outcome is None:
            yield Started(file=file)
            outcome = _take(entry.path, exports, limits, contents)
        yield outcome


def _hits(name: str, exports: Sequence[Export]) -> tuple[Export, ...]:
    return named(name, exports) or candidates(name, exports)


def _passed_over(entry: Entry, file: str, hits: Sequence[Export]) -> Event | None:
    """Say why an entry is not even opened, if it is not."""
    if is_unfinished(entry.name):
        return Unread(file=file, reason="it is still arriving", is_arriving=True)
    if entry.odd and not entry.name.startswith("."):
        return Refused(export=_only(hits), problem=f"{file}: {entry.odd}")
    if entry.odd or not (hits or entry.name.lower().endswith(_ZIP)):
        return Unread(file=file, reason="no export declares it")
    return None


def _only(hits: Sequence[Export]) -> str:
    """Return the name of the export, where no header has to be asked."""
    return hits[0].name if len(hits) == 1 and not hits[0].by_header else ""


def _take(
    path: Path, exports: Sequence[Export], limits: Limits, contents: dict[tuple[str, str], str]
) -> Event:
    """Read a file as the export that it is; a second one with the same bytes adds nothing."""
    file = safe_name(path.name)
    hits = _hits(path.name, exports)
    try:
        content = _open(path, limits)
        if not hits:
            content = _unpacked(content, limits)
            hits = _hits(content.name, exports)
        export = hits[0] if _only(hits) else known_by_header(content.data, hits)
        if export is None:
            return _unknown(content, hits)
        known_by = export.name, hashlib.sha256(content.data).hexdigest()
        first = contents.setdefault(known_by, file)
        if first != file:
            return Unread(file=file, reason=f"{first} has the same content")
        return Taken(export=export.name, file=_read_as(export, content, limits))
    except FileRefusedError as error:
        return Refused(export=_only(hits), problem=str(error))
    except UnrecognisedError as error:
        return Refused(problem=f"{file}: {error}")


def _unknown(content: _Content, hits: Sequence[Export]) -> Unread:
    """Pass over a file of no export; what is no export of any system is refused.

    Raises:
        FileRefusedError: it is a web page or another kind of file, under a name that exports have.
    """
    for layout in [hit.layout for hit in hits][:1]:
        check_kind(content.path, content.data, layout)
        if isinstance(layout, Delimited):
            check_markup(content.path, content.data)
    reason = "its header is that of no export" if hits else "no export declares it"
    return Unread(file=safe_name(content.path.name), reason=reason)


def _open(path: Path, limits: Limits) -> _Content:
    data = read_bytes(path, limits)
    if not data or data.isspace():
        raise refuse(path, "it is empty")
    return _Content(path=path, name=path.name, arrived=data, data=data)


def _unpacked(content: _Content, limits: Limits) -> _Content:
    unpacked = unpack(content.path, content.data, limits)
    note = f"unpacked: {safe_name(unpacked.name)}"
    return replace(content, name=unpacked.name, data=unpacked.data, notes=(note,))


def _read_as(export: Export, content: _Content, limits: Limits) -> FileRead:
    path = content.path.with_name(safe_name(content.path.name))
    check_kind(path, content.data, export.layout)
    if isinstance(export.layout, Xlsx):
        check_workbook(path, content.data, limits)
    tables, undeclared = _read(path, content.data, export)
    return FileRead(
        path=path,
        sha256=hashlib.sha256(content.arrived).hexdigest(),
        size=len(content.arrived),
        tables=tables,
        undeclared=undeclared,
        notes=content.notes,
    )


def _read(path: Path, data: bytes, export: Export) -> tuple[tuple[TableRead, ...], tuple[str, ...]]:
    """Read the tables of a file as its layout says, and the names of undeclared columns."""
    layout = export.layout
    if isinstance(layout, Delimited):
        table, undeclared = read_delimited(path, data, layout, export.table)
        return (table,), undeclared
    if isinstance(layout, Xml):
        return read_xml(path, data, layout, export.tables)
    if isinstance(layout, Xlsx):
        return read_xlsx(path, data, layout, export.tables)
    return read_json(path, data, layout, export.tables)
