"""Control totals: what a source says that it sent, against what was read.

A completion marker may be empty, or a CSV with the columns `file`, `records` and `sha256`; a blank
number or hash is not compared. A transfer that lost the end of a file is found out by them even
where the file still looks whole.
"""

import codecs
import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from sources.readers.inbox import read_bytes
from sources.readers.limits import Limits
from sources.readers.naming import safe_name
from sources.readers.reading import FileRead, FileRefusedError

COLUMNS = ("file", "records", "sha256")
_MARKER_LIMITS = Limits(file_bytes=1_000_000)


@dataclass(frozen=True, kw_only=True)
class ControlTotal:
    """What a source says of one file."""

    file: str
    records: int | None
    sha256: str


def read_totals(marker: Path) -> tuple[ControlTotal, ...]:
    """Read the control totals of a marker, if it holds any.

    Raises:
        FileRefusedError: it cannot be read, or has the header of control totals and then others.
    """
    data = read_bytes(marker, _MARKER_LIMITS)
    try:
        rows = list(csv.reader(StringIO(_text_of(data))))
        header = [name.strip().lower() for name in rows[0]] if rows else []
        if header[:1] != ["file"]:
            return ()
        return tuple(_total(dict(zip(header, row, strict=True))) for row in rows[1:] if any(row))
    except (ValueError, csv.Error):
        msg = f"{marker.name}: its control totals cannot be read"
        raise FileRefusedError(msg) from None


def _text_of(data: bytes) -> str:
    """Decode a marker: what PowerShell writes is UTF-16, and its totals count as well."""
    is_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_utf_16 else "utf-8-sig", "replace")


def _total(row: Mapping[str, str]) -> ControlTotal:
    records = row.get("records", "").strip()
    return ControlTotal(
        file=row["file"].strip(),
        records=int(records) if records else None,
        sha256=row.get("sha256", "").strip().lower(),
    )


def differences(
    totals: tuple[ControlTotal, ...],
    hashes: Mapping[str, str],
    reads: Mapping[str, tuple[FileRead, ...]],
) -> Iterator[str]:
    """Tell what was not received as it was sent.

    Args:
        totals: what the source says of its files.
        hashes: the sha256 of each file that is there, by its name as it is shown.
        reads: what was read of them, by the name of the export.
    """
    records = {
        file.path.name: sum(table.records for table in file.tables)
        for files in reads.values()
        for file in files
    }
    for total in totals:
        name = safe_name(total.file)
        if name not in hashes:
            yield f"{name}: it was sent and is not there"
        elif total.sha256 and total.sha256 != hashes[name]:
            yield f"{name}: it is not the file that was sent (its sha256 differs)"
        elif total.records is not None and total.records != records.get(name, total.records):
            yield f"{name}: {total.records} records were sent and {records[name]} are there"
