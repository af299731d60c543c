"""What a reader returns, and how it refuses a file. The readers themselves are beside this."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from sources.declaration import RawTable
from sources.readers.naming import safe_name

# Where a row came from. `_record` counts the records of a table within its file, and `_parent`
# is the `_record` of the XML element around it.
PROVENANCE = ("_delivery", "_file", "_line", "_record", "_parent")


class FileRefusedError(ValueError):
    """A file cannot be taken; the message names the file and what is wrong, never a value."""


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """A record that has no place in its table, kept as it was."""

    line: int
    reason: str
    content: str


@dataclass(frozen=True, kw_only=True)
class TableRead:
    """One table as read from one file.

    `records` were counted before the values were parsed, so that a parser that loses one is
    found out: it equals the rows plus the rejected. The `notes` say what was put right or passed
    over, in counts.
    """

    table: RawTable
    rows: pa.Table
    rejected: tuple[Rejected, ...]
    records: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """One file as read: its tables, and columns that nobody declared.

    `path` ends in the name as it may be shown and stored. `notes` say what was done to the file
    before its values were read.
    """

    path: Path
    sha256: str
    size: int
    tables: tuple[TableRead, ...]
    undeclared: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def refuse(path: Path, *problems: str) -> FileRefusedError:
    """Build the refusal of a file from everything that is wrong with it."""
    return FileRefusedError(f"{safe_name(path.name)}: {'; '.join(problems)}")
