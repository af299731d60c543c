"""The files of a delivery as facts: those that were read, and those of one that was not used."""

from collections.abc import Mapping
from hashlib import sha256

from pipelines.deliveries.arrivals import Arrival, Arrived
from pipelines.deliveries.column_names import told_names
from pipelines.deliveries.facts import FileFacts
from pipelines.deliveries.outcomes import Outcome
from sources.declaration import Delimited, Export, Format
from sources.readers.gathering import Reads
from sources.readers.inbox import read_bytes
from sources.readers.limits import LIMITS
from sources.readers.reading import FileRead, FileRefusedError


def files_read(
    arrival: Arrival, formats: tuple[Format, ...], reads: Reads, rejected: Mapping[str, int]
) -> tuple[FileFacts, ...]:
    """Tell of every file of a delivery that was landed, also of those that were not read."""
    arrived = {file.name: file for file in arrival.files}
    hashes = dict(arrival.hashes)
    told: dict[str, FileFacts] = {}
    for format_ in formats:
        for export in format_.exports:
            for read in reads.get(export.name, ()):
                name = read.path.name
                told[name] = FileFacts(
                    name=name,
                    sha256=hashes.get(name, read.sha256),
                    size=arrived[name].size if name in arrived else read.size,
                    outcome=Outcome.ACCEPTED,
                    export=export.name,
                    format=format_.name,
                    records=sum(table.records for table in read.tables),
                    rejected=rejected.get(name, 0),
                    header=_header(read, export),
                    undeclared=told_names(read.undeclared),
                    notes=(*read.notes, *(note for table in read.tables for note in table.notes)),
                )
    why = {unread.file: unread.reason for unread in reads.unread}
    for name, file in arrived.items():
        if name not in told:
            told[name] = _left(file, hashes, Outcome.ACCEPTED, why.get(name, ""))
    return tuple(told[name] for name in sorted(told))


def files_left(
    arrival: Arrival, hashes: Mapping[str, str], outcome: Outcome, reasons: tuple[str, ...]
) -> tuple[FileFacts, ...]:
    """Tell of the files of a delivery that is not used, each with what is wrong with it."""
    return tuple(
        _left(file, hashes, outcome, "; ".join(_about(file.name, reasons)))
        for file in arrival.files
    )


def _left(file: Arrived, hashes: Mapping[str, str], outcome: Outcome, reason: str) -> FileFacts:
    return FileFacts(
        name=file.name,
        sha256=hashes.get(file.name, ""),
        size=file.size,
        outcome=outcome,
        reason=reason,
    )


def _about(name: str, reasons: tuple[str, ...]) -> list[str]:
    """Pick what is said of one file: readers write "<export>: <file>: <what is wrong>"."""
    mark = f"{name}: "
    return [reason.partition(mark)[2] for reason in reasons if mark in reason]


def _header(read: FileRead, export: Export) -> str:
    """Return a sign of the first line of a text file, where that line names its columns."""
    layout = export.layout
    if not isinstance(layout, Delimited) or not layout.has_header:
        return ""
    try:
        first = read_bytes(read.path, LIMITS).split(b"\n", 1)[0]
    except FileRefusedError:
        return ""  # It was unpacked from a file of another name, or has gone.
    return sha256(first.strip()).hexdigest()[:16]
