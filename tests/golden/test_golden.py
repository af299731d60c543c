"""Golden cases: rows of conformed tables in, persons and family units out, with the shipped models.

All cases of both files are added to one small synthetic town, because how rare a name is comes
from the table itself, and the night's own steps run once. A case may not touch the town or
another case; that is a test too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
import yaml
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, FunctionExpression

from linkage_models.family import units
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from pipelines.config import load_config
from pipelines.nights import find_deliveries
from sources.conformed import CONFORMED, ConformedColumn, ConformedTable
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan

AS_AT = date(2026, 9, 30)
TOWN = TownPlan(people=1_500, seed=21, as_at=AS_AT, service_multiplier=3.0)
HERE = Path(__file__).parent
CONFIGURATION = HERE.parents[1] / "thinkfamily.toml"

Row = dict[str, Any]
Key = tuple[str, str]
DEFAULTS: dict[str, Row] = {
    "person_record": {"is_client": True, "is_restricted": False},
    "address": {"use": "home"},
    "contact_point": {"kind": "email"},
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One golden case: rows by conformed table, and what must come of them."""

    name: str
    number: str
    tables: dict[str, list[Row]]
    persons: list[list[str]]
    withheld: list[str]
    units: list[dict[str, str]] | None
    ties: list[Row] = field(default_factory=list)

    @cached_property
    def source_of(self) -> dict[str, str]:
        """The source of each record of the case."""
        return {row["record_id"]: row["source"] for row in self.tables["person_record"]}

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
            ids = {name: value for name, value in row.items() if name.endswith("record_id")}
            source = self.source_of[next(iter(ids.values()))]
            quality = {"date_of_birth_quality": "full"} if "date_of_birth" in row else {}
            renamed = {name: f"{self.number}/{value}" for name, value in ids.items()}
            yield {**DEFAULTS.get(table, {}), **quality, **row, **renamed, "source": source}


def cases_of(file: str) -> list[Case]:
    """Read the cases of a file, and refuse one that names a table or a record it does not have."""
    tables = {table.name for table in CONFORMED}
    cases = []
    for place, told in enumerate(yaml.safe_load((HERE / file).read_text("utf-8")), start=1):
        case = Case(
            name=told.pop("case"),
            number=f"{Path(file).stem}-{place}",
            persons=told.pop("persons", []),
            withheld=told.pop("withheld", []),
            units=told.pop("units", None),
            ties=told.pop("ties", []),
            tables=told,
        )
        assert case.tables.keys() <= tables, case.name
        assert set().union(*case.partition, *(case.units or [])) <= case.source_of.keys(), case.name
        cases.append(case)
    return cases


PERSON_CASES = cases_of("persons.yaml")
FAMILY_CASES = cases_of("families.yaml")
ALL_CASES = PERSON_CASES + FAMILY_CASES


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
    ties: dict[tuple[int, int], Tie]

    def person(self, case: Case, record: str) -> int:
        return self.person_of[case.key(record)]

    def found_partition(self, case: Case) -> set[frozenset[Key]]:
        """The persons of a case's records, with whatever else they were joined to."""
        persons = {self.person_of.get(case.key(record)) for record in case.source_of}
        return {self.records_of[person] for person in persons if person is not None}

    def found_units(self, case: Case) -> list[dict[int, str]]:
        """The units in which any person of a case is a member."""
        own = {self.person_of.get(case.key(record)) for record in case.source_of}
        return [members for members in self.members_of.values() if own & members.keys()]


def cleaned(column: ConformedColumn, names: list[str]) -> duckdb.Expression:
    value: duckdb.Expression = ConstantExpression(None)
    if column.name in names:
        value = ColumnExpression(column.name)
        if column.clean:
            value = FunctionExpression(column.clean, value)
    return value.cast(column.duckdb_type).alias(column.name)


def add_rows(con: DuckDBPyConnection, table: ConformedTable, rows: Iterable[Row]) -> None:
    """Add rows to a conformed table, cleaned as those of a source are."""
    told = list(rows)
    names = sorted({name for row in told for name in row})
    assert set(names) <= {"source", *(column.name for column in table.columns)}
    filled = [{name: row.get(name) for name in names} for row in told]
    con.register("told", pa.Table.from_pylist(filled))
    columns: list[duckdb.Expression] = [ColumnExpression("source")]
    for column in table.columns:
        columns.append(cleaned(column, names))
        if column.keep_received:
            columns.append(ConstantExpression(None).cast("varchar"))
    con.table("told").select(*columns).insert_into(f"conformed.{table.name}")
    con.unregister("told")


def settle_the_town(con: DuckDBPyConnection, folder: Path) -> None:
    """Make the town that the cases live in."""
    write_town(TOWN, folder / "exports", folder / "truth")
    steps.begin(con)
    sources = load_config(CONFIGURATION).people_sources
    for delivery in find_deliveries(folder, sources, AS_AT):
        steps.land_source(con, delivery)
        steps.conform_source(con, delivery)


def read_outcome(con: DuckDBPyConnection) -> Outcome:
    person_of = {
        (source, record): person
        for person, source, record in con.table("linkage.person_record")
        .select("person_id", "source", "record_id")
        .fetchall()
    }
    records_of = defaultdict(set)
    for record, person in person_of.items():
        records_of[person].add(record)
    members_of: dict[int, dict[int, str]] = defaultdict(dict)
    members = con.table("family.member").select("unit_id", "person_id", "role").fetchall()
    for unit, person, role in members:
        assert person not in members_of[unit]
        members_of[unit][person] = role
    ties = con.table("family.care_tie").select("child_id", "adult_id", "role", "residence", "tier")
    return Outcome(
        person_of=person_of,
        records_of={person: frozenset(records) for person, records in records_of.items()},
        members_of=members_of,
        ties={
            (child, adult): Tie(role=role, residence=residence, tier=tier)
            for child, adult, role, residence, tier in ties.fetchall()
        },
    )


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    with duckdb.connect() as con:
        settle_the_town(con, tmp_path_factory.mktemp("golden"))
        for table in CONFORMED:
            rows = [row for case in ALL_CASES for row in case.rows(table.name)]
            if rows:
                add_rows(con, table, rows)
        prepare_records(con)
        steps.link_persons(con)
        units.prepare_persons(con, AS_AT)
        steps.gather_families(con, AS_AT)
        yield read_outcome(con)


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_records_become_persons(case: Case, outcome: Outcome) -> None:
    expected = {frozenset(case.key(record) for record in group) for group in case.partition}
    assert outcome.found_partition(case) == expected
    for record in case.withheld:
        assert case.key(record) not in outcome.person_of


@pytest.mark.parametrize("case", FAMILY_CASES, ids=lambda case: case.name)
def test_persons_become_family_units(case: Case, outcome: Outcome) -> None:
    assert case.units is not None
    expected = [
        {outcome.person(case, record): role for record, role in unit.items()} for unit in case.units
    ]
    found = outcome.found_units(case)
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))
    assert all(unit in found for unit in expected)


@pytest.mark.parametrize(
    "case", [case for case in FAMILY_CASES if case.ties], ids=lambda case: case.name
)
def test_care_ties_say_how_they_are_known(case: Case, outcome: Outcome) -> None:
    for told in case.ties:
        pair = outcome.person(case, told["child"]), outcome.person(case, told["adult"])
        assert outcome.ties[pair] == Tie(
            role=told["role"], residence=told["residence"], tier=told["tier"]
        )


def test_names_of_cases_are_told_apart() -> None:
    names = [case.name for case in ALL_CASES]
    assert len(names) == len(set(names))
