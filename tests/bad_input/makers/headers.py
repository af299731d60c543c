"""Makers of files whose first line is bad, or their delimiter: rows 12 to 18, 28 and 29."""

from dataclasses import replace

from pipelines.config import SourceConfig
from sources.declaration import Delimited, Export, Format
from tests.bad_input.bench import Bench
from tests.bad_input.cases import Becomes, Case, Row
from tests.bad_input.seeing import facts_of, hold_loaded, words_of
from tests.bad_input.senders import FAMILIES, PRACTICE

_FILE = PRACTICE.file


class _Trailing(SourceConfig):
    """A practice whose files end in a line that counts the records; no format here has one yet."""

    @property
    def read_as(self) -> tuple[Format, ...]:
        return tuple(
            replace(format_, exports=tuple(map(_with_trailer, format_.exports)))
            for format_ in super().read_as
        )


def _with_trailer(export: Export) -> Export:
    assert isinstance(export.layout, Delimited)
    return replace(export, layout=replace(export.layout, trailer="TRAILER"))


def _read_with_trailer(bench: Bench) -> None:
    bench.assess(source=_Trailing.model_validate(bench.source.model_dump()))


def _hold_trailer(bench: Bench) -> None:
    _read_with_trailer(bench)
    hold_loaded(bench, ("its trailer agrees",))


def _hold_wrong_trailer(bench: Bench) -> None:
    _read_with_trailer(bench)
    words = words_of(facts_of(bench))
    assert f"{_FILE}: its trailer says 59 records, and there are 58" in words, words
    assert "The delivery is refused." in words


def _reorder(bench: Bench) -> None:
    """Turn the columns of the file round."""
    bench.lines(
        lambda lines: [b",".join(reversed(line.rstrip().split(b","))) + b"\n" for line in lines]
    )


def _part_by(bench: Bench, delimiter: str) -> None:
    bench.change(lambda data: data.replace(b'","', f'"{delimiter}"'.encode()))


def _without_column(bench: Bench, name: str) -> None:
    """Take a column out of every line."""
    header = bench.path.read_bytes().split(b"\n", 1)[0].split(b",")
    place = header.index(f'"{name}"'.encode())

    def without(line: bytes) -> bytes:
        fields = line.rstrip().split(b",")
        return b",".join(fields[:place] + fields[place + 1 :]) + b"\n"

    bench.lines(lambda lines: [without(line) for line in lines])


def _with_column(bench: Bench) -> None:
    """Add a column in front that nobody declared."""
    bench.lines(
        lambda lines: [
            b'"Mood",' + lines[0],
            *(b'"%d",%b' % (number, line) for number, line in enumerate(lines[1:])),
        ]
    )


def _wrong_delimiter(name: str, delimiter: str) -> Case:
    return Case(
        name=f"{name}, and a comma is declared",
        becomes=Becomes.REFUSED,
        spoil=lambda bench: _part_by(bench, delimiter),
        told=(f"{_FILE}: its values are parted by {name} where commas are declared",),
    )


def _right_delimiter(name: str, delimiter: str) -> Case:
    return Case(
        name=f"{name}, as the configuration says",
        becomes=Becomes.NORMALISED,
        settings=f'{PRACTICE.reads}\ndelimiter = "{delimiter}"',
        spoil=lambda bench: _part_by(bench, delimiter.replace("\\t", "\t")),
    )


def _with_trailer_line(bench: Bench, count: int) -> None:
    bench.lines(lambda lines: [*lines, f'"TRAILER","{count}"\n'.encode()])


