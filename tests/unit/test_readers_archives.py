"""Zips and workbooks are judged before they are unpacked, and files by what they are."""

import io
import stat
import struct
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
import xlsxwriter

from sources.columns import csv_export, text
from sources.declaration import Export, Format, Json, Layout, RawTable, Xlsx, Xml
from sources.readers.files import DeliveryRefusedError, read_delivery, read_file
from sources.readers.gathering import Reads
from sources.readers.limits import LIMITS, Limits
from sources.readers.reading import FileRefusedError

CANARY = "Quillfeather"
COLUMNS = (text("id", "Id.", required=True), text("name", "N."))
THING = csv_export("thing", "Things.", COLUMNS)
SHEET = RawTable(name="sheet", description="A sheet.", columns=COLUMNS, element="Sheet1")


def export_in(layout: Layout, pattern: str) -> Export:
    return Export(
        name="thing",
        description="Things.",
        file_pattern=pattern,
        layout=layout,
        tables=(SHEET,),
        optional=True,
    )


BOOK = export_in(Xlsx(), "book*.xlsx")
FORMAT = Format(name="things", system="shed", description="T.", package="things", exports=(THING,))
ONE = f"id,name\n1,{CANARY}\n".encode()


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def zipped_as(info: zipfile.ZipInfo, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(info, data)
    return stream.getvalue()


def workbook(rows: int = 1) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, ["id", "name"])
        for row in range(rows):
            sheet.write_row(row + 1, 0, [str(row), CANARY])
    return stream.getvalue()


def read_zip(folder: Path, data: bytes, limits: Limits = LIMITS) -> Reads:
    (folder / "things.zip").write_bytes(data)
    return read_delivery("shed", folder, [FORMAT], limits)


def refusal(folder: Path, data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(DeliveryRefusedError) as caught:
        read_zip(folder, data, limits)
    assert CANARY not in str(caught.value)
    (told,) = (p for p in caught.value.problems if p.startswith("things.zip: "))
    return told.removeprefix("things.zip: ")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("name", ["thing.csv", "export/Thing 1.CSV"])
def test_a_zip_of_one_file_is_read_as_that_file(tmp_path: Path, name: str, method: int) -> None:
    data = zipped({name: ONE}, method)
    (file,) = read_zip(tmp_path, data)["thing"]
    assert file.tables[0].rows["name"].to_pylist() == [CANARY]
    assert (file.path.name, file.size) == ("things.zip", len(data))
    assert file.notes == (f"unpacked: {Path(name).name}",)


def test_a_zip_of_many_pieces_is_read_whole(tmp_path: Path) -> None:
    names = [sha256(str(n).encode()).hexdigest() for n in range(50_000)]
    data = "id,name\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names))
    (file,) = read_zip(tmp_path, zipped({"thing.csv": data.encode()}))["thing"]
    assert file.size > 1 << 20
    assert file.tables[0].rows["name"].to_pylist() == names


def test_a_member_far_larger_than_its_packed_bytes_is_read_whole(tmp_path: Path) -> None:
    data = b"id,name\n" + b"".join(b"%d,%s\n" % (n, b"x" * 2_000) for n in range(2_000))
    (file,) = read_zip(tmp_path, zipped({"thing.csv": data}), Limits(ratio=2_000))["thing"]
    assert file.size * 100 < len(data)
    assert file.tables[0].records == 2_000


def test_what_the_finder_adds_to_a_zip_is_not_counted(tmp_path: Path) -> None:
    members = {"thing.csv": ONE, "__MACOSX/._thing.csv": b"\0", "empty/": b""}
    assert len(read_zip(tmp_path, zipped(members))["thing"]) == 1


def test_a_file_and_a_zip_of_it_are_the_same_content(tmp_path: Path) -> None:
    (tmp_path / "thing.csv").write_bytes(ONE)
    reads = read_zip(tmp_path, zipped({"thing.csv": ONE}))
    assert [file.path.name for file in reads["thing"]] == ["thing.csv"]
    assert [each.reason for each in reads.unread] == ["thing.csv has the same content"]


def test_a_zip_of_a_file_nobody_declares_is_told(tmp_path: Path) -> None:
    (tmp_path / "thing.csv").write_bytes(ONE)
    reads = read_zip(tmp_path, zipped({"notes.txt": b"x"}))
    assert [each.reason for each in reads.unread] == ["no export declares it"]


def link() -> bytes:
    info = zipfile.ZipInfo("thing.csv")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped_as(info, b"/etc/passwd")


def flagged(bits: int) -> bytes:
    """Return a zip whose only member says that it is encrypted."""
    data = bytearray(zipped({"thing.csv": ONE}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(signature) + offset, bits)
    return bytes(data)


def lying(declared: int) -> bytes:
    """Return a zip whose only member declares another size than it unpacks to."""
    data = bytearray(zipped({"thing.csv": ONE * 1000}))
    struct.pack_into("<I", data, data.index(b"PK\x03\x04") + 22, declared)
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, declared)
    return bytes(data)


OUTSIDE = "a file in it has a path that leads out of it"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (zipped({}), "it holds 0 files, and one is expected"),
        (zipped({"thing.csv": ONE, "b.csv": ONE}), "it holds 2 files, and one is expected"),
        (zipped({"thing.zip": zipped({"thing.csv": ONE})}), "it holds another zip"),
        (zipped({"../thing.csv": ONE}), OUTSIDE),
        (zipped({"a/../../thing.csv": ONE}), OUTSIDE),
        (zipped({"..\\thing.csv": ONE}), OUTSIDE),
        (zipped({"/etc/thing.csv": ONE}), OUTSIDE),
        (zipped({"C:\\thing.csv": ONE}), OUTSIDE),
        (link(), "it holds a link or a device and not only files"),
        (flagged(0x1), "it is protected by a password"),
        (flagged(0x41), "it is protected by a password"),
        (zipped({"thing.csv": ONE}, zipfile.ZIP_BZIP2), "it is packed in a way that is not read"),
        (lying(100), "a file in it is larger than it declares"),
        (lying(len(ONE) * 1000 + 1), "it is damaged, or no zip"),
        (zipped({"thing.csv": ONE})[:-30], "it is damaged, or no zip"),
        (b"PK\x03\x04" + bytes(100), "it is damaged, or no zip"),
        (ONE, "it is damaged, or no zip"),
    ],
)
def test_a_zip_that_could_do_harm_is_refused(tmp_path: Path, data: bytes, told: str) -> None:
    assert refusal(tmp_path, data) == told


