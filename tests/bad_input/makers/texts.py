"""Makers of files whose text is bad: encodings, line ends, quotes; rows 19 to 27, 30 and 31."""

import codecs

from tests.bad_input.bench import Bench
from tests.bad_input.cases import Becomes, Case, Row, in_turn
from tests.bad_input.senders import FAMILIES, PRACTICE

_FILE = PRACTICE.file
_ACCENTED = ("Quillféather", "Ravenswörth", "Silverthorñe")
_LONG = 5_000_000


def _accents(bench: Bench) -> None:
    """Give people names with letters beyond ASCII."""
    bench.hidden += _ACCENTED
    for number, name in enumerate(_ACCENTED):
        bench.edit(number, Surname=name)


def _accents_in(bench: Bench, encoding: str, mark: bytes = b"") -> None:
    _accents(bench)
    bench.encode(encoding, mark)


def _one_broken_byte(bench: Bench) -> None:
    """Put a byte that begins no character into one name, beside names that are in order."""
    _accents(bench)
    bench.change(lambda data: data.replace(b"Clementine", b"Cleme\xfftine", 1))


def _two_records_line_end(bench: Bench, end: bytes) -> None:
    """Give every second line another line end."""
    bench.lines(
        lambda lines: [line[:-1] + end if place % 2 else line for place, line in enumerate(lines)]
    )


def _line(bench: Bench, number: int, old: bytes, new: bytes) -> None:
    """Change one line of the file, counted from 1 as people do."""

    def change(lines: list[bytes]) -> list[bytes]:
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        return lines

    bench.lines(change)


def _in_names(bench: Bench, *whats: bytes) -> None:
    """Put something into the given names of the first people, one each."""
    for place, what in enumerate(whats):
        name = bench.rows[place]["GivenName"].encode()
        _line(bench, place + 2, name, name[:3] + what + name[3:])


def _utf_16(name: str, encoding: str, mark: bytes) -> Case:
    return Case(
        name=name,
        becomes=Becomes.NORMALISED,
        spoil=lambda bench: _accents_in(bench, encoding, mark),
        told=(f"{_FILE}: UTF-16 is read as text",),
    )


