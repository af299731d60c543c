"""Golden cases as they are written: rows of conformed tables in, persons and families out.

Reading them belongs here; the night they are put through is in `night.py`. A value that is a list
of records is as many rows: `{record_id: [mum, child], line: 1 Acorn Way}` is two addresses. A row
of `place` names no record: it is what the property register says of a UPRN.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from sources.conformed import CHILD_MENTION, CONFORMED, PLACE

HERE = Path(__file__).parent
TABLES = (*CONFORMED, CHILD_MENTION, PLACE)

Row = dict[str, Any]
Key = tuple[str, str]
DEFAULTS: dict[str, Row] = {
    "person_record": {"is_client": True, "is_restricted": False},
    "address": {"use": "home"},
    "contact_point": {"kind": "email"},
    "child_mention": {"residence": "unknown"},
}


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What must come of a case's family; what a case says nothing of is not looked at."""

    units: list[dict[str, str]] | None = None
    ties: list[Row] = field(default_factory=list)
    # Other household members of the unit of a child.
    others: dict[str, list[str]] = field(default_factory=dict)
    # Ties not to be used, as [from, to, type].
    set_aside: list[list[str]] | None = None
    # Children whose unit is said to be split or doubtful.
    flagged: list[str] | None = None

    @property
    def records(self) -> set[str]:
        """All records that are named."""
        named = set().union(*(self.units or []), self.others, *self.others.values())
        named |= {tie[end] for tie in self.ties for end in ("child", "adult")}
        named |= {record for tie in self.set_aside or [] for record in tie[:2]}
        return named | set(self.flagged or [])


@dataclass(frozen=True, kw_only=True)
class Case:
    """One golden case: rows by conformed table, and what must come of them."""

    name: str
    number: str
    # Of the records that name none themselves.
    source: str
    tables: dict[str, list[Row]]
    persons: list[list[str]]
    withheld: list[str]
    expected: Expected
    # Why the families do not come out yet, for a case that is right all the same.
    fails: str | None

    @cached_property
    def source_of(self) -> dict[str, str]:
        """The source of each record of the case."""
        records = self.tables["person_record"]
        return {row["record_id"]: row.get("source", self.source) for row in records}

    def key(self, record: str) -> Key:
        """Name a record of the case as the warehouse does."""
        return self.source_of[record], f"{self.number}/{record}"

    @property
    def partition(self) -> set[frozenset[str]]:
        """Which records are one person; those that no group names are alone."""
        named = {record for group in self.persons for record in group}
        alone = self.source_of.keys() - named - set(self.withheld)
        return {frozenset(group) for group in self.persons} | {frozenset([one]) for one in alone}

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, under ids that only this case has."""
        for row in self.tables.get(table, []):
            ends = [name for name in row if name.endswith("record_id")]
            for records in product(*(_listed(row[name]) for name in ends)):
                ids = {end: f"{self.number}/{one}" for end, one in zip(ends, records, strict=True)}
                quality = {"date_of_birth_quality": "full"} if "date_of_birth" in row else {}
                told = {**DEFAULTS.get(table, {}), **quality, **row, **ids}
                yield {**told, "source": self.source_of[records[0]]} if records else told


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def cases_of(file: str) -> list[Case]:
    """Read the cases of a file, and refuse one that names a table or a record it does not have."""
    known = {table.name for table in TABLES}
    cases = []
    for place, told in enumerate(yaml.safe_load((HERE / file).read_text("utf-8")), start=1):
        case = Case(
            name=told.pop("case"),
            number=f"{Path(file).stem}-{place}",
            source=told.pop("source", ""),
            persons=told.pop("persons", []),
            withheld=told.pop("withheld", []),
            fails=told.pop("fails", None),
            expected=Expected(
                units=told.pop("units", None),
                ties=told.pop("ties", []),
                others=told.pop("others", {}),
                set_aside=told.pop("set_aside", None),
                flagged=told.pop("flagged", None),
            ),
            tables=told,
        )
        assert case.tables.keys() <= known, case.name
        named = set().union(*case.partition) | case.expected.records
        assert named <= case.source_of.keys(), case.name
        cases.append(case)
    return cases


def family_cases() -> list[Case]:
    """Read the cases of all files of families."""
    files = sorted(file.relative_to(HERE) for file in HERE.glob("families/*.yaml"))
    return [case for file in files for case in cases_of(str(file))]
