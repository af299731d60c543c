"""Finding and opening the files of a folder of conformed tables: CSV or Parquet, one a table.

What a column means is not known here. Rows stream through in batches, so that a file larger than
memory can be read; libraries' messages may quote a row and are never passed on.
"""

import gzip
import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
from pyarrow import csv

ENDINGS = ("parquet", "csv", "csv.gz")
BREAKS_OFF = "cannot be read to its end: damaged, or rows of other lengths"
_PIECE = 1 << 20


class UnreadableFileError(ValueError):
    """A file is no table: damaged, not UTF-8, rows of other lengths, columns of one name."""


@dataclass(frozen=True, kw_only=True)
class OpenFile:
    """A file with its header read: the names of its columns in lower case, and its rows to come."""

    path: Path
    columns: tuple[str, ...]
    rows: pa.RecordBatchReader

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.path.name


def find_file(folder: Path, table: str) -> Path | None:
    """Find the file of a table.

    Raises:
        UnreadableFileError: the table is there more than once, so nobody knows which is meant.
    """
    found = [path for end in ENDINGS if (path := folder / f"{table}.{end}").is_file()]
    if len(found) > 1:
        msg = f"{' and '.join(path.name for path in found)} are one table: leave one of them"
        raise UnreadableFileError(msg)
    return found[0] if found else None


def open_file(path: Path) -> OpenFile:
    """Open a file and read its header; the batches that follow have the lower-case names.

    Raises:
        UnreadableFileError: the header cannot be read, or names a column twice.
    """
    try:
        if path.name.endswith(".parquet"):
            parquet = ds.dataset(str(path), format="parquet")
            names, batches = parquet.schema.names, parquet.scanner().to_reader()
        else:
            names, batches = _open_csv(path)
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        why = why_unreadable(path, "cannot be read: empty, damaged, or not what its ending says")
        raise UnreadableFileError(why) from None
    columns = tuple(name.strip().lower() for name in names)
    twice = len(columns) - len(set(columns))
    if twice:
        msg = f"{path.name} names {twice} of its columns twice"
        raise UnreadableFileError(msg)
    return OpenFile(path=path, columns=columns, rows=_renamed(path, columns, batches))


def _open_csv(path: Path) -> tuple[list[str], pa.RecordBatchReader]:
    """Read a CSV as text throughout: a number that looks like one may be a name or a code."""
    parsing = csv.ParseOptions(newlines_in_values=True)
    with csv.open_csv(path, parse_options=parsing) as header:
        names = header.schema.names
    texts = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    return names, csv.open_csv(path, parse_options=parsing, convert_options=texts)


def _renamed(
    path: Path, columns: tuple[str, ...], batches: pa.RecordBatchReader
) -> pa.RecordBatchReader:
    """Give plain names to columns: what a header holds never becomes part of a query."""
    fields = zip(plain_names(columns), batches.schema, strict=True)
    schema = pa.schema([pa.field(name, field.type) for name, field in fields])

    def renamed() -> Iterator[pa.RecordBatch]:
        try:
            for batch in batches:
                yield batch.rename_columns(schema.names)
        except (pa.ArrowException, OSError):
            raise UnreadableFileError(why_unreadable(path, BREAKS_OFF)) from None

    return pa.RecordBatchReader.from_batches(schema, renamed())


def why_unreadable(path: Path, otherwise: str) -> str:
    """Say what is wrong with a file that could not be read: a wrong encoding, or something else."""
    return f"{path.name} {'is not UTF-8' if _is_in_other_code(path) else otherwise}"


def _is_in_other_code(path: Path) -> bool:
    if path.name.endswith(".parquet"):
        return False
    decoder = getincrementaldecoder("utf-8")()
    try:
        with gzip.open(path) if path.name.endswith(".gz") else path.open("rb") as file:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return True
    except (OSError, EOFError, zlib.error):
        return False
    return False


def plain_names(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Number the columns: `c0`, `c1` and so on."""
    return tuple(f"c{place}" for place in range(len(columns)))
