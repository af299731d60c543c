"""The list of decisions that people made about pairs of records: a CSV file, checked whole.

What a decision does to persons is the business of `decisions.py`; asking people for decisions, and
the register that will hold them, do not belong here.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from io import StringIO
from pathlib import Path

import pyarrow as pa

from sources.readers.inbox import read_bytes
from sources.readers.limits import LIMITS
from sources.readers.reading import FileRefusedError

_REQUIRED = (
    "source_l",
    "record_id_l",
    "source_r",
    "record_id_r",
    "decision",
    "decided_by",
    "decided_on",
    "reason",
)
_REVOKED_ON = "revoked_on"
_DECISIONS = ("same", "different")
_LINES_NAMED = 3

SCHEMA = pa.schema(
    [(name, pa.date32() if name == "decided_on" else pa.string()) for name in _REQUIRED]
    + [(_REVOKED_ON, pa.date32())]
)
"""The columns of a list of decisions that was read."""


class DecisionsError(ValueError):
    """The list of decisions cannot be used; all its problems are in the message."""


def read_decisions(path: Path) -> pa.Table:
    """Read a list of decisions: a CSV file with a header, dates as 2026-09-30.

    Raises:
        DecisionsError: the list is missing, lacks a column, or has lines that say nothing clear.
            Every kind of problem is told with its lines, and no value of any.
    """
    try:
        text = read_bytes(path, LIMITS).decode("utf-8-sig")
        lines = list(_lines(text))
    except (FileRefusedError, UnicodeDecodeError, csv.Error):
        msg = f"the list of decisions {path.name} is not there or cannot be read"
        raise DecisionsError(msg) from None
    header = lines[0][1] if lines else []
    problems = _header_problems(header) or _row_problems(header, lines[1:])
    if problems:
        msg = f"the list of decisions {path.name} cannot be used:\n"
        raise DecisionsError(msg + "\n".join(f"  - {problem}" for problem in problems))
    rows = [dict(zip(header, cells, strict=True)) for _, cells in lines[1:]]
    return pa.Table.from_pylist([_typed(row) for row in rows], schema=SCHEMA)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give every line that is not blank, with its number; a reason may hold line ends."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, [cell.strip() for cell in cells]


def _header_problems(header: list[str]) -> list[str]:
    wanted = (*_REQUIRED, _REVOKED_ON)
    missing = [name for name in _REQUIRED if name not in header]
    # Another column is not named: a list without a header would show a record here.
    others = sum(name not in wanted for name in header)
    repeated = sorted({name for name in wanted if header.count(name) > 1})
    problems = []
    if missing:
        problems.append(f"it has no column {', '.join(missing)}")
    if others:
        problems.append(f"{others} of its columns are none of {', '.join(wanted)}")
    if repeated:
        problems.append(f"it has more than one column {', '.join(repeated)}")
    return problems


def _row_problems(header: list[str], lines: list[tuple[int, list[str]]]) -> list[str]:
    """Tell each kind of problem once, with how many lines have it and the first of them."""
    found: dict[str, list[int]] = {}
    for number, cells in lines:
        if len(cells) != len(header):
            found.setdefault("another number of fields than the header", []).append(number)
            continue
        for problem in _problems_of(dict(zip(header, cells, strict=True))):
            found.setdefault(problem, []).append(number)
    return [f"{problem}: {_told(numbers)}" for problem, numbers in found.items()]


def _problems_of(row: Mapping[str, str]) -> Iterator[str]:
    empty = [name for name in _REQUIRED if not row[name]]
    if empty:
        yield f"{', '.join(empty)} empty"
    if row["decision"] and row["decision"].lower() not in _DECISIONS:
        yield "decision is neither same nor different"
    dates = [name for name in ("decided_on", _REVOKED_ON) if row.get(name)]
    wrong = [name for name in dates if _date(row[name]) is None]
    if wrong:
        yield f"{', '.join(wrong)} no date such as 2026-09-30"
    decided, revoked = _date(row["decided_on"]), _date(row.get(_REVOKED_ON, ""))
    if decided and revoked and revoked < decided:
        yield "revoked before it was decided"
    if (row["source_l"], row["record_id_l"]) == (row["source_r"], row["record_id_r"]):
        yield "both records are the same one"


def _told(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:_LINES_NAMED]))
    more = "" if len(numbers) <= _LINES_NAMED else " and more"
    return f"{len(numbers)} lines ({named}{more})"


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _typed(row: Mapping[str, str]) -> dict[str, str | date | None]:
    dates = {name: _date(row.get(name, "")) for name in ("decided_on", _REVOKED_ON)}
    return {**row, "decision": row["decision"].lower(), **dates}
