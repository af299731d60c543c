"""Makers of zips and workbooks that are bad, or do harm: rows 44 to 47 and 54."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.bad_input.bench import Bench
from tests.bad_input.cases import Becomes, Case, Row
from tests.bad_input.senders import FAMILIES_BOOK, PRACTICE

_ZIP = "Admin_Patient.zip"
_OUTSIDE = "a file in it has a path that leads out of it"
_PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_ENORMOUS = 20_000_000


def _zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _instead(make: Callable[[bytes], bytes]) -> Callable[[Bench], None]:
    """Deliver a zip in the place of the file, made of the file's bytes."""

    def spoil(bench: Bench) -> None:
        data = bench.path.read_bytes()
        bench.path.unlink()
        (bench.folder / _ZIP).write_bytes(make(data))

    return spoil


def _refused_zip(name: str, make: Callable[[bytes], bytes], told: str) -> Case:
    return Case(name=name, becomes=Becomes.REFUSED, spoil=_instead(make), told=(f"{_ZIP}: {told}",))


def _member(name: str) -> Callable[[bytes], bytes]:
    return lambda data: _zipped({name: data})


def _link(_: bytes) -> bytes:
    info = zipfile.ZipInfo(PRACTICE.file)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(info, b"/etc/passwd")
    return stream.getvalue()


