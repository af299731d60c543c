"""Whatever happens to a file on its way, it is refused in words or every record accounted for."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.columns import date, number, text
from sources.declaration import Delimited, Export, Format, RawTable, Xml
from sources.landing import land
from sources.readers.files import DeliveryRefusedError, read_delivery, read_file
from sources.readers.reading import FileRead, FileRefusedError
from tests.builders import DELIVERED, empty_warehouse

CANARY = "Quillfeather"
HEADER = ["id", "name", "born", "rooms"]
TABLE = RawTable(
    name="thing",
    description="Things.",
    columns=(
        text("id", "Id.", required=True),
        text("name", "N."),
        date("born", "B."),
        number("rooms", "R."),
    ),
    key=("id",),
)
EXPORT = Export(
    name="thing",
    description="Things.",
    file_pattern="thing*.csv",
    layout=Delimited(),
    tables=(TABLE,),
)
FORMAT = Format(
    name="things", system="things", description="Things.", package="things", exports=(EXPORT,)
)
PLACE = RawTable(
    name="place",
    description="Places.",
    element="town/place",
    columns=(text("id", "Id.", required=True), text("at/street", "Street.")),
    key=("id",),
)
VISIT = RawTable(
    name="visit",
    description="Visits.",
    element="town/place/visit",
    columns=(text(".", "Day.", name="day"),),
)
TOWN = Export(
    name="town",
    description="A town.",
    file_pattern="town*.xml",
    layout=Xml(root="town", maximum_depth=5),
    tables=(PLACE, VISIT),
)

Mangle = Callable[[bytes], bytes]
Row = tuple[str, str, str, str]

values = st.one_of(
    st.sampled_from(
        ["", CANARY, "1", "007", "O'Brien", "Łukasz", "2024-02-30", " ", "\u2028", "\0"]
    ),
    st.sampled_from(['"', '""', 'a"b', ',"', "a,b", "a\nb", "a\r\nb", "\r", "\n\n", "#", "\ufeff"]),
    st.text(max_size=3),
)
rows = st.lists(st.tuples(values, values, values, values), max_size=4)
# What nothing has to be done about: no control characters, nothing that cannot be seen.
seen = st.text(st.characters(exclude_categories=["C"]), max_size=3)
proper = st.one_of(values.filter(lambda value: not set(value) & {"\0", "\ufeff"}), seen)
proper = proper.filter(lambda value: all(c in "\r\n" or c.isprintable() for c in value))
BLANK = ' ",\r\n'


def written(rows_: list[Row]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream)  # It ends lines in CRLF, and so quotes a value that holds either.
    writer.writerows([HEADER, *rows_])
    return stream.getvalue().encode()


def truncated(share: float) -> Mangle:
    return lambda data: data[: int(len(data) * share)]


def with_lines(order: Callable[[list[bytes]], list[bytes]]) -> Mangle:
    return lambda data: b"\n".join(order(data.split(b"\n")))


def inserted(share: float, what: bytes) -> Mangle:
    return lambda data: data[: int(len(data) * share)] + what + data[int(len(data) * share) :]


def encoded(encoding: str) -> Mangle:
    return lambda data: data.decode("utf-8", "replace").encode(encoding, "replace")


shares = st.floats(0, 1)
mangles = st.one_of(
    shares.map(truncated),
    st.randoms(use_true_random=False).map(
        lambda chance: with_lines(lambda lines: chance.sample(lines, len(lines)))
    ),
    st.integers(1, 3).map(lambda n: with_lines(lambda lines: lines * n)),
    st.integers(0, 3).map(lambda n: with_lines(lambda lines: lines[n:])),
    st.builds(
        inserted,
        shares,
        st.sampled_from(
            [b'"', b'"""', b",", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\xe9", b"#", b";"]
        ),
    ),
    st.sampled_from(["utf-16", "utf-16-le", "utf-8-sig", "cp1252", "utf-7"]).map(encoded),
    st.sampled_from([b"\r\n", b"\r", b"\n\n"]).map(lambda ends: lambda d: d.replace(b"\n", ends)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mangled")


def read_or_refused(path: Path, data: bytes, export: Export) -> FileRead | None:
    """Read a file, or hold that its refusal names it and shows nothing of it."""
    path.write_bytes(data)
    try:
        file = read_file(path, export)
    except FileRefusedError as error:
        file, refusal = None, str(error)
    if file is None:
        assert refusal.startswith(f"{path.name}: ")
        assert CANARY not in refusal
        return None
    for table in file.tables:
        assert table.records == len(table.rows) + len(table.rejected)
        assert table.rows.column_names[: len(table.table.columns)] == [
            column.name for column in table.table.columns
        ]
    return file


# Each example is also cut short in several places, so that thousands of files are read.
CUTS = tuple(n / 11 for n in range(3, 12))


@settings(max_examples=200, deadline=None)
@given(rows_=rows, mangled=st.lists(mangles, max_size=2))
@example(rows_=[], mangled=[truncated(0), encoded("utf-16")])
@example(rows_=[], mangled=[truncated(0), encoded("utf-8-sig")])
def test_a_mangled_delimited_file_is_refused_or_accounted_for(
    folder: Path, rows_: list[Row], mangled: list[Mangle]
) -> None:
    data = written(rows_)
    for mangle in mangled:
        data = mangle(data)
    for cut in CUTS:
        read_or_refused(folder / "thing.csv", truncated(cut)(data), EXPORT)


@settings(max_examples=100, deadline=None)
@given(rows_=st.lists(st.tuples(proper, proper, proper, proper), max_size=4))
@example(rows_=[("", '"', '"', '""')])
def test_a_file_that_nothing_happened_to_is_read_as_it_was_written(
    folder: Path, rows_: list[Row]
) -> None:
    file = read_or_refused(folder / "thing.csv", written(rows_), EXPORT)
    assert file is not None
    (table,) = file.tables
    assert not table.rejected
    told = [[value.replace("\r\n", "\n").replace("\r", "\n") for value in row] for row in rows_]
    read = [[row[name] for name in HEADER] for row in table.rows.to_pylist()]
    # A row of quotes alone is a blank one if it is short, and says nothing if it is long.
    assert [row for row in read if row not in told] == []
    says = [[row for row in each if "".join(row).strip(BLANK)] for each in (read, told)]
    assert says[0] == says[1]


@pytest.fixture(scope="module")
def con() -> DuckDBPyConnection:
    return empty_warehouse()


@settings(max_examples=80, deadline=None)
@given(rows_=rows, mangled=st.lists(mangles, max_size=2))
def test_every_record_of_a_mangled_delivery_is_loaded_or_rejected(
    folder: Path, con: DuckDBPyConnection, rows_: list[Row], mangled: list[Mangle]
) -> None:
    data = written([("1", "good", "2024-02-29", "2"), *rows_])
    for mangle in mangled:
        data = mangle(data)
    inbox = folder / "inbox"
    inbox.mkdir(exist_ok=True)
    (inbox / "thing.csv").write_bytes(data)
    con.execute("drop table if exists raw.shed__thing")
    con.execute("delete from raw.rejected")
    con.execute("delete from raw.delivery")
    try:
        landed = land(con, "shed", DELIVERED, [FORMAT], read_delivery("shed", inbox, [FORMAT]))
    except DeliveryRefusedError as error:
        landed, refusal = None, str(error)
    if landed is None:
        assert CANARY not in refusal
        return
    assert landed.records == landed.loaded + landed.rejected
    assert len(con.table("raw.shed__thing")) == landed.loaded
    assert len(con.table("raw.rejected")) == landed.rejected
    assert con.sql("select sum(records) from raw.delivery").fetchone() == (landed.records,)


words = st.sampled_from([CANARY, "1", "007", "Łukasz", "a b"])
places = st.lists(st.tuples(words, words, st.integers(0, 3)), max_size=3)
xml_mangles = st.one_of(
    shares.map(truncated),
    st.integers(1, 3).map(lambda n: with_lines(lambda lines: lines * n)),
    st.randoms(use_true_random=False).map(
        lambda chance: with_lines(lambda lines: chance.sample(lines, len(lines)))
    ),
    st.builds(
        inserted,
        shares,
        st.sampled_from(
            [
                b"<", b">", b"&", b"&x;", b"<x>", b"</place>", b"<place>", b"<!--", b"-->", b"\0",
                b"\xff", b"<![CDATA[", b"<!DOCTYPE town>", b"<?x y?>",
                b'<?xml version="1.0" encoding="x"?>',
                b"stray", b"<visit/>", b"<id>2</id>", b" xmlns='u'",
            ]
        ),
    ),
    st.sampled_from(["utf-16", "utf-8-sig", "cp1252"]).map(encoded),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(places_=places, mangled=st.lists(xml_mangles, max_size=3))
def test_a_mangled_xml_file_is_refused_or_accounted_for(
    folder: Path, places_: list[tuple[str, str, int]], mangled: list[Mangle]
) -> None:
    lines = [
        f"<place>\n<id>{id_}</id>\n<at><street>{street}</street></at>\n" + "<visit>1</visit>\n" * n
        for id_, street, n in places_
    ]
    data = f"<town>\n{'</place>'.join([*lines, ''])}\n</town>\n".encode()
    for mangle in mangled:
        data = mangle(data)
    for cut in CUTS[::3]:
        read_or_refused(folder / "town.xml", truncated(cut)(data), TOWN)
    file = read_or_refused(folder / "town.xml", data, TOWN)
    if file is not None:
        read, visits = file.tables
        known = set(read.rows["_record"].to_pylist())
        assert known == set(range(1, read.records + 1))
        assert set(visits.rows["_parent"].to_pylist()) <= known
        if not mangled:
            assert [(row["id"], row["street"]) for row in read.rows.to_pylist()] == [
                (id_, street) for id_, street, _ in places_
            ]
            assert visits.records == sum(n for _, _, n in places_)
