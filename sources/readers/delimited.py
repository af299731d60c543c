"""Delimited text files: header compared first, then every value as text.

A parser that is given column names ignores the header, and a renamed or swapped column then loads
silently wrong; so the names are compared here, and the parser is told what it will find. Records
are counted before they are parsed, and one that cannot be read is set aside by itself.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv as arrow_csv

from sources.declaration import Delimited, RawTable
from sources.readers import damage, framing
from sources.readers.encodings import Decoded, NotTextError, decode
from sources.readers.reading import Rejected, TableRead, refuse
from sources.readers.records import (
    RecordIndex,
    UnclosedQuoteError,
    count_fields,
    index_records,
)

_BLOCK = 1 << 22


@dataclass(kw_only=True)
class _Reading:
    """A file while it is read: its text, where its records are, and which of them go where."""

    path: Path
    layout: Delimited
    text: bytes
    index: RecordIndex
    width: int
    # The first record after the header, and the end of the records before a trailer.
    first: int = 0
    end: int = 0
    blank: frozenset[int] = frozenset()
    reasons: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def record(self, number: int) -> bytes:
        """Return a record as it stands in the text."""
        return self.text[self.index.starts[number] : self.index.ends[number]]

    @property
    def records(self) -> int:
        """How many records came."""
        return self.end - self.first - len(self.blank)

    def kept(self) -> npt.NDArray[np.int64]:
        """Return the records that can be parsed."""
        kept = np.ones(len(self.index), np.bool_)
        kept[[*self.blank, *self.reasons]] = False
        return np.flatnonzero(kept[: self.end])[np.count_nonzero(kept[: self.first]) :]


def read_delimited(
    path: Path, data: bytes, layout: Delimited, table: RawTable
) -> tuple[TableRead, tuple[str, ...]]:
    """Read a delimited file as text.

    Returns:
        The table, and the names of columns in the file that are not declared.

    Raises:
        FileRefusedError: not text in the declared encoding, no header, other columns than
            declared, cut short, or a quote that is never closed.
    """
    decoded, reading = _begin(path, data, layout, table)
    positions, undeclared = _columns(reading, table)
    _frame(reading, decoded)
    damaged = damage.reasons(path, decoded, reading.index, layout, reading.first)
    reading.reasons = {n: reason for n, reason in damaged.items() if _is_record(reading, n)}
    rows = _rows(reading, positions)
    return TableRead(
        table=table,
        rows=_declared(rows, table, positions),
        rejected=_rejected(reading),
        records=reading.records,
        notes=tuple(reading.notes),
    ), undeclared


def _begin(path: Path, data: bytes, layout: Delimited, table: RawTable) -> tuple[Decoded, _Reading]:
    """Decode a file and find its records."""
    try:
        decoded = decode(data, layout)
        width = 0 if layout.has_header else len(table.columns)
        index = index_records(decoded.text, layout.delimiter, width)
    except (NotTextError, UnclosedQuoteError) as error:
        raise refuse(path, str(error)) from None
    if not len(index):
        raise refuse(path, "it is empty")
    return decoded, _Reading(
        path=path,
        layout=layout,
        text=decoded.text,
        index=index,
        width=width,
        end=len(index),
        notes=list(decoded.notes),
    )


def _columns(reading: _Reading, table: RawTable) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return where each declared column stands, and the names of columns nobody declared."""
    path, layout = reading.path, reading.layout
    if layout.has_header:
        names = framing.first_names(path, reading.text, reading.index, layout, table)
        header = framing.compare_header(path, reading.text, names, layout, table)
        if not framing.stand_in_order(header, table):
            reading.notes.append("its columns stand in another order")
        reading.width, reading.first = len(names), 1
        return dict(header.positions), header.undeclared
    framing.check_markup(path, reading.text)
    names = framing.fields_of(reading.record(0), layout) or []
    if framing.looks_like_a_header(names, table):
        reading.notes.append("a header that is not declared is left out")
        reading.first = 1
    return {column.name: n for n, column in enumerate(table.columns)}, ()


def _frame(reading: _Reading, decoded: Decoded) -> None:
    """Find what is no record: an instruction, a trailer, blank rows."""
    layout, index = reading.layout, reading.index
    if reading.first < reading.end and framing.is_instruction(
        reading.record(reading.first), layout
    ):
        reading.notes.append("a row of instructions is left out")
        reading.first += 1
    _check_whole(reading, decoded)
    blank = framing.blank_rows(reading.text, index, layout, reading.width)
    reading.blank = frozenset(blank[blank >= reading.first].tolist())
    if layout.trailer:
        _take_trailer(reading)
    if reading.blank:
        reading.notes.append(f"{len(reading.blank)} blank row(s) are left out")
    if not reading.records:
        reading.notes.append("it holds no record")


