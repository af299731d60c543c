"""Where each record of a delimited text begins and ends, found before any parser sees it.

A quote opens a value only where a value begins, and a newline within such a value belongs to it.
So records, their lines and their fields are known independently of the parser that later reads
the values: a record cannot vanish, an unclosed quote cannot swallow the rest, and a quote that
merely stands in a name (O"Brien) opens nothing.

Lines whose quotes are in order by themselves are found together, in blocks; only the others (a
value over several lines, a quote out of place) are looked at one by one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_QUOTE = ord('"')
_NEWLINE = ord("\n")
_BLOCK = 1 << 22
_RECORDS_AT_ONCE = 1 << 15
# So many delimiters in one line of a value are no accident; fewer may be commas of an address.
_TELLING = 5

Positions = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class UnclosedQuoteError(ValueError):
    """A quote is opened and never closed; `line` is where."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"a quote is opened in line {line} and never closed")


@dataclass(frozen=True, kw_only=True)
class RecordIndex:
    """Byte positions of records, blank lines left out, with the line each begins on.

    The quotes of an `odd` record are out of order. A `plain` record is one line in order; the
    others had to be read one by one.
    """

    starts: Positions
    ends: Positions
    lines: Positions
    odd: Mask
    plain: Mask

    def __len__(self) -> int:
        return len(self.starts)

    def record_of(self, positions: Positions) -> Positions:
        """Return which record each byte position stands in."""
        return np.searchsorted(self.starts, positions, side="right") - 1


class _Grammar:
    """What a record looks like, for one delimiter: in order, and read as a parser would anyway."""

    def __init__(self, delimiter: str) -> None:
        self.delimiter = delimiter.encode()
        end = re.escape(self.delimiter)
        quoted = b'"(?:[^"]++|"")*+"'
        bare = b'[^"\n%b][^\n%b]*+' % (end, end)
        field = b"(?:%b|%b|)" % (quoted, bare)
        loose = b"(?:%b[^\n%b]*+|%b|)" % (quoted, end, bare)
        self._in_order = re.compile(b"%b(?:%b%b)*+\n" % (field, end, field))
        self._anyhow = re.compile(b"%b(?:%b%b)*+" % (loose, end, loose))
        self._quoted = re.compile(b"(?:^|(?<=%b))%b" % (end, quoted))

    def end_of(self, text: bytes, start: int) -> int:
        """Return where the record ends that starts here: at a newline, or at an unclosed quote."""
        found = self._anyhow.match(text, start)
        return found.end() if found else start

    def is_in_order(self, text: bytes, start: int, end: int) -> bool:
        """Say whether every quote of a record stands where it may.

        One value with a quote in it is somebody's name; two, and a delimiter beside a quote may
        have been lost, so that what stands between them is not two values.
        """
        found = self._in_order.match(text, start)
        if found is None or found.end() != end + 1:
            return False
        bare = self._quoted.sub(b"", text[start:end]).split(self.delimiter)
        return sum(b'"' in value for value in bare) <= 1

    def swallows(self, record: bytes, width: int) -> bool:
        """Say whether a line within a value has the delimiters of a whole record.

        Two quotes that are out of order can make a value of other records; an address or a note
        in several lines does not look like that.
        """
        most = max(width - 1, _TELLING)
        return any(
            line.count(self.delimiter) >= most
            for found in self._quoted.finditer(record)
            for line in found.group().split(b"\n")
        )

    def fields(self, record: bytes) -> int:
        """Count the fields of a record."""
        return self._quoted.sub(b"", record).count(self.delimiter) + 1


def index_records(text: bytes, delimiter: str, width: int = 0) -> RecordIndex:
    r"""Find the records of a text with `\n` line ends.

    Args:
        text: encoded so that quote, newline and delimiter are single bytes; ends with a newline.
        delimiter: one character.
        width: how many fields a record has; that of the first record where it is not given.

    Raises:
        UnclosedQuoteError: a quote is opened and never closed.
    """
    newlines, in_order = _lines(text, delimiter)
    starts = np.concatenate((np.zeros(1, np.int64), newlines[:-1] + 1))[: len(newlines)]
    index = RecordIndex(
        starts=starts,
        ends=newlines,
        lines=np.arange(1, len(newlines) + 1),
        odd=np.zeros(len(newlines), np.bool_),
        plain=in_order,
    )
    if not in_order.all():
        index = _joined(text, _Grammar(delimiter), index, width)
    filled = index.ends > index.starts
    if filled.all():
        return index
    return RecordIndex(
        starts=index.starts[filled],
        ends=index.ends[filled],
        lines=index.lines[filled],
        odd=index.odd[filled],
        plain=index.plain[filled],
    )


