"""Where each record of a delimited text begins and ends, found before any parser sees it.

A newline within quotes belongs to a value. Counting the quotes tells which newlines are within,
so the number of records, their lines and their fields are known independently of the parser that
later reads the values: a record cannot vanish, and an unclosed quote cannot swallow the rest.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_QUOTE = ord('"')
_NEWLINE = ord("\n")


class UnclosedQuoteError(ValueError):
    """A quote is opened and never closed."""


@dataclass(frozen=True, kw_only=True)
class RecordIndex:
    """Byte positions of records, blank lines left out, with the line each begins on."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    lines: npt.NDArray[np.int64]
    fields: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts)


def index_records(data: bytes, delimiter: str) -> RecordIndex:
    r"""Find the records of a text with `\n` line ends.

    Args:
        data: the text, encoded so that quote, newline and delimiter are single bytes.
        delimiter: one character.

    Raises:
        UnclosedQuoteError: the quotes do not pair up.
    """
    if not data.endswith(b"\n"):
        data += b"\n"
    text = np.frombuffer(data, dtype=np.uint8)
    newlines = np.flatnonzero(text == _NEWLINE)
    delimiters = np.flatnonzero(text == ord(delimiter))
    ends = newlines
    quotes = text == _QUOTE
    if quotes.any():
        within = np.logical_xor.accumulate(quotes)
        if within[-1]:
            raise UnclosedQuoteError
        ends = newlines[~within[newlines]]
        delimiters = delimiters[~within[delimiters]]
    starts = np.concatenate(([0], ends[:-1] + 1))
    filled = ends > starts
    starts, ends = starts[filled], ends[filled]
    before = np.searchsorted(delimiters, starts), np.searchsorted(delimiters, ends)
    return RecordIndex(
        starts=starts,
        ends=ends,
        lines=np.searchsorted(newlines, starts) + 1,
        fields=before[1] - before[0] + 1,
    )
