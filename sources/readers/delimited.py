"""Delimited text files: header compared first, then every value as text.

A parser that is given column names ignores the header, and a renamed or swapped column then loads
silently wrong; so the names are compared here, and the parser is told what it will find.
"""

import csv
import io
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from sources.declaration import Delimited, RawTable
from sources.readers.reading import Rejected, TableRead, refuse
from sources.readers.records import RecordIndex, UnclosedQuoteError, index_records


def read_delimited(
    path: Path, data: bytes, layout: Delimited, table: RawTable
) -> tuple[TableRead, tuple[str, ...]]:
    """Read a delimited file as text.

    Returns:
        The table, and the names of columns in the file that are not declared.

    Raises:
        FileRefusedError: not text in the declared encoding, no header, other columns than
            declared, or a quote that is never closed.
    """
    text = _normalised(path, data, layout)
    try:
        index = index_records(text, layout.delimiter)
    except UnclosedQuoteError:
        raise refuse(path, "a quote is opened and never closed") from None
    if not len(index):
        raise refuse(path, "it is empty")
    header = _header(path, text, index, layout)
    names, undeclared = _compare_header(path, header, table)
    rows, rejected = _read_rows(path, text, index, layout, header)
    return TableRead(
        table=table,
        rows=_declared_columns(rows, table, names),
        rejected=rejected,
        records=len(index) - 1,
    ), undeclared


def _normalised(path: Path, data: bytes, layout: Delimited) -> bytes:
    """Return the file as UTF-8 with plain line ends and no byte order mark."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig" if layout.encoding == "utf-8" else layout.encoding
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse(path, f"line {line} is not {encoding} text") from None
    return text.replace("\r\n", "\n").replace("\r", "\n").encode()


def _header(path: Path, text: bytes, index: RecordIndex, layout: Delimited) -> list[str]:
    first = text[index.starts[0] : index.ends[0]].decode()
    try:
        names = next(csv.reader(io.StringIO(first), delimiter=layout.delimiter))
    except csv.Error:
        raise refuse(path, "its first line cannot be read as a header") from None
    return [name.strip() for name in names]


def _compare_header(
    path: Path, header: list[str], table: RawTable
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Match declared columns to the names in the file; refuse with all differences at once.

    The names in the file are shown only where they look like names: a file without a header has
    a person in their place.
    """
    found: dict[str, str] = {}
    missing: list[str] = []
    for column in table.columns:
        name = next((n for n in (column.name, *column.aliases) if n in header), None)
        if name is not None:
            found[column.name] = name
        elif not column.optional:
            missing.append(column.name)
    undeclared = tuple(name for name in header if name not in set(found.values()))
    repeated = sorted(name for name, count in Counter(header).items() if count > 1)
    problems = []
    if not found:
        problems.append(
            f"no column of {table.name} is in its first line: no header, or another file"
        )
    elif missing:
        problems.append(f"missing or renamed column {', '.join(missing)}")
        if undeclared:
            problems.append(f"{len(undeclared)} undeclared column(s) stand in the header")
    if any(name in found.values() for name in repeated):
        shared = ", ".join(name for name in repeated if name in found.values())
        problems.append(f"column {shared} stands twice in the header")
    if problems:
        raise refuse(path, *problems)
    return found, undeclared


def _read_rows(
    path: Path, text: bytes, index: RecordIndex, layout: Delimited, header: list[str]
) -> tuple[pa.Table, tuple[Rejected, ...]]:
    """Parse the records that have as many fields as the header; set the others aside."""
    whole = index.fields[1:] == len(header)
    rejected = tuple(
        Rejected(
            line=int(index.lines[n]),
            reason=f"{int(index.fields[n])} fields where the header has {len(header)}",
            content=text[index.starts[n] : index.ends[n]].decode(),
        )
        for n in np.flatnonzero(~whole) + 1
    )
    kept = np.flatnonzero(whole) + 1
    body = (
        b"\n".join(text[index.starts[n] : index.ends[n]] for n in kept)
        if rejected
        else text[index.ends[0] :]
    )
    columns = [f"c{n}" for n in range(len(header))]
    rows = _parse(path, body, layout, columns) if len(kept) else _no_rows(columns)
    if len(rows) != len(kept):
        raise refuse(
            path, f"{len(kept)} records counted, {len(rows)} read: quotes are out of order"
        )
    rows = rows.rename_columns([f"{n}:{name}" for n, name in enumerate(header)])
    return (
        rows.append_column("_line", pa.array(index.lines[kept], pa.int64())).append_column(
            "_record", pa.array(kept, pa.int64())
        ),
        rejected,
    )


def _parse(path: Path, body: bytes, layout: Delimited, columns: list[str]) -> pa.Table:
    try:
        return arrow_csv.read_csv(
            io.BytesIO(body),
            read_options=arrow_csv.ReadOptions(column_names=columns, block_size=1 << 24),
            parse_options=arrow_csv.ParseOptions(
                delimiter=layout.delimiter, newlines_in_values=True
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        # The parser's own words quote the row.
        raise refuse(path, "its quotes are out of order") from None


def _no_rows(columns: list[str]) -> pa.Table:
    return pa.table({name: pa.array([], pa.string()) for name in columns})


def _declared_columns(rows: pa.Table, table: RawTable, names: dict[str, str]) -> pa.Table:
    """Keep the declared columns under their declared names; an absent optional one is null."""
    by_name = {name.split(":", 1)[1]: name for name in reversed(rows.column_names) if ":" in name}
    absent = pa.nulls(len(rows), pa.string())
    columns = {
        column.name: rows[by_name[names[column.name]]] if column.name in names else absent
        for column in table.columns
    }
    columns |= {
        "_line": rows["_line"],
        "_record": rows["_record"],
        "_parent": pc.cast(pa.nulls(len(rows)), pa.int64()),
    }
    return pa.table(columns)
