"""Small worlds of a few families, for tests of what holds in any of them: persons are given.

Every person has one record. A crowd of people who live alone stands beside each world, so that one
more surname does not change how rare the others are.
"""

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.family import evidence
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from sources.tables import create_table

AS_AT = date(2026, 9, 30)
SOURCE = "childrens_social_care"
_LONERS = 300

Row = Mapping[str, Any]
# A unit: its members with their roles.
Unit = frozenset[tuple[str, str]]


@dataclass(kw_only=True)
class World:
    """Rows of conformed tables about some people."""

    person_record: list[Row] = field(default_factory=list)
    address: list[Row] = field(default_factory=list)
    contact_point: list[Row] = field(default_factory=list)
    relationship: list[Row] = field(default_factory=list)
    involvement: list[Row] = field(default_factory=list)

    def add_person(
        self,
        record: str,
        *,
        family_name: str,
        born: date,
        sex: str,
        home: str | None = None,
        is_restricted: bool = False,
    ) -> str:
        """Add a person with a home, which is a whole line, and return the record's id."""
        self.person_record.append(
            {
                "record_id": record,
                "given_name": "G" + record.upper(),
                "family_name": family_name,
                "date_of_birth": born,
                "date_of_birth_quality": "full",
                "sex": sex,
                "is_client": True,
                "is_restricted": is_restricted,
            }
        )
        if home is not None:
            self.live_at(record, home)
        return record

    def live_at(self, record: str, home: str, use: str = "home", kind: str = "residential") -> None:
        """Add an address in the one street that all worlds have; homes differ by their number."""
        told = {"use": use, "kind": kind, "line": home, "postcode": "QZ9 1AB"}
        self.address.append({"record_id": record, **told})

    def tie(self, from_: str, to: str, type_: str) -> None:
        """State a tie."""
        self.relationship.append({"from_record_id": from_, "to_record_id": to, "type": type_})

    def call(self, record: str, phone: str) -> None:
        """Add a phone."""
        self.contact_point.append({"record_id": record, "kind": "phone", "value": phone})

    def look_after(self, record: str) -> None:
        """Say that a child is looked after."""
        self.involvement.append(
            {
                "record_id": record,
                "service": SOURCE,
                "kind": "looked_after",
                "start_date": AS_AT - timedelta(days=100),
            }
        )


def _crowd() -> World:
    """People of as many surnames who live alone."""
    world = World()
    for number in range(_LONERS):
        world.add_person(
            f"loner{number}",
            family_name=f"LONER{number}",
            born=date(1950, 1, 1) + timedelta(days=40 * number),
            sex="FM"[number % 2],
            home=f"{1000 + number} LONELY STREET",
        )
    return world


_CROWD = _crowd()


@dataclass(frozen=True, kw_only=True)
class Found:
    """What the steps made of a world, told by records."""

    # unit, member, role
    members: list[tuple[int, str, str]]
    # Who has to be in a unit.
    children: list[str]
    # child, adult, role
    ties: frozenset[tuple[str, str, str]]

    @property
    def units(self) -> frozenset[Unit]:
        """The units, whatever their numbers are."""
        by_unit = defaultdict(set)
        for unit, member, role in self.members:
            by_unit[unit].add((member, role))
        return frozenset(frozenset(members) for members in by_unit.values())


def families_of(world: World, order: int = 0) -> Found:
    """Take the real steps on a world; the order is the seed that shuffles rows and numbers."""
    chance = random.Random(order)
    with duckdb.connect(config={"threads": 1}) as con:
        steps.begin(con)
        for table in vars(world):
            rows = [*getattr(_CROWD, table), *getattr(world, table)]
            chance.shuffle(rows)
            _fill(con, table, rows)
        prepare_records(con)
        record_of = _number_persons(con, chance)
        evidence.prepare_persons(con, AS_AT)
        steps.gather_families(con, AS_AT)
        return _read(con, record_of)


def _fill(con: DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    if rows:
        told = pa.Table.from_pylist([{"source": SOURCE, **row} for row in rows])
        con.register("told", told)
        con.execute(f"insert into conformed.{table} by name select * from told")  # noqa: S608 - ours
        con.unregister("told")


def _number_persons(con: DuckDBPyConnection, chance: random.Random) -> dict[int, str]:
    known = con.table("conformed.person_record").filter("not is_restricted")
    records = sorted(record for (record,) in known.select("record_id").fetchall())
    numbers = list(range(1, len(records) + 1))
    chance.shuffle(numbers)
    told = pa.table(
        {
            "person_id": pa.array(numbers, pa.int64()),
            "source": [SOURCE] * len(records),
            "record_id": records,
            "is_linkable": [True] * len(records),
        }
    )
    con.register("told", told)
    con.table("told").create("linkage.person_record")
    create_table(con, "linkage.person", "linkage_models.person", "person")
    return dict(zip(numbers, records, strict=True))


def _read(con: DuckDBPyConnection, name: Mapping[int, str]) -> Found:
    members = con.table("family.member").select("unit_id", "person_id", "role").fetchall()
    ties = con.table("family.care_tie").select("child_id", "adult_id", "role").fetchall()
    children = con.table("family.dependent_child").select("child_id").fetchall()
    return Found(
        members=sorted((unit, name[person], role) for unit, person, role in members),
        children=sorted(name[child] for (child,) in children),
        ties=frozenset((name[child], name[adult], role) for child, adult, role in ties),
    )
