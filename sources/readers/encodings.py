"""Bytes become text: the encodings that exports come in, and what is put right on the way.

The outcome is UTF-8 with plain line ends. Bytes that mean nothing in the declared encoding stay
as they are, so that whoever knows the records can say which are lost; nothing is ever replaced by
a question mark. What is put right is told in notes, which hold counts and no values.
"""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from sources.declaration import Delimited

# Zero width, direction of writing, marks of byte order, soft hyphens: nobody sees them in a name,
# and two spellings that look alike would not be equal.
_UNSEEN = (
    (0xAD, 0xAD),
    (0x61C, 0x61C),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2064),
    (0x2066, 0x206F),
    (0xFEFF, 0xFEFF),
)
_UNSEEN_CHARACTERS = [
    chr(point).encode() for first, last in _UNSEEN for point in range(first, last + 1)
]
_INVISIBLE = re.compile(b"|".join(map(re.escape, _UNSEEN_CHARACTERS)))
# Most texts have none of these, which is seen much sooner than where they are.
_BEGINNINGS = sorted({character[:2] for character in _UNSEEN_CHARACTERS})
_REPLACED = "\ufffd".encode()
_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# The standard for web pages reads the one as the other: what Windows writes as ISO-8859-1 holds
# its curly apostrophes, where ISO-8859-1 itself has control characters that no export means.
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252"}


class NotTextError(ValueError):
    """The bytes are not text in any way that was declared."""


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A text as UTF-8 with plain line ends, and what was done to make it that.

    Where it `is_valid`, every byte is; otherwise some records hold bytes that mean nothing.
    """

    text: bytes
    is_valid: bool
    ends_with_newline: bool
    notes: tuple[str, ...]


def decode(data: bytes, layout: Delimited) -> Decoded:
    """Make text of bytes, in the encoding they came in.

    Raises:
        NotTextError: UTF-16 that breaks off, or is none.
    """
    notes: list[str] = []
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    if mark:
        notes.append("a byte order mark is left out")
    encoding = _MARKS.get(mark) or _unmarked(data) or layout.encoding
    if encoding.startswith("utf-16"):
        notes.append("UTF-16 is read as text")
        text = _from_utf_16(data, encoding)
    elif encoding == "utf-8":
        text = _from_utf_8(data[len(mark) :], layout, notes)
    else:
        text = _from_code_page(data, encoding)
    invisible = 0
    if any(beginning[:1] in text and beginning in text for beginning in _BEGINNINGS):
        text, invisible = _INVISIBLE.subn(b"", text)
    if invisible:
        notes.append(f"{invisible} invisible character(s) are left out")
    if _REPLACED in text:
        notes.append(f"{text.count(_REPLACED)} character(s) were lost before the file was written")
    ends = text.endswith((b"\n", b"\r"))
    if b"\r" in text:
        text = _with_plain_ends(text, notes)
    return Decoded(
        text=text if ends else text + b"\n",
        is_valid=is_utf_8(text),
        ends_with_newline=ends,
        notes=tuple(notes),
    )


def _with_plain_ends(text: bytes, notes: list[str]) -> bytes:
    """Make every line end a newline; two characters for one, as Windows has it, are no oddity."""
    plain = text.replace(b"\r\n", b"\n")
    alone = plain.count(b"\r")
    newlines = plain.count(b"\n")
    pairs = len(text) - len(plain)
    if alone and not newlines:
        notes.append("carriage returns end its lines")
    elif alone or pairs < newlines:
        notes.append("its line ends are mixed")
    return plain.replace(b"\r", b"\n") if alone else plain


def is_utf_8(text: bytes) -> bool:
    """Say whether bytes are UTF-8, without making a second text of them."""
    if text.isascii():
        return True
    offsets = pa.py_buffer(np.array([0, len(text)], np.int64))
    whole = pa.Array.from_buffers(pa.large_binary(), 1, [None, offsets, pa.py_buffer(text)])
    try:
        whole.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def is_code_page(record: bytes) -> bool:
    """Say whether a record that is no UTF-8 holds single letters of the Windows code page."""
    text = record.decode("utf-8", "surrogateescape")
    return all(
        _letter(found.group().encode("utf-8", "surrogateescape"))
        for found in re.finditer("[\udc80-\udcff]+", text)
    )


def _letter(raw: bytes) -> bool:
    try:
        return raw.decode("cp1252").isalpha()
    except UnicodeDecodeError:
        return False


def _unmarked(data: bytes) -> str:
    """Recognise UTF-16 without a mark: every other byte of plain text is then a NUL."""
    start = data[:1000]
    pairs = len(start) // 2
    low, high = start[0::2].count(0), start[1::2].count(0)
    if pairs and high * 10 >= pairs * 9 and not low:
        return "utf-16-le"
    if pairs and low * 10 >= pairs * 9 and not high:
        return "utf-16-be"
    return ""


def _from_utf_16(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).encode()
    except UnicodeDecodeError:
        msg = "it is not whole UTF-16 text"
        raise NotTextError(msg) from None


def _from_code_page(data: bytes, encoding: str) -> bytes:
    """Bytes that the code page does not have stay as they are, and are no UTF-8 then."""
    text = data.decode(_MEANT.get(encoding, encoding), "surrogateescape")
    return text.encode("utf-8", "surrogateescape")


def _from_utf_8(data: bytes, layout: Delimited, notes: list[str]) -> bytes:
    """UTF-8 as it is, unless it is the other encoding that the layout allows."""
    if not layout.fallback or is_utf_8(data):
        return data
    text = data.decode("utf-8", "surrogateescape")
    broken = len(re.findall("[\udc80-\udcff]", text))
    whole = sum(not character.isascii() for character in text) - broken
    if broken <= whole:  # UTF-8 with a few bytes damaged; the other encoding would spoil the rest.
        return data
    notes.append(f"it is read as {layout.fallback}")
    return _from_code_page(data, layout.fallback)
