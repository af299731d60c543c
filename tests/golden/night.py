"""The night that golden cases are put through: a small town, all cases in it, the real steps.

How rare a name is comes from the table itself, so the cases live in a town and not alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection

from linkage_models.family import evidence
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from pipelines.config import load_config
from pipelines.deliveries.finding import find_deliveries
from sources.conformed import REFERENCE, ConformedTable
from sources.filling import cleaned
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests.golden.cases import HERE, TABLES, Case, Key, Row

AS_AT = date(2026, 9, 30)
TOWN = TownPlan(people=1_500, seed=21, as_at=AS_AT, service_multiplier=3.0)
CONFIGURATION = HERE.parents[1] / "thinkfamily.toml"

Pair = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A care tie that was found."""

    role: str
    residence: str
    tier: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the night made of all cases."""

    person_of: dict[Key, int]
    records_of: dict[int, frozenset[Key]]
    members_of: dict[int, dict[int, str]]
    others_of: dict[int, frozenset[int]]
    flag_of: dict[int, str | None]
    ties: dict[Pair, Tie]
    untold: list[Pair]
    set_aside: list[tuple[int, int, str]]

    def person(self, case: Case, record: str) -> int:
        """The person that a record of a case became."""
        return self.person_of[case.key(record)]

    def names(self, case: Case) -> dict[int, str]:
        """The persons of a case, each by its first record."""
        found: dict[int, str] = {}
        for record in sorted(case.source_of.keys() - set(case.withheld)):
            found.setdefault(self.person(case, record), record)
        return found

    def unit_of(self, case: Case, child: str) -> int | None:
        """The unit in which a record of a case is a child."""
        person = self.person(case, child)
        own = (unit for unit, all_ in self.members_of.items() if "child" in all_.get(person, ""))
        return next(own, None)


def add_rows(con: DuckDBPyConnection, table: ConformedTable, rows: Iterable[Row]) -> None:
    """Add rows to a conformed table, cleaned as those of a source are."""
    told = list(rows)
    names = sorted({name for row in told for name in row})
    is_of_records = table not in REFERENCE
    own = {"source"} if is_of_records else set()
    assert set(names) <= own | {column.name for column in table.columns}, table.name
    filled = pa.Table.from_pylist([{name: row.get(name) for name in names} for row in told])
    con.register("told", filled)
    incoming = con.table("told")
    columns: list[duckdb.Expression] = [ColumnExpression("source")] if is_of_records else []
    for column in table.columns:
        columns.append(cleaned(column, incoming))
        if column.keep_received:
            columns.append(ConstantExpression(None).cast("varchar"))
    incoming.select(*columns).insert_into(f"conformed.{table.name}")
    con.unregister("told")


def settle_the_town(con: DuckDBPyConnection, folder: Path) -> None:
    """Make the town that the cases live in."""
    write_town(TOWN, folder / "exports", folder / "truth")
    steps.begin(con)
    sources = load_config(CONFIGURATION).people_sources
    for delivery in find_deliveries(folder, sources, AS_AT):
        steps.land_source(con, delivery)
        steps.conform_source(con, delivery)


@contextmanager
def night_with(cases: list[Case], folder: Path) -> Iterator[DuckDBPyConnection]:
    """Take the steps of a night with all cases in one town."""
    with duckdb.connect() as con:
        settle_the_town(con, folder)
        for table in TABLES:
            rows = [row for case in cases for row in case.rows(table.name)]
            if rows:
                add_rows(con, table, rows)
        prepare_records(con)
        steps.link_persons(con)
        evidence.prepare_persons(con, AS_AT)
        steps.gather_families(con, AS_AT)
        yield con


def read_outcome(con: DuckDBPyConnection) -> Outcome:
    """Read persons, care ties and units."""
    person_of = {
        (source, record): person
        for person, source, record in con.table("linkage.person_record")
        .select("person_id", "source", "record_id")
        .fetchall()
    }
    records_of = defaultdict(set)
    for record, person in person_of.items():
        records_of[person].add(record)
    ties = con.table("family.care_tie").select(
        "child_id", "adult_id", "role", "residence", "tier", "evidence"
    )
    told = ties.fetchall()
    return Outcome(
        person_of=person_of,
        records_of={person: frozenset(records) for person, records in records_of.items()},
        members_of=_members(con),
        others_of=_others(con),
        flag_of=dict(con.table("family.unit").select("unit_id", "flag").fetchall()),
        ties={
            (child, adult): Tie(role=role, residence=residence, tier=tier)
            for child, adult, role, residence, tier, _ in told
        },
        untold=[(child, adult) for child, adult, *_, evidence in told if not evidence],
        set_aside=con.table("family.tie_set_aside")
        .select("from_person_id", "to_person_id", "type")
        .fetchall(),
    )


def _members(con: DuckDBPyConnection) -> dict[int, dict[int, str]]:
    members_of: dict[int, dict[int, str]] = defaultdict(dict)
    members = con.table("family.member").select("unit_id", "person_id", "role").fetchall()
    for unit, person, role in members:
        twice = members_of[unit].get(person)
        members_of[unit][person] = f"{twice} and {role}" if twice else role
    return members_of


def _others(con: DuckDBPyConnection) -> dict[int, frozenset[int]]:
    others = defaultdict(set)
    rows = con.table("family.other_household_member").select("unit_id", "person_id").fetchall()
    for unit, person in rows:
        others[unit].add(person)
    return {unit: frozenset(persons) for unit, persons in others.items()}
