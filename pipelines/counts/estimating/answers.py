"""What reviewers found of the people drawn: whose records are whose, and who cares for whom.

One row a record. Person 1 of a case is the one drawn; the others are the children they care for or
who are of one family with them, and everybody who cares for those. Read whole or not at all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from linkage_models.calibration.sheets import (
    LabelError,
    Row,
    is_day,
    problems_of,
    read_rows,
    sampling_file,
)
from pipelines.counts.estimating.frames import FRAMES

SHEET = (
    "drawn",
    "person",
    "source",
    "record_id",
    "family",
    "role",
    "cares_for",
    "reviewer",
    "decided_on",
)
"""`family` numbers the family units of a case and stands with its children; `cares_for` lists, with
blanks between, the children that somebody is a `role` of."""
DRAWN_FOR = ("drawn", "frame")

ROLES = {"parent": "parent", "carer": "other_carer", "foster carer": "foster_carer"}
"""What a reviewer writes, and which role of a care tie it is."""

PERSONS_AT_MOST = 1000
"""Persons of a case: more are a mistake."""

_RECORD = pa.schema(
    [("person_id", pa.int64()), ("source", pa.string()), ("record_id", pa.string())]
)
_CHILD = pa.schema([("child_id", pa.int64()), ("unit_id", pa.int64())])
_TIE = pa.schema([("child_id", pa.int64()), ("adult_id", pa.int64()), ("role", pa.string())])


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The cases that were answered. Ids are of the cases alone, and of no night.

    `record` holds `person_id`, `source`, `record_id`; `child` each child and its unit; `tie` who
    cares for whom. `drawn` names for each person drawn the frame they were drawn for.
    """

    record: pa.Table
    child: pa.Table
    tie: pa.Table
    drawn: Mapping[int, str]
    unanswered: int


@dataclass(frozen=True, kw_only=True)
class Cases:
    """The rows of a sheet, and for each case, by its number, the frame it was drawn for."""

    rows: tuple[Row, ...]
    frames: Mapping[str, str]

    @property
    def answered(self) -> "Cases":
        """The cases that have a reviewer."""
        told = {row["drawn"] for row in self.rows if row["reviewer"]}
        return Cases(
            rows=tuple(row for row in self.rows if row["drawn"] in told),
            frames={drawn: frame for drawn, frame in self.frames.items() if drawn in told},
        )


def read_people(sheet: Path) -> Answers:
    """Read a sheet of people whose records and family were found.

    Raises:
        LabelError: see `read_cases`.
    """
    return people_from(read_cases(sheet))


def read_cases(sheet: Path) -> Cases:
    """Read the cases of a sheet, row by row.

    Raises:
        LabelError: a file cannot be read or lacks columns, a case contradicts itself or was not
            drawn; all problems are named together.
    """
    problems: list[str] = []
    rows = read_rows(sheet, SHEET[:-1], problems)
    beside = read_rows(sampling_file(sheet), DRAWN_FOR, problems)
    problems += problems_of(sheet, rows, _CHECKS)
    if not problems:
        frames = {row["drawn"]: row["frame"] for row in beside}
        problems += _contradictions(sheet, rows, frames)
    if problems:
        raise LabelError("\n".join(problems))
    return Cases(rows=tuple(rows), frames=frames)


def people_from(cases: Cases) -> Answers:
    """Gather the cases that were answered."""
    told = cases.answered
    records = sorted({(_id(row), row["source"], row["record_id"]) for row in told.rows})
    children = sorted({(_id(row), _id(row, row["family"])) for row in told.rows if row["family"]})
    ties = sorted(
        {
            (_id(row, child), _id(row), ROLES[row["role"]])
            for row in told.rows
            for child in row["cares_for"].split()
        }
    )
    return Answers(
        record=_table(records, _RECORD),
        child=_table(children, _CHILD),
        tie=_table(ties, _TIE),
        drawn={
            int(case) * PERSONS_AT_MOST + 1: frame for case, frame in sorted(told.frames.items())
        },
        unanswered=len(cases.frames) - len(told.frames),
    )


def _is_number(text: str, least: int = 1) -> bool:
    return text.isascii() and text.isdigit() and least <= int(text) < PERSONS_AT_MOST * 1000


_CHECKS: Mapping[str, Callable[[Row], bool]] = {
    "drawn: no number of a case": lambda row: not _is_number(row["drawn"]),
    "person: no number from 1 to 999": lambda row: (
        not (_is_number(row["person"]) and int(row["person"]) < PERSONS_AT_MOST)
    ),
    "source and record_id: a blank": lambda row: not (row["source"] and row["record_id"]),
    "family: no number": lambda row: bool(row["family"]) and not _is_number(row["family"]),
    f"role: none of {', '.join(ROLES)}": lambda row: bool(row["role"]) and row["role"] not in ROLES,
    "role: one without the other beside cares_for": lambda row: (
        bool(row["role"]) != bool(row["cares_for"])
    ),
    "cares_for: something that is no number of a person": lambda row: (
        not all(map(_is_number, row["cares_for"].split()))
    ),
    "decided_on: no date such as 2026-09-30": lambda row: not is_day(row.get("decided_on", "")),
}


def _contradictions(sheet: Path, rows: Sequence[Row], frames: Mapping[str, str]) -> Iterator[str]:
    known = {frame.name for frame in FRAMES}
    children = {(row["drawn"], int(row["person"])) for row in rows if row["family"]}
    owner: dict[tuple[str, str, str], str] = {}
    units: dict[tuple[str, str], str] = {}
    twice = moved = 0
    for row in rows:
        key = row["drawn"], row["source"], row["record_id"]
        twice += owner.setdefault(key, row["person"]) != row["person"]
        if row["family"]:
            child = row["drawn"], row["person"]
            moved += units.setdefault(child, row["family"]) != row["family"]
    lost = sum(
        (row["drawn"], int(each)) not in children
        for row in rows
        for each in row["cares_for"].split()
    )
    undrawn = len({row["drawn"] for row in rows} - frames.keys())
    firsts = {row["drawn"] for row in rows if row["person"] == "1"}
    for number, problem in (
        (twice, "rows give a record to a second person of one case"),
        (moved, "rows give a child a second family"),
        (lost, "entries of cares_for name nobody who has a family: only children have one"),
        (undrawn, f"cases are not in {sampling_file(sheet).name}"),
        (len({row["drawn"] for row in rows} - firsts), "cases have no person 1"),
        (len(set(frames.values()) - known), "frames are unknown"),
    ):
        if number:
            yield f"{sheet.name}: {number} {problem}"


def _id(row: Row, number: str = "") -> int:
    return int(row["drawn"]) * PERSONS_AT_MOST + int(number or row["person"])


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.table(
        [pa.array(each, field.type) for each, field in zip(columns, schema, strict=True)],
        schema=schema,
    )
