"""The archive that a workbook is, looked at before and beside the library that reads its cells.

The library makes a full grid up to the farthest cell, so two cells at opposite corners take all
memory there is; and it gives nothing where a cell holds an error. Both are seen here, in the XML of
the sheet. How large an archive may be at all is decided before, where files are opened.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, OSError),
    *(EOFError, ValueError),
)
_OLD_OR_PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LETTERS = 26

# A list with a few long notes beside it is thin; a grid of which not one cell in two hundred is
# filled, above a million cells, is a mistake or an attack.
_THINNEST, _ALWAYS_READ = 200, 1_000_000


class ArchiveMisfitError(ValueError):
    """The archive is not a workbook that can be read; caught and told with the file's name."""


class Archive:
    """The parts of a workbook."""

    def __init__(self, data: bytes) -> None:
        """Open the archive and learn which part is which sheet.

        Raises:
            ArchiveMisfitError: it is no archive of a workbook, or counts its days from 1904.
        """
        if data.startswith(_OLD_OR_PROTECTED):
            msg = "it is protected by a password, or in a format older than .xlsx"
            raise ArchiveMisfitError(msg)
        try:
            self._parts = zipfile.ZipFile(io.BytesIO(data))
            targets = {
                each.get("Id", ""): each.get("Target", "") for each in self._root(_RELATIONS)
            }
            book = self._root(_WORKBOOK)
            self._sheets = {
                sheet.get("name", ""): _part(targets.get(_relation_of(sheet), ""))
                for sheet in book.iter()
                if _local(sheet.tag) == "sheet"
            }
        except ArchiveMisfitError:
            raise
        except _DAMAGED:
            msg = "it is damaged, or not a workbook (.xlsx)"
            raise ArchiveMisfitError(msg) from None
        if any(each.get("date1904") in ("1", "true") for each in book.iter()):
            # Bare numbers for days would be read four years too early.
            msg = "it counts days from 1904: save it with the 1900 date system"
            raise ArchiveMisfitError(msg)

    def check_extent(self, sheet: str) -> None:
        """Refuse a sheet whose cells lie so far apart that nearly all between them are empty.

        Raises:
            ArchiveMisfitError: the grid up to the farthest cell is nearly empty.
        """
        found = _CELL.findall(self._text(sheet))
        rows = max((int(digits) for _, digits in found), default=0)
        columns = max((_number(each.decode()) for each in {name for name, _ in found}), default=0)
        if rows * columns > max(_ALWAYS_READ, _THINNEST * len(found)):
            msg = "a sheet has cells far outside its list"
            raise ArchiveMisfitError(msg)

    def errors(self, sheet: str) -> Iterator[tuple[int, int, str]]:
        """Give the row, the column and the word of every cell that holds an error, as #N/A."""
        text = self._text(sheet)
        if b't="e"' not in text and b"t='e'" not in text:
            return
        for cell in self._parsed(text).iter():
            if _local(cell.tag) == "c" and cell.get("t") == "e":
                place = _REFERENCE.fullmatch(cell.get("r", ""))
                word = next((each.text for each in cell if _local(each.tag) == "v"), None)
                if place and word:
                    yield int(place[2]) - 1, _number(place[1]) - 1, word

    def _text(self, sheet: str) -> bytes:
        try:
            return self._parts.read(self._sheets[sheet])
        except _DAMAGED:
            msg = "a sheet in it is damaged"
            raise ArchiveMisfitError(msg) from None

    def _root(self, part: str) -> Element:
        return self._parsed(self._parts.read(part))

    def _parsed(self, text: bytes) -> Element:
        try:
            return ElementTree.fromstring(text, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError):
            msg = "a part of it is not well-formed XML without a DOCTYPE"
            raise ArchiveMisfitError(msg) from None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _relation_of(sheet: Element) -> str:
    """Return the id of the relation that leads to a sheet's part, whatever its namespace."""
    ids = [value for name, value in sheet.items() if name.startswith("{") and _local(name) == "id"]
    return ids[0] if ids else ""


def _part(target: str) -> str:
    """Return the name of a part: a target is relative to the workbook, or begins at the top."""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
