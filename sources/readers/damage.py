"""Records that are damaged: which of them cannot be believed, and when that is the whole file.

A record that holds bytes of no character, a control character, a value as long as a book or quotes
out of order is set aside by itself and keeps its reason. Rules about what values mean are not
judged here.
"""

import re
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sources.declaration import Delimited
from sources.readers.encodings import Decoded, is_code_page
from sources.readers.framing import fields_of
from sources.readers.reading import refuse
from sources.readers.records import RecordIndex

# Up to this share of records may hold bytes of no character; more is another encoding.
MOST_UNDECODED = 0.0001
LONGEST_VALUE = 1 << 16

_BLOCK = 1 << 24
_SPACE = b"\n\t"
_DELETE = 0x7F
# Controls beyond ASCII, as UTF-8 writes them.
_FURTHER_CONTROLS = re.compile(b"\xc2[\x80-\x9f]")


def reasons(
    path: Path, decoded: Decoded, index: RecordIndex, layout: Delimited, first: int
) -> dict[int, str]:
    """Say for each damaged record why it cannot be read; the first records are no records yet.

    Raises:
        FileRefusedError: the header is damaged, or so many records that the encoding is another.
    """
    found = dict.fromkeys(np.flatnonzero(index.odd).tolist(), "its quotes are out of order")
    found |= dict.fromkeys(_too_long(decoded.text, index, layout), "a value is longer than 64 kB")
    controls = index.record_of(_controls(decoded.text)).tolist()
    found |= dict.fromkeys(controls, "a control character stands in a value")
    if not decoded.is_valid:
        undecoded = _undecoded(decoded.text, index)
        _check_encoding(path, decoded.text, index, layout, undecoded)
        found |= dict.fromkeys(undecoded, f"it is not {layout.encoding} text")
    if any(number < first for number in found):
        raise refuse(path, f"line {int(index.lines[0])} is damaged: {found[min(found)]}")
    return found


def _check_encoding(
    path: Path, text: bytes, index: RecordIndex, layout: Delimited, undecoded: list[int]
) -> None:
    """Refuse another encoding; where it is not, a few damaged records are set aside.

    Two letters of the Windows code page are no accident: each stands in the name of somebody, and
    to set those records aside would leave out the people whose names have accents, and only them.
    """
    lettered = [n for n in undecoded if is_code_page(text[index.starts[n] : index.ends[n]])]
    told = f"line {int(index.lines[undecoded[0]])} is not {layout.encoding} text"
    if layout.encoding == "utf-8" and len(lettered) > 1:
        count = f"{len(lettered)} records hold letters of cp1252"
        raise refuse(path, f"{told}: it is cp1252 text and utf-8 is declared ({count})")
    if len(undecoded) > max(1, MOST_UNDECODED * len(index)):
        raise refuse(path, f"{told}, nor are {len(undecoded) - 1} further records")


def _undecoded(text: bytes, index: RecordIndex) -> list[int]:
    """Find the records that hold bytes of no character."""
    data = np.frombuffer(text, dtype=np.uint8)
    beyond_ascii = np.unique(index.record_of(np.flatnonzero(data > _DELETE)))
    return [n for n in beyond_ascii.tolist() if not _is_text(text[index.starts[n] : index.ends[n]])]


def _is_text(record: bytes) -> bool:
    try:
        record.decode()
    except UnicodeDecodeError:
        return False
    return True


def _controls(text: bytes) -> npt.NDArray[np.int64]:
    """Find control characters, of which a newline and a tab may stand in a value."""
    data = np.frombuffer(text, dtype=np.uint8)
    found = [np.zeros(0, np.int64)]
    for start in range(0, len(data), _BLOCK):
        block = data[start : start + _BLOCK]
        low = block < ord(" ")
        expected = sum(np.count_nonzero(block == space) for space in _SPACE)
        if np.count_nonzero(low) != expected:
            found.append(np.flatnonzero(low & ~np.isin(block, list(_SPACE))) + start)
    if b"\x7f" in text:
        found.append(np.flatnonzero(data == _DELETE))
    if not text.isascii():
        further = [match.start() for match in _FURTHER_CONTROLS.finditer(text)]
        found.append(np.array(further, np.int64))
    return np.concatenate(found)


def _too_long(text: bytes, index: RecordIndex, layout: Delimited) -> list[int]:
    """Find the records with a value that nobody can have typed."""
    long = np.flatnonzero(index.ends - index.starts > LONGEST_VALUE)
    return [n for n in long.tolist() if _has_long_value(text, index, layout, n)]


def _has_long_value(text: bytes, index: RecordIndex, layout: Delimited, number: int) -> bool:
    values = fields_of(text[index.starts[number] : index.ends[number]], layout)
    return values is None or any(len(value.encode()) > LONGEST_VALUE for value in values)
