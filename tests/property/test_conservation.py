"""No record of a mangled file is lost, and no value moves to another row or column.

Every cell says where it belongs, so that a value which moved gives itself away. A longer search
is asked for with THINKFAMILY_EXAMPLES.
"""

import csv
import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.columns import text
from sources.declaration import Delimited, RawTable
from sources.readers.delimited import read_delimited
from sources.readers.reading import FileRefusedError, TableRead

EXAMPLES = int(os.environ.get("THINKFAMILY_EXAMPLES", "2000"))
WIDTH = 7
TABLE = RawTable(
    name="thing",
    description="Things.",
    columns=tuple(text(f"c{n}", "A cell.") for n in range(WIDTH)),
)
PLACE = re.compile(r"r(\d+)c(\d+)")

Mangle = Callable[[bytes], bytes]

endings = st.sampled_from(
    ["", "", "", "", " x", ", y", '"z" ', "\nnext", '"', '""', "é", "Ł", "\t", "\n\n", ',"', '",']
)
grids = st.lists(st.lists(endings, min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=6)
shares = st.floats(0, 1)


def written(grid: list[list[str]], *, quotes_all: bool) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(
        stream, lineterminator="\n", quoting=csv.QUOTE_ALL if quotes_all else csv.QUOTE_MINIMAL
    )
    writer.writerow([column.name for column in TABLE.columns])
    writer.writerows(
        [f"r{row}c{place}{ending}" for place, ending in enumerate(endings_)]
        for row, endings_ in enumerate(grid)
    )
    return stream.getvalue().encode()


def at(share: float, data: bytes) -> int:
    return int(len(data) * share)


def inserted(share: float, what: bytes) -> Mangle:
    return lambda data: data[: at(share, data)] + what + data[at(share, data) :]


def without(share: float, what: bytes) -> Mangle:
    """Take away the first such byte from a place on."""

    def mangle(data: bytes) -> bytes:
        found = data.find(what, at(share, data))
        return data if found < 0 else data[:found] + data[found + 1 :]

    return mangle


def with_lines(order: Callable[[list[bytes]], list[bytes]]) -> Mangle:
    """Change the lines, as sorting or joining files with a text tool does."""
    return lambda data: b"\n".join(order(data.split(b"\n")))


# What stands for chance has neither letters nor digits: it may spoil a cell, never forge one.
NOISE = [bytes([n]) for n in range(256) if not chr(n).isalnum() or n > 0x7F]
damage = st.one_of(
    shares.map(lambda share: lambda data: data[: at(share, data)]),
    st.builds(inserted, shares, st.sampled_from([b'"', b'""', b",", b"\n", b"\r", b"\0", b";"])),
    st.builds(inserted, shares, st.sampled_from(NOISE)),
    # Not a newline, nor a delimiter beside one that was put in: what is left can be another file
    # in perfect order, and nobody could tell.
    st.builds(without, shares, st.just(b'"')),
    st.integers(1, 3).map(lambda n: with_lines(lambda lines: [lines[0], *lines[1:] * n])),
    st.integers(1, 3).map(lambda n: with_lines(lambda lines: lines[n:])),
    st.sampled_from(["utf-16", "utf-16-le", "utf-8-sig", "cp1252"]).map(
        lambda encoding: lambda data: data.decode("utf-8", "ignore").encode(encoding, "ignore")
    ),
    st.sampled_from([b"\r\n", b"\r", b"\n\n"]).map(lambda ends: lambda d: d.replace(b"\n", ends)),
)


def read(data: bytes, layout: Delimited) -> TableRead | None:
    """Read a file; a refusal names the file and shows nothing of it."""
    try:
        found, _ = read_delimited(Path("thing.csv"), data, layout, TABLE)
    except FileRefusedError as error:
        refusal = str(error)
    else:
        return found
    assert refusal.startswith("thing.csv: ")
    assert not PLACE.search(refusal)
    return None


def check(found: TableRead) -> None:
    """Hold that nothing is lost, and that every cell that was loaded is where it belongs."""
    assert found.records == len(found.rows) + len(found.rejected)
    for row in found.rows.to_pylist():
        cells = [PLACE.findall(row[f"c{place}"]) for place in range(WIDTH)]
        whole = [places for places in cells if places]
        assert all(len(places) == 1 for places in whole), row
        assert len({places[0][0] for places in whole}) <= 1, row
        assert all(int(places[0][1]) == place for place, places in enumerate(cells) if places), row


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    grid=grids,
    quotes_all=st.booleans(),
    mangles=st.lists(damage, max_size=2),
    ends_with_newline=st.booleans(),
)
def test_a_mangled_file_loses_no_record_and_moves_no_value(
    grid: list[list[str]], quotes_all: bool, mangles: list[Mangle], ends_with_newline: bool
) -> None:
    data = written(grid, quotes_all=quotes_all)
    for mangle in mangles:
        data = mangle(data)
    found = read(data, Delimited(ends_with_newline=ends_with_newline))
    if found is not None:
        check(found)
    if not mangles:
        assert found is not None
        assert (found.records, len(found.rows)) == (len(grid), len(grid))


@settings(max_examples=EXAMPLES // 5, deadline=None)
@given(grid=grids, quotes_all=st.booleans(), data=st.data())
def test_records_in_another_order_are_the_same_records(
    grid: list[list[str]], quotes_all: bool, data: st.DataObject
) -> None:
    on_one_line = [[ending.replace("\n", "") for ending in row] for row in grid]
    lines = written(on_one_line, quotes_all=quotes_all).splitlines(keepends=True)
    shuffled = data.draw(st.permutations(lines[1:]))
    found = read(b"".join([lines[0], *shuffled]), Delimited())
    assert found is not None
    check(found)
    assert len(found.rows) == len(grid)


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("quotes_all", [False, True])
def test_every_kind_of_cell_comes_back_as_it_was(ends: bytes, quotes_all: bool) -> None:
    every = ["", " x", ", y", '"z" ', "\nnext", '""', "Ł"]
    data = written([every, every[::-1]], quotes_all=quotes_all)
    found = read(data.replace(b"\n", ends), Delimited())
    assert found is not None
    assert [list(row.values())[:WIDTH] for row in found.rows.to_pylist()] == [
        [f"r{n}c{place}{ending}" for place, ending in enumerate(endings_)]
        for n, endings_ in enumerate([every, every[::-1]])
    ]
