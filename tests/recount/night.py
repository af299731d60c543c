"""A night's tables as plain rows, and what is true of one person on the as-at date."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd
from duckdb import DuckDBPyConnection

SOCIAL_CARE_STAGES = {"child_in_need", "child_protection", "looked_after"}
_TABLES = (
    ("conformed", ("person_record", "involvement", "flag", "address", "postcode")),
    ("conformed", ("parental_status", "child_mention", "left_out")),
    ("linkage", ("person_record", "person")),
    ("family", ("person", "care_tie", "dependent_child", "member", "unit", "parent", "birth")),
    ("raw", ("delivery", "rejected")),
)

Row = dict[str, object]


@dataclass(frozen=True)
class Spell:
    """A service works with somebody, from a day to a day or for as long as nobody said."""

    person: int
    source: str
    service: str
    kind: str
    detail: str | None
    start: date
    end: date | None
    outcome: str | None

    def is_open(self, day: date) -> bool:
        """Say whether it began on or before the day and did not end before it."""
        return self.start <= day and (self.end is None or self.end >= day)

    @property
    def ended_at_once(self) -> bool:
        """Whether it is a referral that ended with no further action."""
        return self.kind == "referral" and self.outcome == "no further action"


@dataclass
class Night:
    """The rows of a night, and who the records of a source are about."""

    as_at: date
    tables: dict[str, list[Row]]
    person_of: dict[tuple[object, object], int] = field(default_factory=dict)
    spells: dict[int, list[Spell]] = field(default_factory=lambda: defaultdict(list))

    def about(self, table: str) -> Iterator[tuple[int, Row]]:
        """Give the rows of a conformed table, each with the person it is about.

        What was recorded of an unborn child is about the child who was born as well.
        """
        born = {row["unborn_id"]: row["child_id"] for row in self.tables["family.birth"]}
        for row in self.tables[f"conformed.{table}"]:
            person = self.person_of.get((row["source"], row["record_id"]))
            if person is not None:
                yield person, row
                if person in born:
                    yield int(str(born[person])), row

    @cached_property
    def tell_all_referrals(self) -> set[str]:
        """The sources that tell of referrals to social care which led on."""
        return {
            spell.source
            for spells in self.spells.values()
            for spell in spells
            if (spell.service, spell.kind) == ("childrens_social_care", "referral")
            and not spell.ended_at_once
        }

    def open_spells(self, person: int) -> list[Spell]:
        """Return the spells of a person that are open on the as-at date."""
        return [spell for spell in self.spells[person] if spell.is_open(self.as_at)]

    def in_the_year(self, day: object) -> bool:
        """Say whether a day is one of the twelve months to the as-at date."""
        if day is None:
            return True
        return self.as_at.replace(year=self.as_at.year - 1) < as_day(day) <= self.as_at


def as_day(value: object) -> date:
    """Return the day of a value that a frame holds."""
    return pd.Timestamp(str(value)).date()


def read_night(con: DuckDBPyConnection, as_at: date) -> Night:
    """Read every table that a count can be made of."""
    tables = {
        f"{schema}.{name}": _rows(con.table(f"{schema}.{name}").df())
        for schema, names in _TABLES
        for name in names
    }
    night = Night(as_at=as_at, tables=tables)
    for row in tables["linkage.person_record"]:
        night.person_of[row["source"], row["record_id"]] = int(str(row["person_id"]))
    for person, row in night.about("involvement"):
        night.spells[person].append(_spell(person, row))
    return night


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame, with None for whatever is missing."""
    whole = frame.astype(object)
    rows = whole.where(frame.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _spell(person: int, row: Row) -> Spell:
    return Spell(
        person=person,
        source=str(row["source"]),
        service=str(row["service"]),
        kind=str(row["kind"]),
        detail=None if row["detail"] is None else str(row["detail"]),
        start=as_day(row["start_date"]),
        end=None if row["end_date"] is None else as_day(row["end_date"]),
        outcome=None if row["outcome"] is None else str(row["outcome"]),
    )
