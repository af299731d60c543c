"""Whatever a workbook holds is read as it is, and whatever is none is refused in words."""

import io
import zipfile
from pathlib import Path

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.columns import text
from sources.declaration import RawTable, Xlsx
from sources.readers.reading import FileRefusedError, TableRead
from sources.readers.xlsx import read_xlsx

TABLE = RawTable(
    name="notes",
    description="Notes.",
    element="List 1",
    columns=(text("id", "Id."), text("note", "Note."), text("more", "More.")),
)
HEADER = ("id", "note", "more")
# Control characters are written as escapes that the two libraries do not share.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
WHOLE = st.integers(min_value=-(10**14), max_value=10**14)
CELLS = st.one_of(WORDS, WHOLE)


def workbook(rows: list[tuple[object, ...]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("List 1")
        for place, row in enumerate([HEADER, *rows]):
            for at, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                write(place, at, cell)
    return file.getvalue()


def read(data: bytes) -> TableRead:
    ((table,), _) = read_xlsx(Path("notes.xlsx"), data, Xlsx(), (TABLE,))
    return table


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.just("1"), CELLS, CELLS), min_size=1, max_size=6))
def test_every_cell_comes_back_as_it_was_written(rows: list[tuple[object, ...]]) -> None:
    table = read(workbook(rows))
    names = (*HEADER, "_line")
    found = list(zip(*(table.rows[name].to_pylist() for name in names), strict=True))
    assert found == [
        (*(str(cell).strip(" \t\r\n\u00a0") for cell in row), line)
        for line, row in enumerate(rows, start=2)
    ]
    assert table.records == len(rows)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda end: b"PK" + end)))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    try:
        read(data)
    except FileRefusedError as error:
        assert str(error).startswith("notes.xlsx: ")  # noqa: PT017 - nothing else may be raised
    else:
        msg = "bytes that are no workbook were read"
        raise AssertionError(msg)


GOOD = workbook([("1", "a note", 5), ("2", "", 6.5)])
with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
    PARTS = {name: archive.read(name) for name in archive.namelist()}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]),
    st.integers(min_value=0, max_value=5_000),
    st.integers(min_value=0, max_value=40),
    st.binary(max_size=6),
)
def test_a_part_that_was_changed_is_read_or_refused(
    part: str, place: int, gone: int, instead: bytes
) -> None:
    was = PARTS[part]
    at = place % len(was)
    changed = PARTS | {part: was[:at] + instead + was[at + gone :]}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in changed.items():
            packed.writestr(name, content)
    try:
        table = read(file.getvalue())
    except FileRefusedError as error:
        assert "a note" not in str(error)  # noqa: PT017 - nothing else may be raised
    else:
        assert table.records == len(table.rows)
