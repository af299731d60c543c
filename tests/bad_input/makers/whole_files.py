"""Makers of deliveries whose file is bad as a whole: rows 1 to 4, 6, 7, 11, 42 to 44 and 51."""

from pathlib import Path

from tests.bad_input.bench import GOOD, Bench
from tests.bad_input.cases import Becomes, Case, Row, in_turn
from tests.bad_input.seeing import facts_of, hold_loaded
from tests.bad_input.senders import FAMILIES, FAMILIES_BOOK, PRACTICE, SCHOOL

_PAGE = b"""<!DOCTYPE html>
<html><head><title>Sign in</title></head><body><p>Your session has expired.</p></body></html>
"""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000
_NAMES = (
    "Admin_Patient a[1].csv",
    "Admin_Patient a1.csv",
    "Admin_Patient*.csv",
    "Admin_Patient ?.csv",
    "Admin_Patient\nof today.csv",
    "..Admin_Patient..csv",
    "Admin_Patient é.csv",
    f"Admin_Patient{'9' * 238}.csv",
)


def _cut(share: float) -> Case:
    return Case(
        name=f"cut after {share:.1%}",
        becomes=Becomes.REFUSED,
        spoil=lambda bench: bench.change(lambda data: data[: int(len(data) * share)]),
        told=(f"{PRACTICE.file}: ", "the file is cut short"),
    )


def _cut_at(bench: Bench, mark: bytes) -> None:
    """Cut the file off behind the last such mark."""
    bench.change(lambda data: data[: data.rindex(mark) + len(mark)])


def _repeat(bench: Bench, file: str) -> None:
    """Deliver what is in use once more, under today's date."""
    good = (bench.folder_of(GOOD) / bench.sender.file).read_bytes()
    bench.path.unlink()
    (bench.folder / file).write_bytes(good)


def _swap(bench: Bench, sender_file: str, data: bytes) -> None:
    """Put another system's export in the place of today's file."""
    bench.path.unlink()
    (bench.folder / sender_file).write_bytes(data)


def _good_of(bench: Bench, other: str) -> bytes:
    sender = next(s for s in (PRACTICE, FAMILIES, SCHOOL) if s.source == other)
    path = bench.place.folder / sender.file
    sender.write(sender.people(), path)
    bench.hidden += [row[c] for row in sender.people() for c in sender.personal]
    return path.read_bytes()


def _as_workbook(bench: Bench) -> None:
    book = bench.place.folder / "book.xlsx"
    FAMILIES_BOOK.write(FAMILIES_BOOK.people(), book)
    bench.path.write_bytes(book.read_bytes())


