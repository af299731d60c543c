"""How the process that reads tells what happens: small JSON headers, and rows as Arrow streams.

Nothing that comes from there is ever unpickled, and its rows are checked before they are believed:
it has parsed what strangers wrote. Nothing is written to a disk in between.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from sources.declaration import Export, RawTable
from sources.readers.gathering import Event, Refused, Started, Taken, Unread
from sources.readers.reading import FileRead, Rejected, TableRead

_LENGTH_BYTES = 4
_LONGEST_HEADER = 1 << 26
_END = "End"
_PLAIN = {each.__name__: each for each in (Started, Refused, Unread)}
_REJECTED = pa.schema(
    [("line", pa.int64()), ("reason", pa.large_binary()), ("content", pa.large_binary())]
)
_NUMBERS = ("_line", "_record", "_parent")

Header = Mapping[str, object]


class WireError(ValueError):
    """What came is cut short, or is not what the process that reads would say."""


def send_events(stream: IO[bytes], events: Iterator[Event]) -> None:
    """Write events as they happen, and at last that there are no more."""
    for event in events:
        if isinstance(event, Taken):
            _send_taken(stream, event)
        else:
            _send_header(stream, {"event": type(event).__name__, **asdict(event)})
        stream.flush()
        del event  # A file that was sent is not held while the next is read.
    _send_header(stream, {"event": _END})
    stream.flush()


def receive_events(stream: IO[bytes], folder: Path, exports: Sequence[Export]) -> Iterator[Event]:
    """Read events until there are no more.

    Raises:
        WireError: they end in the middle, or are none.
    """
    by_name = {export.name: export for export in exports}
    while (header := _receive_header(stream)).get("event") != _END:
        name = str(header.get("event"))
        try:
            if name in _PLAIN:
                yield _PLAIN[name](**{k: v for k, v in header.items() if k != "event"})  # type: ignore[arg-type]
            else:
                yield _receive_taken(stream, folder, by_name, header)
        except (pa.ArrowException, KeyError, TypeError, OSError):
            raise WireError from None


def _send_header(stream: IO[bytes], header: Header) -> None:
    text = json.dumps(header).encode()
    stream.write(len(text).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(text)


def _receive_header(stream: IO[bytes]) -> dict[str, object]:
    length = int.from_bytes(stream.read(_LENGTH_BYTES), "big")
    text = stream.read(length) if 0 < length <= _LONGEST_HEADER else b""
    if not text or len(text) != length:
        raise WireError
    try:
        header = json.loads(text)
    except ValueError:
        raise WireError from None
    if not isinstance(header, dict):
        raise WireError
    return header


def _send_taken(stream: IO[bytes], event: Taken) -> None:
    file = event.file
    _send_header(
        stream,
        {
            "event": "Taken",
            "export": event.export,
            "name": file.path.name,
            "file": _small_fields(file, "path", "tables"),
            "tables": [
                {"table": read.table.name, "read": _small_fields(read, "table", "rows", "rejected")}
                for read in file.tables
            ],
        },
    )
    for read in file.tables:
        _send_rows(stream, read.rows)
        _send_rows(stream, _rejected_rows(read.rejected))


def _small_fields(record: FileRead | TableRead, *large: str) -> dict[str, object]:
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in large}


def _send_rows(stream: IO[bytes], rows: pa.Table) -> None:
    with pa.ipc.new_stream(stream, rows.schema) as writer:
        writer.write_table(rows)


def _rejected_rows(rejected: Sequence[Rejected]) -> pa.Table:
    """Lay rejected records out as rows; what was not text in the file need not be text here."""
    columns = [
        [each.line for each in rejected],
        [each.reason.encode("utf-8", "surrogatepass") for each in rejected],
        [each.content.encode("utf-8", "surrogatepass") for each in rejected],
    ]
    return pa.table(dict(zip(_REJECTED.names, columns, strict=True)), schema=_REJECTED)


def _receive_taken(
    stream: IO[bytes], folder: Path, exports: Mapping[str, Export], header: dict[str, object]
) -> Taken:
    export = exports[str(header["export"])]
    by_name = {table.name: table for table in export.tables}
    listed, file = header["tables"], header["file"]
    if not isinstance(listed, list) or not isinstance(file, dict):
        raise WireError
    tables = tuple(
        TableRead(
            table=(table := by_name[told["table"]]),
            rows=_receive_rows(stream, table),
            rejected=_receive_rejected(stream),
            **_tuples(told["read"]),
        )
        for told in listed
    )
    path = folder / Path(str(header["name"])).name
    return Taken(export=export.name, file=FileRead(path=path, tables=tables, **_tuples(file)))


def _tuples(header: Mapping[str, Any]) -> dict[str, Any]:
    """Return small fields with the lists that JSON makes of tuples turned back."""
    return {name: tuple(v) if isinstance(v, list) else v for name, v in header.items()}


def _receive_rows(stream: IO[bytes], table: RawTable) -> pa.Table:
    rows = pa.ipc.open_stream(stream).read_all()
    rows.validate(full=True)
    names = [column.name for column in table.columns]
    texts = [pa.types.is_string(f.type) or pa.types.is_large_string(f.type) for f in rows.schema]
    numbers = [f.type for f in rows.schema][len(names) :]
    if rows.column_names != [*names, *_NUMBERS] or not all(texts[: len(names)]):
        raise WireError
    if numbers != [pa.int64()] * len(_NUMBERS):
        raise WireError
    return rows


def _receive_rejected(stream: IO[bytes]) -> tuple[Rejected, ...]:
    rows = pa.ipc.open_stream(stream).read_all()
    rows.validate(full=True)
    if rows.schema != _REJECTED:
        raise WireError
    return tuple(
        Rejected(
            line=row["line"],
            reason=row["reason"].decode("utf-8", "surrogatepass"),
            content=row["content"].decode("utf-8", "surrogatepass"),
        )
        for row in rows.to_pylist()
    )