ROWS = (
    Row(
        number=12,
        arrives="a file without its header",
        expected="refused, and the person in its first line is not shown",
        cases=tuple(
            Case(
                name=f"of a {name}",
                becomes=Becomes.REFUSED,
                sender=sender,
                spoil=lambda bench: bench.lines(lambda lines: lines[1:]),
                told=(f"{sender.file}: no column of {sender.table} is in its first line",),
            )
            for name, sender in (("practice", PRACTICE), ("list", FAMILIES))
        ),
    ),
    Row(
        number=13,
        arrives="a column under another name",
        expected="refused, unless the name is a declared alias",
        cases=(
            Case(
                name="unknown name",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.replace('"Surname"', '"FamilyName"'),
                told=(f"{_FILE}: missing or renamed column Surname; 1 undeclared column",),
            ),
            Case(
                name="declared alias",
                becomes=Becomes.ACCEPTED,
                spoil=lambda bench: bench.replace(
                    '"ExternalUsualGPOrganisation"', '"ExternalUsusalGPOrganisation"'
                ),
            ),
        ),
    ),
    Row(
        number=14,
        arrives="columns in another order",
        expected="read by their names",
        cases=(
            Case(
                name="turned round",
                becomes=Becomes.NORMALISED,
                spoil=_reorder,
                told=(f"{_FILE}: its columns stand in another order",),
            ),
            Case(
                name="two names exchanged with their values",
                becomes=Becomes.NORMALISED,
                sender=FAMILIES,
                spoil=lambda bench: FAMILIES.write(
                    [dict(reversed(row.items())) for row in bench.rows], bench.path
                ),
                told=(f"{FAMILIES.file}: its columns stand in another order",),
            ),
        ),
    ),
    Row(
        number=15,
        arrives="a column twice in the header",
        expected="refused",
        cases=(
            Case(
                name="surname twice",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.replace('"Village"', '"Surname"'),
                told=(f"{_FILE}: ", "column Surname stands twice in the header"),
            ),
            Case(
                name="name and alias",
                sender=FAMILIES,
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.replace("Episode end", "Case ID"),
                told=("column Episode ID stands twice in the header",),
            ),
        ),
    ),
    Row(
        number=16,
        arrives="a missing column",
        expected="refused",
        cases=(
            Case(
                name="no surname",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: _without_column(bench, "Surname"),
                told=(f"{_FILE}: missing or renamed column Surname",),
            ),
        ),
    ),
    Row(
        number=17,
        arrives="a further column",
        expected="read without it, and told",
        cases=(
            Case(
                name="in front",
                becomes=Becomes.NORMALISED,
                spoil=_with_column,
                told=(f"Not declared, so not read - {_FILE}: Mood",),
            ),
        ),
    ),
    Row(
        number=18,
        arrives="another delimiter",
        expected="read where it is configured, refused otherwise",
        cases=(
            _wrong_delimiter("semicolons", ";"),
            _wrong_delimiter("tabs", "\t"),
            _wrong_delimiter("pipes", "|"),
            _right_delimiter("semicolons", ";"),
            _right_delimiter("tabs", "\\t"),
            _right_delimiter("pipes", "|"),
        ),
    ),
    Row(
        number=28,
        arrives="a last line that counts the records",
        expected="compared where it is declared",
        cases=(
            Case(
                name="declared, and the number agrees",
                becomes=Becomes.NORMALISED,
                spoil=lambda bench: _with_trailer_line(bench, 58),
                proof=_hold_trailer,
            ),
            Case(
                name="declared, and the number differs",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: _with_trailer_line(bench, 59),
                proof=_hold_wrong_trailer,
            ),
            Case(
                name="not declared",
                becomes=Becomes.QUARANTINED,
                spoil=lambda bench: _with_trailer_line(bench, 58),
                aside={'"TRAILER","58"': "2 fields where the header has 37"},
            ),
        ),
    ),
    Row(
        number=29,
        arrives="a first record that looks like a comment",
        expected="accepted",
        cases=(
            Case(
                name="an id that begins with #",
                becomes=Becomes.ACCEPTED,
                spoil=lambda bench: bench.edit(0, PatientGuid="#0001"),
            ),
            Case(
                name="without quotes",
                becomes=Becomes.ACCEPTED,
                sender=FAMILIES,
                spoil=lambda bench: bench.edit(0, **{"Episode ID": "#0001"}),
            ),
        ),
    ),
)
