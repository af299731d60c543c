"""Any bytes under any name are read or refused in words: nothing else ever comes of them."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.columns import csv_export, text
from sources.declaration import Export, Format, RawTable, Xlsx, Xml
from sources.readers.files import DeliveryRefusedError, read_delivery
from sources.readers.gathering import Reads

CANARY = "Quillfeather"
COLUMNS = (text("id", "Id.", required=True), text("name", "Name."))
LIST = csv_export("list", "A list.", COLUMNS, optional=True)
KNOWN = csv_export(
    "known", "Known by its header.", COLUMNS, file_pattern="*.csv", by_header=True, optional=True
)
TOWN = Export(
    name="town",
    description="A town.",
    file_pattern="town*.xml",
    layout=Xml(root="town", maximum_depth=5),
    tables=(
        RawTable(
            name="place", description="P.", columns=COLUMNS, key=("id",), element="town/place"
        ),
    ),
    optional=True,
)
BOOK = Export(
    name="book",
    description="A workbook.",
    file_pattern="book*.xlsx",
    layout=Xlsx(),
    tables=(RawTable(name="sheet", description="S.", columns=COLUMNS, element="Sheet1"),),
    optional=True,
)
FORMAT = Format(
    name="all", system="shed", description="A.", package="all", exports=(LIST, KNOWN, TOWN, BOOK)
)
CSV = f"id,name\n1,{CANARY}\n2,x\n".encode()
XML = f"<town>\n<place><id>1</id><name>{CANARY}</name></place>\n<note>x</note></town>\n".encode()


def workbook() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, ["id", "name"])
        sheet.write_row(1, 0, ["1", CANARY])
    return stream.getvalue()


def zipped(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.csv", data)
    return stream.getvalue()


WHOLE = {
    "list.csv": CSV,
    "export 17.csv": CSV,
    "town.xml": XML,
    "book.xlsx": workbook(),
    "list.zip": zipped(CSV),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


def take(folder: Path, name: str, data: bytes) -> int | None:
    """Return how many records a file holds, or None where it is refused without its words."""
    inbox = folder / name.replace(".", "_")
    inbox.mkdir(exist_ok=True)
    (inbox / name).write_bytes(data)
    try:
        reads = read_delivery("shed", inbox, [FORMAT])
    except DeliveryRefusedError as error:
        reads, told = Reads({}), str(error)
    else:
        told = ""
    if told:
        assert CANARY not in told
        return None
    tables = [table for files in reads.values() for file in files for table in file.tables]
    for table in tables:
        assert table.records == len(table.rows) + len(table.rejected)
    return sum(table.records for table in tables)


@pytest.mark.parametrize("name", WHOLE)
def test_whole_files_are_read(folder: Path, name: str) -> None:
    assert take(folder, name, WHOLE[name]) == (1 if name in {"town.xml", "book.xlsx"} else 2)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(WHOLE)), data=st.binary(max_size=60))
@example(name="town.xml", data=b"<town\xff>")
@example(name="list.zip", data=b"PK\x05\x06" + bytes(18))
def test_any_bytes_are_refused_or_read(folder: Path, name: str, data: bytes) -> None:
    take(folder, name, data)


@settings(max_examples=250, deadline=None)
@given(
    name=st.sampled_from(sorted(WHOLE)),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=3), st.integers(0, 4)), max_size=4
    ),
)
def test_a_file_with_any_bytes_changed_is_refused_or_read(
    folder: Path, name: str, edits: list[tuple[float, bytes, int]]
) -> None:
    data = WHOLE[name]
    for share, put, gone in edits:
        at = int(share * len(data))
        data = data[:at] + put + data[at + gone :]
    take(folder, name, data)