def _odd_names(bench: Bench) -> None:
    """Write a part of the people under each odd name."""
    bench.path.unlink()
    share = -(-len(bench.rows) // len(_NAMES))
    for place, name in enumerate(_NAMES):
        rows = bench.rows[place * share : (place + 1) * share]
        bench.sender.write(rows, bench.folder / name)


def _each_is_itself(bench: Bench) -> None:
    """Hold that files of odd names are read as themselves and shown in plain characters."""
    bench.assess()
    hold_loaded(bench)
    shown = [file.name for file in facts_of(bench).files if file.records]
    assert len(set(shown)) == len(_NAMES)
    assert all(name.isascii() and name.isprintable() for name in shown)
    assert {"Admin_Patient a[1].csv", "Admin_Patient a1.csv"} < set(shown)
    assert max(map(len, shown)) < len(_NAMES[-1])


ROWS = (
    Row(
        number=1,
        arrives="an empty file",
        expected="refused",
        cases=(
            Case(
                name="no byte",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.path.write_bytes(b""),
                told=("Admin_Patient: 001_Admin_Patient.csv: it is empty",),
            ),
            Case(
                name="blank lines and a byte order mark",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.path.write_bytes(b"\xef\xbb\xbf\r\n\r\n"),
                told=("001_Admin_Patient.csv: it is empty",),
            ),
        ),
    ),
    Row(
        number=2,
        arrives="a header without records",
        expected="held, for there were records before",
        cases=(
            Case(
                name="header only",
                becomes=Becomes.HELD,
                spoil=lambda bench: bench.lines(lambda lines: lines[:1]),
                told=("Admin_Patient: no record, 60 in the last accepted delivery",),
            ),
        ),
    ),
    Row(
        number=3,
        arrives="a file cut short in a record",
        expected="refused",
        cases=(
            _cut(0.503),
            Case(
                name="cut between two values",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: _cut_at(bench, b'",'),
                told=("the file is cut short",),
            ),
            Case(
                name="cut before the last newline",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: _cut_at(bench, b'"'),
                told=("no newline ends its last line, 59: the file is cut short",),
            ),
            Case(
                name="cut between two records, with control totals",
                becomes=Becomes.REFUSED,
                spoil=in_turn(
                    lambda bench: bench.lines(lambda lines: lines[:40]),
                    lambda bench: bench.marker.write_text(
                        f"file,records\n{bench.sender.file},58\n", "utf-8"
                    ),
                ),
                told=("001_Admin_Patient.csv: 58 records were sent and 39 are there",),
            ),
        ),
    ),
    Row(
        number=4,
        arrives="a file cut short within quotes",
        expected="refused",
        cases=(
            Case(
                name="cut in a name",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: _cut_at(bench, b'"Quill'),
                told=("001_Admin_Patient.csv: a quote is opened in line", "and never closed"),
            ),
        ),
    ),
    Row(
        number=6,
        arrives="the same file twice",
        expected="nothing to do",
        cases=(
            Case(
                name="the same delivery once more",
                becomes=Becomes.SAME,
                spoil=lambda bench: _repeat(bench, PRACTICE.file),
                told=(f"the files of {GOOD} once more",),
            ),
        ),
    ),
    Row(
        number=7,
        arrives="the same content under another name",
        expected="nothing to do",
        cases=(
            Case(
                name="another delivery, another name",
                becomes=Becomes.SAME,
                spoil=lambda bench: _repeat(bench, "002_Admin_Patient_new.csv"),
                told=(f"the files of {GOOD} once more",),
            ),
            Case(
                name="both names in one delivery",
                becomes=Becomes.ACCEPTED,
                spoil=lambda bench: (bench.folder / "002_Admin_Patient.csv").write_bytes(
                    bench.path.read_bytes()
                ),
                told=("002_Admin_Patient.csv: 001_Admin_Patient.csv has the same content",),
            ),
        ),
    ),
    Row(
        number=11,
        arrives="files that were swapped between sources",
        expected="refused",
        cases=(
            Case(
                name="another list under this name",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.path.write_bytes(
                    _good_of(bench, "childrens_social_care")
                ),
                told=("001_Admin_Patient.csv: missing or renamed column PatientGuid",),
            ),
            Case(
                name="a school's XML under this name",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.path.write_bytes(_good_of(bench, "school")),
                told=("it is XML, and delimited text is declared",),
            ),
            Case(
                name="a practice's CSV under a school's name",
                sender=SCHOOL,
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.path.write_bytes(_good_of(bench, "gp")),
                told=(f"{SCHOOL.file}: it is not well-formed XML",),
            ),
            Case(
                name="under its own name",
                becomes=Becomes.REFUSED,
                spoil=lambda bench: _swap(bench, SCHOOL.file, _good_of(bench, "school")),
                told=("Admin_Patient: no file is called *Admin_Patient*.csv",),
            ),
        ),
    ),
    Row(
        number=42,
        arrives="a web page instead of the file",
        expected="refused",
        cases=tuple(
            Case(
                name=f"as {Path(sender.file).suffix}",
                sender=sender,
                becomes=Becomes.REFUSED,
                spoil=lambda bench: bench.path.write_bytes(_PAGE),
                told=(f"{sender.file}: it is a web page, not the file that was asked for",),
            )
            for sender in (PRACTICE, FAMILIES_BOOK, SCHOOL)
        ),
    ),
    Row(
        number=43,
        arrives="a workbook that is called CSV, or the other way round",
        expected="refused",
        cases=(
            Case(
                name="workbook called .csv",
                becomes=Becomes.REFUSED,
                spoil=_as_workbook,
                told=("it is a workbook (.xlsx), and delimited text is declared",),
            ),
            Case(
                name="CSV called .xlsx",
                sender=FAMILIES_BOOK,
                becomes=Becomes.REFUSED,
                spoil=lambda bench: FAMILIES.write(bench.rows, bench.path),
                told=("early_help.xlsx: it is called a workbook (.xlsx) and is none",),
            ),
        ),
    ),
    Row(
        number=51,
        arrives="a file name with characters that mean something",
        expected="read as itself and shown in plain characters",
        cases=(
            Case(
                name="eight odd names",
                becomes=Becomes.NORMALISED,
                spoil=_odd_names,
                proof=_each_is_itself,
            ),
        ),
    ),
)