def _check_whole(reading: _Reading, decoded: Decoded) -> None:
    """Refuse a file that breaks off in the middle of its last record."""
    if decoded.ends_with_newline:
        return
    last = len(reading.index) - 1
    line = int(reading.index.lines[last])
    fields = len(framing.fields_of(reading.record(last), reading.layout) or [])
    if fields < reading.width and not reading.layout.trailer:
        raise refuse(reading.path, f"it ends in the middle of line {line}: the file is cut short")
    if reading.layout.ends_with_newline:
        raise refuse(reading.path, f"no newline ends its last line, {line}: the file is cut short")
    reading.notes.append("no newline ends its last line")


def _take_trailer(reading: _Reading) -> None:
    """Compare the trailer with what came, and leave it out."""
    filled = [n for n in range(reading.end - 1, reading.first - 1, -1) if n not in reading.blank]
    if not filled:
        raise refuse(reading.path, "it has no trailer: the file is cut short")
    reading.end = filled[0]
    reading.blank = frozenset(n for n in reading.blank if n < reading.end)
    framing.check_trailer(
        reading.path, reading.record(reading.end), reading.layout, reading.records
    )
    reading.notes.append("its trailer agrees")


def _rows(reading: _Reading, positions: dict[str, int]) -> pa.Table:
    """Parse the records that can be parsed; those of another width are set aside first."""
    used = sorted(set(positions.values()))
    kept = reading.kept()
    rows = _parse(reading, kept, used)
    if rows is None:
        _set_ragged_aside(reading)
        kept = reading.kept()
        rows = _parse(reading, kept, used)
    if rows is None or len(rows) != len(kept):
        # Whatever the parser's own words are, they quote the row.
        raise refuse(reading.path, f"its {len(kept)} records cannot be told apart")
    lines = pa.array(reading.index.lines[kept], pa.int64())
    record = pa.array(kept - reading.first + 1, pa.int64())
    return rows.append_column("_line", lines).append_column("_record", record)


def _set_ragged_aside(reading: _Reading) -> None:
    fields = count_fields(reading.text, reading.index, reading.layout.delimiter)
    expected = "the header has" if reading.layout.has_header else "declared are"
    ragged = [n for n in np.flatnonzero(fields != reading.width).tolist() if _is_record(reading, n)]
    reading.reasons |= {
        n: f"{int(fields[n])} fields where {expected} {reading.width}" for n in ragged
    }


def _parse(reading: _Reading, kept: npt.NDArray[np.int64], used: list[int]) -> pa.Table | None:
    """Parse records, or return None where they are not all of one width."""
    names = [f"c{n}" for n in range(reading.width)]
    included = [names[n] for n in used]
    if not len(kept):
        return pa.table({name: pa.array([], pa.string()) for name in included})
    several_lines = not reading.index.plain.all()
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(_body(reading, kept)),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(
                delimiter=reading.layout.delimiter, newlines_in_values=several_lines
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                include_columns=included,
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _body(reading: _Reading, kept: npt.NDArray[np.int64]) -> pa.Buffer:
    """Return the text of the records that are kept, uncopied where all of them are."""
    text, starts, ends = reading.text, reading.index.starts, reading.index.ends
    breaks = np.flatnonzero(np.diff(kept) > 1)
    firsts = kept[np.concatenate(([0], breaks + 1))]
    lasts = kept[np.concatenate((breaks, [len(kept) - 1]))]
    runs = [(int(starts[a]), int(ends[b]) + 1) for a, b in zip(firsts, lasts, strict=True)]
    if len(runs) == 1:
        start, end = runs[0]
        return pa.py_buffer(text).slice(start, end - start)
    return pa.py_buffer(b"".join(text[start:end] for start, end in runs))


def _is_record(reading: _Reading, number: int) -> bool:
    return reading.first <= number < reading.end and not (
        number in reading.blank or number in reading.reasons
    )


def _rejected(reading: _Reading) -> tuple[Rejected, ...]:
    return tuple(
        Rejected(
            line=int(reading.index.lines[n]),
            reason=reading.reasons[n],
            content=reading.record(n).decode("utf-8", "backslashreplace"),
        )
        for n in sorted(reading.reasons)
    )


def _declared(rows: pa.Table, table: RawTable, positions: dict[str, int]) -> pa.Table:
    """Keep the declared columns under their declared names; an absent optional one is null."""
    absent = pa.nulls(len(rows), pa.string())
    columns = {
        column.name: rows[f"c{positions[column.name]}"] if column.name in positions else absent
        for column in table.columns
    }
    columns |= {
        "_line": rows["_line"],
        "_record": rows["_record"],
        "_parent": pa.nulls(len(rows), pa.int64()),
    }
    return pa.table(columns)
