"""The last file of a delivery: it says that the source has finished, and what it sent.

It is no export and is never read as one. Its control totals are counted in the files as they lie
there, as a source's own job counts what it wrote; workbooks, XML and JSON are only named.
"""

import csv
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from sources.declaration import Delimited
from sources.registry import format_named

MARKER = "_COMPLETE"


def complete(folder: Path, formats: Iterable[str]) -> None:
    """Write the completion marker of a delivery in the named formats."""
    layouts = [
        (export.file_pattern, export.layout)
        for name in formats
        for export in format_named(name).exports
        if isinstance(export.layout, Delimited)
    ]
    rows = []
    for path in sorted(each for each in folder.iterdir() if each.name != MARKER):
        layout = next((layout for pattern, layout in layouts if fnmatch(path.name, pattern)), None)
        rows.append([path.name, "" if layout is None else _counted(path, layout)])
    with (folder / MARKER).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["file", "records"], *rows])


def _counted(path: Path, layout: Delimited) -> str:
    """Count the records of a text file; what explains or counts them is not one of them."""
    if layout.instruction or layout.trailer:
        return ""
    with path.open(encoding=layout.encoding, errors="replace", newline="") as file:
        filled = sum(any(row) for row in csv.reader(file, delimiter=layout.delimiter))
    return str(filled - layout.has_header)
