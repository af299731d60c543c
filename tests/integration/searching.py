"""Searching everything that a night wrote for a value, packed files included."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from sqlite3 import connect

import pyarrow.parquet as pq

from tests.integration.support import Place


def written_by(place: Place) -> list[Path]:
    """List every file of a place that nobody handed in: all but exports, truth and settings."""
    handed_in = (place.data / "exports", place.data / "truth", place.config)
    return [
        path
        for path in sorted(place.folder.rglob("*"))
        if path.is_file() and not any(path.is_relative_to(each) for each in handed_in)
    ]


def found_in(name: str, content: bytes, needles: Mapping[str, str]) -> set[str]:
    """Name the needles in a file, looking into what is packed within it."""
    found: set[str] = set()
    for part in (content, *_unpacked(name, content)):
        lower = part.lower()
        for words, needle in needles.items():
            spellings = {needle.lower(), needle.lower().replace("@", "\\u0040")}
            encoded = [
                spelling.encode(encoding)
                for spelling in spellings
                for encoding in ("utf-8", "utf-16-le", "utf-16-be")
            ]
            if any(each in lower for each in encoded):
                found.add(words)
    return found


def _unpacked(name: str, content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for each in packed.namelist():
                yield packed.read(each)
    if content.startswith(b"PAR1"):
        table = pq.read_table(BytesIO(content))
        yield str(table.to_pylist()).encode()
        yield str(table.schema.metadata).encode()
    if content.startswith(b"SQLite format 3\0"):
        yield from _cells(content)


def _cells(content: bytes) -> Iterator[bytes]:
    """Give every value of a SQLite file whole: its pages cut long ones, and Dagster packs some."""
    database = connect(":memory:")
    try:
        # A file in write-ahead mode says so in two bytes, and cannot be opened from memory.
        database.deserialize(content[:18] + b"\x01\x01" + content[20:])
        tables = database.execute("select name from sqlite_master where type = 'table'").fetchall()
        for (table,) in tables:
            for row in database.execute(f'select * from "{table}"'):  # noqa: S608 - its own names
                for value in row:
                    data = value if isinstance(value, bytes) else str(value).encode()
                    yield data
                    yield from _inflated(data)
    finally:
        database.close()


def _inflated(data: bytes) -> Iterator[bytes]:
    try:
        yield zlib.decompress(data)
    except zlib.error:
        return


def found_in_files(paths: list[Path], needles: Mapping[str, str]) -> dict[str, set[str]]:
    """Name the files that hold a needle, and which."""
    found = {path.name: found_in(path.name, path.read_bytes(), needles) for path in paths}
    return {name: words for name, words in found.items() if words}