def test_a_member_that_is_a_zip_by_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeliveryRefusedError, match="it is a zip, and delimited text is declared"):
        read_zip(tmp_path, zipped({"thing.csv": zipped({"thing.csv": ONE})}))


BOMB = zipped({"thing.csv": b"id,name\n" + bytes(3_000_000)})


@pytest.mark.parametrize(
    ("data", "limits", "told"),
    [
        (BOMB, Limits(), "a file in it unpacks to more than 200 times its size"),
        (BOMB, Limits(ratio=2_000, unpacked_bytes=2_000_000), "it unpacks to more than 2 MB"),
        (
            zipped({str(n): b"" for n in range(20)}),
            Limits(members=10),
            "it holds more than 10 files",
        ),
    ],
    ids=["ratio", "size", "members"],
)
def test_a_bomb_is_refused_by_what_it_declares(
    tmp_path: Path, data: bytes, limits: Limits, told: str
) -> None:
    assert refusal(tmp_path, data, limits) == told


def test_files_of_a_zip_that_lie_over_one_another_are_refused(tmp_path: Path) -> None:
    once = zipped({"thing.csv": ONE * 9}, zipfile.ZIP_STORED)
    directory = once.index(b"PK\x01\x02")
    end = once.index(b"PK\x05\x06")
    entry = once[directory:end]
    tail = bytearray(once[end:])
    struct.pack_into("<HHI", tail, 8, 9, 9, len(entry) * 9)
    data = once[:directory] + entry * 9 + bytes(tail)
    assert refusal(tmp_path, data) == "its files lie over one another"


def read_as(folder: Path, export: Export, data: bytes, limits: Limits = LIMITS) -> str:
    """Return the refusal of a file of an export, or nothing where it is read."""
    path = folder / "thing"
    path.write_bytes(data)
    try:
        read_file(path, export, limits)
    except FileRefusedError as error:
        told = str(error)
    else:
        return ""
    assert CANARY not in told
    return told.removeprefix("thing: ")


def test_a_workbook_is_read_when_it_unpacks_to_what_it_declares(tmp_path: Path) -> None:
    assert read_as(tmp_path, BOOK, workbook()) == ""


def test_a_workbook_that_is_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    large = workbook(rows=20_000)
    told = "a file in it unpacks to more than 3 times its size"
    assert read_as(tmp_path, BOOK, large, Limits(ratio=3, ratio_from_bytes=10_000)) == told
    told = "it unpacks to more than 100 kB"
    assert read_as(tmp_path, BOOK, large, Limits(unpacked_bytes=100_000)) == told


def test_a_workbook_that_lies_of_a_size_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    data = bytearray(workbook(rows=2_000))
    name = data.rindex(b"xl/worksheets/sheet1.xml")
    struct.pack_into("<I", data, name - 46 + 24, 1_000)
    told = "a file in it is larger than it declares"
    assert read_as(tmp_path, BOOK, bytes(data)) == told


OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
PROTECTED = "it is protected by a password, or in an Office format older than .xlsx"
WEB_PAGE = "it is a web page, not the file that was asked for"
XML, JSON = export_in(Xml(root="thing"), "*.xml"), export_in(Json(), "*.json")


@pytest.mark.parametrize(
    ("export", "data", "told"),
    [
        (THING, workbook(), "it is a workbook (.xlsx), and delimited text is declared"),
        (XML, workbook(), "it is a workbook (.xlsx), and XML is declared"),
        (JSON, zipped({"a": ONE}), "it is a zip, and JSON is declared"),
        (BOOK, ONE, "it is called a workbook (.xlsx) and is none"),
        (BOOK, OLE2, PROTECTED),
        (THING, OLE2, PROTECTED),
        (THING, b"%PDF-1.7\n", "it is a PDF"),
        (THING, b"\x1f\x8b\x08\x00", "it is packed with gzip"),
        (THING, b"<?xml version='1.0'?><a/>", "it is XML, and delimited text is declared"),
        (THING, f"\ufeff\r\n<!DOCTYPE html><p>{CANARY}</p>".encode(), WEB_PAGE),
        (XML, f"<HTML><p>{CANARY}</p></HTML>".encode(), WEB_PAGE),
        (BOOK, b"<html></html>", WEB_PAGE),
        (THING, b"", "it is empty"),
        (BOOK, b" \n", "it is empty"),
    ],
)
def test_a_file_of_another_kind_is_refused_for_what_it_is(
    tmp_path: Path, export: Export, data: bytes, told: str
) -> None:
    assert read_as(tmp_path, export, data) == told
