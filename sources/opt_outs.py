"""People who objected to the use of their data: what a source says of them goes before linkage.

A list holds NHS numbers, so only records that carry one can be found. The rows as received stay in
`raw`, inside the night's encrypted file; nothing after the conformed tables sees them.
"""

import csv
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from sources.conformed import CONFORMED, PERSON_RECORD
from sources.nhs_numbers import has_check_digit
from sources.readers.inbox import read_bytes
from sources.readers.limits import LIMITS
from sources.readers.reading import FileRefusedError
from sources.tables import delete_of_source, select_from

OPTED_OUT = "about somebody who objected to the use of their data"


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
    """Remove the records of a source that are about listed people, and all that hangs on them.

    Whoever is known only through such a record goes with it, as do ties of either end. A client of
    the source stays, even as a relative: that record is the source's own about somebody else.

    Returns:
        How many person records were removed; `conformed.left_out` has the rows of every table.
    """
    listed = pa.table({"nhs_number": pa.array(sorted(opt_outs), pa.string())})
    con.from_arrow(listed).create("opted_out_number")
    select_from(con, __package__ or "sources", "opted_out", source=source).create("opted_out")
    removed = {}
    for table in CONFORMED:
        ends = [column.name for column in table.columns if column.name.endswith("record_id")]
        removed[table.name] = delete_of_source(
            con, f"conformed.{table.name}", source, ends=ends, listed="opted_out"
        )
    for name in ("opted_out", "opted_out_number"):
        con.execute(f"drop table {name}")
    for table_name, rows in removed.items():
        if rows:
            values = [source, table_name, OPTED_OUT, rows]
            con.execute("insert into conformed.left_out values (?, null, ?, ?, ?)", values)
    return removed[PERSON_RECORD.name]
