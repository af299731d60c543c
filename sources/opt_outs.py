"""The list of people who objected to the use of their data, and which records it is about.

A list holds NHS numbers, so only records that carry one can be found by it. What becomes of their
records is in `leaving_out.py`.
"""

import csv
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from sources import leaving_out
from sources.nhs_numbers import has_check_digit
from sources.readers.inbox import read_bytes
from sources.readers.limits import LIMITS
from sources.readers.reading import FileRefusedError
from sources.tables import select_from

OPTED_OUT = leaving_out.OBJECTED


class OptOutListError(ValueError):
    """The list of objections cannot be used, and without it nobody may be counted."""


def read_opt_outs(path: Path) -> frozenset[str]:
    """Read a list of NHS numbers, one on a line, with or without a header.

    Raises:
        OptOutListError: the list is missing, or a line of it is no NHS number.
    """
    try:
        text = read_bytes(path, LIMITS).decode("utf-8-sig")
    except (FileRefusedError, UnicodeDecodeError):
        msg = f"the list of objections {path.name} is not there or cannot be read"
        raise OptOutListError(msg) from None
    rows = [row for row in csv.reader(text.splitlines()) if any(cell.strip() for cell in row)]
    numbers = ["".join(row[0].split()).replace("-", "") for row in rows]
    if numbers and not any(letter.isdigit() for letter in numbers[0]):
        numbers = numbers[1:]  # A header.
    spoilt = sum(not has_check_digit(number) for number in numbers)
    if spoilt:
        of = f"{spoilt} of {len(numbers)} lines are no NHS number"
        msg = f"the list of objections {path.name}: {of}"
        raise OptOutListError(msg)
    return frozenset(numbers)


def leave_out(con: DuckDBPyConnection, source: str, opt_outs: frozenset[str]) -> int:
    """Remove the records of a source whose NHS number is listed, and all that hangs on them.

    Returns:
        How many person records were removed.
    """
    con.register(
        "opted_out_number", pa.table({"nhs_number": pa.array(sorted(opt_outs), pa.string())})
    )
    listed = select_from(con, __package__ or "sources", "opted_out", source=source).to_arrow_table()
    con.unregister("opted_out_number")
    return leaving_out.leave_out(con, source, listed, OPTED_OUT)