ROWS = (
    Row(
        number=19,
        arrives="a byte order mark",
        expected="left out, and told",
        cases=(
            Case(
                name="UTF-8",
                becomes=Becomes.NORMALISED,
                spoil=lambda bench: _accents_in(bench, "utf-8", codecs.BOM_UTF8),
                told=(f"{_FILE}: a byte order mark is left out",),
            ),
        ),
    ),
    Row(
        number=20,
        arrives="UTF-16",
        expected="read as text, and told",
        cases=(
            _utf_16("little-endian with a mark", "utf-16-le", codecs.BOM_UTF16_LE),
            _utf_16("big-endian with a mark", "utf-16-be", codecs.BOM_UTF16_BE),
            _utf_16("little-endian without one", "utf-16-le", b""),
            Case(
                name="cut in a character",
                becomes=Becomes.REFUSED,
                spoil=in_turn(
                    lambda bench: _accents_in(bench, "utf-16-le", codecs.BOM_UTF16_LE),
                    lambda bench: bench.change(lambda data: data[:-1]),
                ),
                told=(f"{_FILE}: it is not whole UTF-16 text",),
            ),
        ),
    ),
    Row(
        number=21,
        arrives="the Windows code page, cp1252",
        expected="read where it is configured, refused otherwise; no letter is lost",
        cases=(
            Case(
                name="as the configuration says",
                becomes=Becomes.NORMALISED,
                settings=f'{PRACTICE.reads}\nencoding = "cp1252"',
                spoil=lambda bench: _accents_in(bench, "cp1252"),
            ),
            Case(
                name="and UTF-8 is declared",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: _accents_in(bench, "cp1252"),
                told=("it is cp1252 text and utf-8 is declared (3 records",),
            ),
        ),
    ),
    Row(
        number=22,
        arrives="bytes of no character in one record",
        expected="that record is set aside",
        cases=(
            Case(
                name="one name",
                becomes=Becomes.QUARANTINED,
                spoil=_one_broken_byte,
                aside={"pat-0002": "it is not utf-8 text"},
            ),
        ),
    ),
    Row(
        number=23,
        arrives="mixed line ends, or only carriage returns",
        expected="read as lines, and told",
        cases=(
            Case(
                name="CRLF and LF",
                becomes=Becomes.NORMALISED,
                spoil=lambda bench: _two_records_line_end(bench, b"\r\n"),
                told=(f"{_FILE}: its line ends are mixed",),
            ),
            Case(
                name="CR alone",
                becomes=Becomes.NORMALISED,
                spoil=lambda bench: bench.change(lambda data: data.replace(b"\n", b"\r")),
                told=(f"{_FILE}: carriage returns end its lines",),
            ),
            Case(
                name="CRLF throughout, as Windows writes",
                becomes=Becomes.ACCEPTED,
                spoil=lambda bench: bench.change(lambda data: data.replace(b"\n", b"\r\n")),
            ),
        ),
    ),
    Row(
        number=24,
        arrives="a line end within quotes",
        expected="accepted",
        cases=(
            Case(
                name="an address in two lines",
                becomes=Becomes.ACCEPTED,
                spoil=lambda bench: bench.edit(3, NumberAndStreet="The Old Mill\nMill Lane"),
            ),
            Case(
                name="where values are rarely quoted",
                sender=FAMILIES,
                becomes=Becomes.ACCEPTED,
                spoil=lambda bench: bench.edit(3, Address="The Old Mill\nMill Lane, Oldmoor"),
            ),
        ),
    ),
    Row(
        number=25,
        arrives="a quote that is never closed",
        expected="refused",
        cases=(
            Case(
                name="in the middle, where values are rarely quoted",
                sender=FAMILIES,
                becomes=Becomes.REFUSED,
                spoil=lambda bench: _line(bench, 30, b",Ephraim", b',"Ephraim'),
                told=("early_help.csv: a quote is opened in line 30 and never closed",),
            ),
            Case(
                name="in the last line, where all values are quoted",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.change(lambda data: data[:-2] + b"\n"),
                told=(f"{_FILE}: a quote is opened in line 59 and never closed",),
            ),
        ),
    ),
    Row(
        number=26,
        arrives="a stray quote in a name",
        expected="accepted where it is plainly a name's, set aside otherwise",
        cases=(
            Case(
                name='O"Brien without quotes around it',
                sender=FAMILIES,
                becomes=Becomes.ACCEPTED,
                spoil=in_turn(
                    lambda bench: bench.edit(4, Surname="OBrienfield"),
                    lambda bench: bench.replace("OBrienfield", 'O"Brienfield'),
                    lambda bench: bench.rows[4].update(Surname='O"Brienfield'),
                ),
            ),
            Case(
                name='O"Brien with quotes around it',
                becomes=Becomes.QUARANTINED,
                spoil=lambda bench: _line(bench, 4, b"Silverthorne", b'Silver"thorne'),
                aside={"pat-0002": "its quotes are out of order"},
            ),
        ),
    ),
    Row(
        number=27,
        arrives="a record with too few or too many values",
        expected="that record is set aside",
        cases=(
            Case(
                name="one of each",
                becomes=Becomes.QUARANTINED,
                spoil=in_turn(
                    lambda bench: _line(bench, 4, b'"QQ1 1AA",', b""),
                    lambda bench: _line(bench, 9, b'"QQ1 1AA",', b'"QQ1 1AA","",'),
                ),
                aside={
                    "pat-0002": "36 fields where the header has 37",
                    "pat-0007": "38 fields where the header has 37",
                },
            ),
        ),
    ),
    Row(
        number=30,
        arrives="characters that nobody sees: NUL, control, zero width, direction of writing",
        expected="records with controls are set aside; what is merely unseen is left out and told",
        cases=(
            Case(
                name="NUL, backspace, a control beyond ASCII",
                becomes=Becomes.QUARANTINED,
                spoil=lambda bench: _in_names(bench, b"\0", b"\x08", b"\xc2\x85"),
                aside=dict.fromkeys(
                    ("pat-0000", "pat-0001", "pat-0002"), "a control character stands in a value"
                ),
            ),
            Case(
                name="zero width, direction of writing, soft hyphen",
                becomes=Becomes.NORMALISED,
                spoil=lambda bench: _in_names(
                    bench, *(c.encode() for c in ("\u200b", "\u202e", "\u00ad"))
                ),
                told=(f"{_FILE}: 3 invisible character(s) are left out",),
            ),
        ),
    ),
    Row(
        number=31,
        arrives="a value of 5 MB",
        expected="that record is set aside",
        cases=(
            Case(
                name="a street",
                becomes=Becomes.QUARANTINED,
                spoil=lambda bench: bench.replace(
                    bench.rows[6]["NumberAndStreet"], "x" * _LONG, times=1
                ),
                aside={"pat-0006": "a value is longer than 64 kB"},
            ),
        ),
    ),
)