def count_fields(text: bytes, index: RecordIndex, delimiter: str) -> Positions:
    """Count the fields of every record."""
    data = np.frombuffer(text, dtype=np.uint8)
    counts = np.zeros(len(index), np.int64)
    for first in range(0, len(index), _RECORDS_AT_ONCE):
        some = slice(first, first + _RECORDS_AT_ONCE)
        starts, ends, plain = index.starts[some], index.ends[some], index.plain[some]
        block = data[starts[0] : ends[-1]]
        quotes = block == _QUOTE
        for start, end in zip(starts[~plain], ends[~plain], strict=True):
            quotes[start - starts[0] : end - starts[0]] = False
        within = np.logical_xor.accumulate(quotes)
        delimiters = np.flatnonzero((block == ord(delimiter)) & ~within) + starts[0]
        before = np.searchsorted(delimiters, starts), np.searchsorted(delimiters, ends)
        counts[some] = before[1] - before[0] + 1
    grammar = _Grammar(delimiter)
    for n in np.flatnonzero(~index.plain):
        counts[n] = grammar.fields(text[index.starts[n] : index.ends[n]])
    return counts


def _lines(text: bytes, delimiter: str) -> tuple[Positions, Mask]:
    """Find every newline, and whether the quotes of the line before it are in order."""
    data = np.frombuffer(text, dtype=np.uint8)
    may_open = np.isin(np.arange(256), [ord(delimiter), _NEWLINE, _QUOTE])
    newlines, in_order = [np.zeros(0, np.int64)], [np.zeros(0, np.bool_)]
    has_quotes = b'"' in text
    for start, end in _blocks(text):
        block = data[start:end]
        ends = np.flatnonzero(block == _NEWLINE)
        newlines.append(ends + start)
        in_order.append(
            _in_order(block, ends, may_open) if has_quotes else np.ones(len(ends), np.bool_)
        )
    return np.concatenate(newlines), np.concatenate(in_order)


def _blocks(text: bytes) -> Iterator[tuple[int, int]]:
    """Cut a text into blocks of whole lines."""
    start = 0
    while start < len(text):
        end = text.rfind(b"\n", start, start + _BLOCK) + 1
        end = end or text.find(b"\n", start + _BLOCK) + 1 or len(text)
        yield start, end
        start = end


def _in_order(block: npt.NDArray[np.uint8], ends: Positions, may_open: Mask) -> Mask:
    """Say of each line whether its quotes pair up and stand at the ends of values.

    A quote that closes is followed by what may also stand before one that opens: a delimiter, a
    newline, or the other quote of a doubled one.
    """
    quotes = np.flatnonzero(block == _QUOTE)
    before = np.searchsorted(quotes, ends)
    counts = np.diff(before, prepend=0)
    unpaired = counts % 2 == 1
    if unpaired.any():
        rank = np.arange(len(quotes)) - np.repeat(before - counts, counts)
        opens, closes = quotes[rank % 2 == 0], quotes[rank % 2 == 1]
    else:
        opens, closes = quotes[0::2], quotes[1::2]
    # The first byte of a block has the newline at its end before it.
    misplaced = np.concatenate(
        (opens[~may_open[block[opens - 1]]], closes[~may_open[block[closes + 1]]])
    )
    in_order: Mask = ~unpaired
    in_order[np.searchsorted(ends, misplaced)] = False
    return in_order


def _joined(text: bytes, grammar: _Grammar, lines: RecordIndex, width: int) -> RecordIndex:
    """Join the lines of values that go over several, and mark what is out of order.

    What reads as one record of several lines is not believed where its quotes are out of order or
    a value holds a whole record, and the very next line is a record by itself: then a quote was
    left open, and only the line it stands in is odd.
    """
    starts, ends = lines.starts, lines.ends
    first, odd, last = np.ones(len(lines), np.bool_), lines.odd.copy(), np.arange(len(lines))

    def stands_alone(line: int) -> bool:
        return bool(lines.plain[line]) and grammar.fields(text[starts[line] : ends[line]]) == width

    resume = 0
    width = width or grammar.fields(text[starts[0] : grammar.end_of(text, 0)])
    for line in np.flatnonzero(~lines.plain).tolist():
        if line < resume:
            continue
        start = int(starts[line])
        end = grammar.end_of(text, start)
        if text[end] == _QUOTE:
            raise UnclosedQuoteError(line + 1)
        final = int(np.searchsorted(ends, end))
        resume = final + 1
        good = grammar.is_in_order(text, start, end)
        if final > line:
            good = good and not grammar.swallows(text[start:end], width)
        if final > line and not good:
            if stands_alone(line + 1):
                odd[line], resume = True, line + 1
                continue
            if any(stands_alone(within) for within in range(line + 2, final + 1)):
                raise UnclosedQuoteError(line + 1)
        odd[line], last[line] = not good, final
        first[line + 1 : resume] = False
    return _of_lines(lines, first, last, odd)


def _of_lines(lines: RecordIndex, first: Mask, last: Positions, odd: Mask) -> RecordIndex:
    """Make records of the lines that are the `first` of one; each goes on to its `last` line."""
    kept = np.flatnonzero(first)
    return RecordIndex(
        starts=lines.starts[kept],
        ends=lines.ends[last[kept]],
        lines=lines.lines[kept],
        odd=odd[kept],
        plain=lines.plain[kept],
    )