def _protected(data: bytes) -> bytes:
    """Say of a member that it is encrypted."""
    archive = bytearray(_zipped({PRACTICE.file: data}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", archive, archive.index(signature) + offset, 1)
    return bytes(archive)


def _workbook_bomb(bench: Bench) -> None:
    """Add a part to a workbook that unpacks to a thousand times its size."""
    with zipfile.ZipFile(bench.path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/picture.bin", bytes(_ENORMOUS))


def _book(bench: Bench, fill: Callable[[Worksheet, Sequence[Sequence[str]]], object]) -> None:
    """Write the list anew into a sheet; `fill` is given the header and the rows."""
    table = [list(bench.rows[0]), *(list(row.values()) for row in bench.rows)]
    with xlsxwriter.Workbook(bench.path) as book:
        fill(book.add_worksheet("Families"), table)


def _write(sheet: Worksheet, table: Sequence[Sequence[str]], first: int = 0) -> None:
    for place, row in enumerate(table, start=first):
        sheet.write_row(place, 0, row)


def _titled(sheet: Worksheet, table: Sequence[Sequence[str]]) -> None:
    sheet.merge_range(0, 0, 0, 5, "Families in early help")
    _write(sheet, table, first=3)


def _hidden(bench: Bench) -> None:
    """Hide the list behind a sheet that says nothing."""
    table = [list(bench.rows[0]), *(list(row.values()) for row in bench.rows)]
    with xlsxwriter.Workbook(bench.path) as book:
        sheet = book.add_worksheet("Families")
        _write(sheet, table)
        book.add_worksheet("Notes").activate()
        sheet.hide()


def _with_total(sheet: Worksheet, table: Sequence[Sequence[str]]) -> None:
    _write(sheet, [*table, ["Total", str(len(table) - 1)]])


def _two_headers(sheet: Worksheet, table: Sequence[Sequence[str]]) -> None:
    """Say over each column what group it belongs to, as people do in two lines of a header."""
    _write(sheet, [["Episode", "Person", "Family"], *table])


def _split_header(sheet: Worksheet, table: Sequence[Sequence[str]]) -> None:
    """Part the names of columns over two lines, so that neither names them."""
    parted = [name.partition(" ") for name in table[0]]
    _write(sheet, [[a for a, _, _ in parted], [b for _, _, b in parted], *table[1:]])


def _far_away(sheet: Worksheet, table: Sequence[Sequence[str]]) -> None:
    _write(sheet, table)
    sheet.write(1_048_575, 16_383, "x")


def _refused_book(name: str, spoil: Callable[[Bench], object], told: str) -> Case:
    return Case(
        name=name,
        sender=FAMILIES_BOOK,
        becomes=Becomes.REFUSED,
        spoil=spoil,
        told=(f"{FAMILIES_BOOK.file}: ", told),
    )


def _read_book(name: str, spoil: Callable[[Bench], object], *told: str) -> Case:
    return Case(
        name=name,
        sender=FAMILIES_BOOK,
        becomes=Becomes.NORMALISED,
        spoil=spoil,
        told=told,
    )


ROWS = (
    Row(
        number=44,
        arrives="a zip or workbook with a password",
        expected="refused",
        cases=(
            _refused_zip("zip", _protected, "it is protected by a password"),
            _refused_book(
                "workbook",
                lambda bench: bench.path.write_bytes(_PROTECTED),
                "it is protected by a password, or in an Office format older than .xlsx",
            ),
        ),
    ),
    Row(
        number=45,
        arrives="a zip or workbook that unpacks to far more than its size",
        expected="refused by what it declares, before it is unpacked",
        cases=(
            _refused_zip(
                "zip",
                lambda data: _zipped({PRACTICE.file: data + bytes(_ENORMOUS)}),
                "a file in it unpacks to more than 200 times its size",
            ),
            _refused_book(
                "workbook", _workbook_bomb, "a file in it unpacks to more than 200 times its size"
            ),
            _refused_book(
                "workbook with one cell at the far corner",
                lambda bench: _book(bench, _far_away),
                "a sheet has cells far outside its list",
            ),
        ),
    ),
    Row(
        number=46,
        arrives="a zip whose files would land elsewhere",
        expected="refused",
        cases=(
            _refused_zip("upwards", _member(f"../{PRACTICE.file}"), _OUTSIDE),
            _refused_zip("absolute", _member(f"/etc/{PRACTICE.file}"), _OUTSIDE),
            _refused_zip("a drive", _member(f"C:\\{PRACTICE.file}"), _OUTSIDE),
            _refused_zip("a link", _link, "it holds a link or a device and not only files"),
        ),
    ),
    Row(
        number=47,
        arrives="a zip in a zip, or a zip of two files",
        expected="refused",
        cases=(
            _refused_zip(
                "zip in a zip",
                lambda data: _zipped({"Admin_Patient.zip": _zipped({PRACTICE.file: data})}),
                "it holds another zip",
            ),
            _refused_zip(
                "two files",
                lambda data: _zipped({PRACTICE.file: data, "002_Admin_Patient.csv": data}),
                "it holds 2 files, and one is expected",
            ),
            Case(
                name="one file, which is read",
                becomes=Becomes.NORMALISED,
                spoil=_instead(_member(PRACTICE.file)),
                told=(f"{_ZIP}: unpacked: {PRACTICE.file}",),
            ),
        ),
    ),
    Row(
        number=54,
        arrives="a workbook as people keep it: titles, hidden sheets, totals, two headers",
        expected="read where the header is found, refused otherwise",
        cases=(
            _read_book("a merged title above", lambda bench: _book(bench, _titled)),
            _read_book("a line of groups above", lambda bench: _book(bench, _two_headers)),
            _read_book(
                "a row of totals",
                lambda bench: _book(bench, _with_total),
                f"{FAMILIES_BOOK.file}: 1 row(s) of totals left out",
            ),
            Case(
                name="the list in a hidden sheet",
                sender=FAMILIES_BOOK,
                settings='lists.early_help = {preset = "early_help_list", '
                'file = "early_help*.xlsx", sheet = "Families"}',
                becomes=Becomes.NORMALISED,
                spoil=_hidden,
                told=(f"{FAMILIES_BOOK.file}: its sheet is hidden",),
            ),
            _refused_book(
                "two sheets that could be it",
                _hidden,
                "2 sheets have its name",
            ),
            _refused_book(
                "names parted over two lines",
                lambda bench: _book(bench, _split_header),
                "missing or renamed column",
            ),
        ),
    ),
)
