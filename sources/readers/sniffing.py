"""What a file is by its first bytes, whatever it is called.

Only what no reader could tell in better words is refused here: delimited text is looked at by its
own reader, once it is decoded.
"""

from pathlib import Path

from sources.declaration import Delimited, Json, Layout, Xlsx, Xml
from sources.readers.reading import refuse

_WORKBOOK_PARTS = b"[Content_Types].xml"
# A zip lists its parts at its end.
_DIRECTORY_WITHIN = 1 << 16
_PROTECTED = "it is protected by a password, or in an Office format older than .xlsx"

_BINARIES = (
    (b"\xd0\xcf\x11\xe0", _PROTECTED),
    (b"%PDF", "it is a PDF"),
    (b"\x1f\x8b", "it is packed with gzip"),
    (b"7z\xbc\xaf\x27\x1c", "it is packed with 7-Zip"),
    (b"Rar!", "it is packed with RAR"),
    (b"PAR1", "it is a Parquet file"),
    (b"SQLite format 3", "it is a database"),
    (b"\x7fELF", "it is a program"),
    (b"MZ\x90", "it is a program"),
)
_WEB_PAGES = (b"<!doctype html", b"<html")
_BLANKS = b" \t\r\n\xef\xbb\xbf"
_ENOUGH = 1024


def is_zip(data: bytes) -> bool:
    """Say whether bytes are a zip, which a workbook is too; an empty one has no members."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_workbook(data: bytes) -> bool:
    return _WORKBOOK_PARTS in data[:_ENOUGH] or _WORKBOOK_PARTS in data[-_DIRECTORY_WITHIN:]


def check_kind(path: Path, data: bytes, layout: Layout) -> None:
    """Refuse a file that is plainly of another kind than the one its export is laid out in.

    Raises:
        FileRefusedError: it is.
    """
    problem = _another_kind(data, layout)
    if problem:
        raise refuse(path, problem)


def _another_kind(data: bytes, layout: Layout) -> str:
    for start, told in _BINARIES:
        if data.startswith(start):
            return told
    if not isinstance(layout, Delimited) and _is_web_page(data):
        return "it is a web page, not the file that was asked for"
    if isinstance(layout, Xlsx):
        return "" if is_zip(data) else "it is called a workbook (.xlsx) and is none"
    if is_zip(data):
        kind = "a workbook (.xlsx)" if _is_workbook(data) else "a zip"
        return f"it is {kind}, and {_told(layout)} is declared"
    return ""


def _is_web_page(data: bytes) -> bool:
    return data[:_ENOUGH].lstrip(_BLANKS).lower().startswith(_WEB_PAGES)


def _told(layout: Layout) -> str:
    if isinstance(layout, Xml):
        return "XML"
    return "JSON" if isinstance(layout, Json) else "delimited text"
