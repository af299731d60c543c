"""Makers of what the matrix does not list and deliveries hold all the same."""

import gzip

from tests.bad_input.bench import Bench
from tests.bad_input.cases import Becomes, Case
from tests.bad_input.senders import FAMILIES, PRACTICE, SCHOOL

_FILE = PRACTICE.file


def _packed(bench: Bench) -> None:
    bench.change(lambda data: gzip.compress(data, mtime=0))


def _with_header_again(bench: Bench) -> None:
    """Join two exports as a text tool does, with the header of the second between them."""
    bench.lines(lambda lines: [*lines[:30], lines[0], *lines[30:]])


def _two_exports(bench: Bench) -> None:
    """Leave a school's file in the practice's delivery."""
    SCHOOL.write(SCHOOL.people(), bench.folder / SCHOOL.file)


def _wide(bench: Bench) -> None:
    """Add ten thousand columns that nobody declared."""
    more = 10_000
    header = b"".join(b',"more%d"' % n for n in range(more))

    def widened(lines: list[bytes]) -> list[bytes]:
        last = b',""' * more + b"\n"
        return [lines[0].rstrip() + header + b"\n", *(line.rstrip() + last for line in lines[1:])]

    bench.lines(widened)


def _rewritten(bench: Bench) -> None:
    """Write the marker as PowerShell does, with one record more than there are."""
    bench.marker.write_text(f"file,records\n{_FILE},59\n", "utf-16")


CASES = (
    Case(
        name="a no-break space in the header",
        becomes=Becomes.ACCEPTED,
        sender=FAMILIES,
        spoil=lambda bench: bench.replace("Family ID", "\u00a0Family\u00a0ID "),
    ),
    Case(
        name="the header again in the middle",
        becomes=Becomes.QUARANTINED,
        spoil=_with_header_again,
        aside={"PatientGuid": "DateOfBirth is not a date in the declared format"},
    ),
    Case(
        name="packed with gzip under its own name",
        becomes=Becomes.REFUSED,
        spoil=_packed,
        told=(f"{_FILE}: it is packed with gzip",),
    ),
    Case(
        name="another system's file beside it",
        becomes=Becomes.ACCEPTED,
        spoil=_two_exports,
        told=(f"{SCHOOL.file}: no export declares it",),
    ),
    Case(
        name="ten thousand further columns",
        becomes=Becomes.NORMALISED,
        spoil=_wide,
        told=("more29 and 9,970 others",),
    ),
    Case(
        name="control totals in UTF-16 that do not agree",
        becomes=Becomes.REFUSED,
        spoil=_rewritten,
        told=(f"{_FILE}: 59 records were sent and 58 are there",),
    ),
    Case(
        name="control totals that cannot be read",
        becomes=Becomes.REFUSED,
        spoil=lambda bench: bench.marker.write_text(f"file,records\n{'x' * 200_000},1\n", "utf-8"),
        told=("_COMPLETE: its control totals cannot be read",),
    ),
    Case(
        name="control totals of a file that is not there",
        becomes=Becomes.REFUSED,
        spoil=lambda bench: bench.marker.write_text("file,records\n../002.csv,5\n", "utf-8"),
        told=("it was sent and is not there",),
    ),
    Case(
        name="only blank values",
        becomes=Becomes.HELD,
        spoil=lambda bench: bench.lines(lambda lines: [lines[0], *[b'"",""\n'] * 50]),
        told=("Admin_Patient: no record, 60 in the last", "50 blank row(s) are left out"),
    ),
    Case(
        name="UTF-32",
        becomes=Becomes.REFUSED,
        spoil=lambda bench: bench.encode("utf-32"),
        told=(f"{_FILE}: ",),
    ),
)
