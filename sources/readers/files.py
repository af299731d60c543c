"""Finding and reading the files of an export, whatever its layout."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from sources.declaration import Delimited, Export, Format, Xml
from sources.readers.delimited import read_delimited
from sources.readers.reading import FileRead, FileRefusedError, TableRead, refuse
from sources.readers.xml import read_xml


class DeliveryRefusedError(ValueError):
    """A delivery cannot be taken; every problem of it is in the message, a line each."""

    def __init__(self, source: str, problems: Iterable[str]) -> None:
        self.source = source
        self.problems = tuple(problems)
        lines = "\n".join(f"  - {problem}" for problem in self.problems)
        super().__init__(f"{source}: the delivery is refused\n{lines}")


def read_file(path: Path, export: Export) -> FileRead:
    """Read one file of an export.

    Raises:
        FileRefusedError: the file is empty, unreadable or not what the export declares.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refuse(path, f"it cannot be read ({error.strerror})") from None
    if not data.strip():
        raise refuse(path, "it is empty")
    tables, undeclared = _read(path, data, export)
    return FileRead(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        tables=tables,
        undeclared=undeclared,
    )


def _read(path: Path, data: bytes, export: Export) -> tuple[tuple[TableRead, ...], tuple[str, ...]]:
    """Read the tables of a file as its layout says, and the names of undeclared columns."""
    layout = export.layout
    if isinstance(layout, Delimited):
        table, undeclared = read_delimited(path, data, layout, export.table)
        return (table,), undeclared
    if isinstance(layout, Xml):
        return read_xml(path, data, layout, export.tables), ()
    msg = f"no reader for {type(layout).__name__}"
    raise NotImplementedError(msg)


def read_delivery(
    source: str, folder: Path, formats: Iterable[Format]
) -> dict[str, tuple[FileRead, ...]]:
    """Read every file of a delivery, by the name of its export.

    Raises:
        DeliveryRefusedError: an export has no file, or a file is refused; all are named.
    """
    reads: dict[str, tuple[FileRead, ...]] = {}
    problems: list[str] = []
    for export in (export for format_ in formats for export in format_.exports):
        found = sorted(path for path in folder.glob(export.file_pattern) if path.is_file())
        if not found and not export.optional:
            problems.append(f"{export.name}: no file is called {export.file_pattern}")
        read: list[FileRead] = []
        for path in found:
            try:
                read.append(read_file(path, export))
            except FileRefusedError as error:
                problems.append(f"{export.name}: {error}")
        reads[export.name] = tuple(read)
    if problems:
        raise DeliveryRefusedError(source, problems)
    return reads
