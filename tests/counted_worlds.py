"""Worlds of a few people, whose counts can be counted by eye.

A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb
from duckdb import DuckDBPyConnection

from pipelines.counts import counting
from sources.mapping import create_conformed
from sources.tables import create_table

AS_AT = date(2026, 9, 30)
DAY = timedelta(days=1)
POSTCODES = {"Ashby": "QQ1 1AA", "Burley": "QQ1 1AB"}
TOTAL = ("total", "all")
STATUS = "conformed.parental_status (source, record_id, status, recorded_on)"
HOME = "conformed.address (source, record_id, use, postcode, from_date, to_date)"
NOTED_STATUS = "conformed.parental_status (source, record_id, status, recorded_on, from_note)"
NOTED_CHILD = "conformed.child_mention (source, record_id, born_to, residence, recorded_on)"
AMH, CSC = "adult_mental_health", "childrens_social_care"

Number = tuple[int, int, int | None]
Figures = dict[tuple[str, str, str], Number]


@dataclass
class World:
    """People, ties, units and spells, written down as the family and linkage steps leave them."""

    persons: list[tuple[object, ...]] = field(default_factory=list)
    children: list[tuple[object, ...]] = field(default_factory=list)
    members: set[tuple[object, ...]] = field(default_factory=set)
    ties: list[tuple[object, ...]] = field(default_factory=list)
    spells: list[tuple[object, ...]] = field(default_factory=list)
    statuses: list[tuple[object, ...]] = field(default_factory=list)
    notes: list[tuple[object, ...]] = field(default_factory=list)
    noted_children: list[tuple[object, ...]] = field(default_factory=list)
    notes_count: bool = True
    unit_of: dict[int, int] = field(default_factory=dict)
    homes: list[tuple[object, ...]] = field(default_factory=list)
    facts: list[tuple[object, ...]] = field(default_factory=list)
    groups: list[tuple[object, ...]] = field(default_factory=list)
    births: list[tuple[int, int]] = field(default_factory=list)

    def adult(
        self,
        person: int,
        *,
        sex: str | None = "F",
        born: date | None = date(1985, 1, 1),
        ward: str | None = "Ashby",
        dead: bool = False,
    ) -> "World":
        # Of whom no date of birth is known it is not known either whether it is a child.
        self.persons.append((person, sex, born, dead, None if born is None else False))
        self._lives(person, ward)
        return self

    def child(
        self,
        person: int,
        unit: int,
        *,
        born: date = date(2016, 1, 1),
        unborn: bool = False,
        ward: str | None = "Ashby",
        sex: str | None = "F",
    ) -> "World":
        self.persons.append((person, sex, None if unborn else born, False, True))
        self._lives(person, ward)
        self.children.append((person, unborn, born))
        self.members.add((unit, person, "unborn_child" if unborn else "child", "with_child"))
        self.unit_of[person] = unit
        return self

    def tie(
        self,
        child: int,
        adult: int,
        role: str = "mother",
        tier: str = "P1",
        residence: str = "with_child",
    ) -> "World":
        self.ties.append((child, adult, role, residence, tier))
        self.members.add((self.unit_of[child], adult, role, residence))
        return self

    def born(self, unborn: int, child: int) -> "World":
        """Have the child of a record of an unborn one been born; the record is no child more."""
        self.births.append((unborn, child))
        self.persons.append((unborn, None, None, False, True))
        return self

    def spell(  # noqa: PLR0917 - a row, read across
        self,
        person: int,
        service: str = AMH,
        kind: str = "referral",
        start: date = date(2026, 1, 1),
        end: date | None = None,
        detail: str | None = None,
        outcome: str | None = None,
        source: str = "s",
    ) -> "World":
        self.spells.append((source, str(person), service, kind, start, end, detail, outcome))
        return self

    def fact(
        self,
        person: int,
        flag: str,
        on: date | None = AS_AT,
        value: str = "yes",
        source: str = "s",
    ) -> "World":
        """Have something noted of somebody on a day."""
        self.facts.append((source, str(person), flag, value, on))
        return self

    def home(
        self,
        person: int,
        ward: str,
        *,
        use: str = "home",
        first: date | None = None,
        last: date | None = None,
        source: str = "s",
    ) -> "World":
        """Have a source tell an address of somebody, in a ward or at a postcode of none."""
        self.homes.append((source, str(person), use, POSTCODES.get(ward, ward), first, last))
        return self

    def ethnic_group(self, person: int, code: str, source: str = "s") -> "World":
        """Have a record of a source say which ethnic group somebody is of."""
        self.groups.append((source, str(person), code))
        return self

    def status(
        self, person: int, status: str, on: date | None = None, source: str = "s"
    ) -> "World":
        self.statuses.append((source, str(person), status, on))
        return self

    def note(self, person: int, status: str, on: date | None, born: date | None = None) -> "World":
        """Have read a note, and in it a child born on that day at the latest."""
        self.notes.append(("s", str(person), status, on, True))
        if born is not None:
            self.noted_children.append(("s", str(person), born, "unknown", on))
        return self

    @contextmanager
    def profiled(self) -> Iterator[DuckDBPyConnection]:
        """Give the world with everything that counts are taken from."""
        with duckdb.connect(config={"threads": 1}) as con:
            self._write(con)
            counting.profile(con, AS_AT, notes_count=self.notes_count)
            yield con

    def count(self, count_id: str) -> Figures:
        with self.profiled() as con:
            counting.count(con, count_id)
            rows = con.table(f"counts.{count_id.lower()}").fetchall()
        figures = {
            (measure, breakdown, category): (value, families, of)
            for measure, breakdown, category, value, families, of in rows
        }
        assert len(figures) == len(rows)
        for value, families, of in figures.values():
            assert families <= value
            assert of is None or value <= of
        return figures

    def by(self, count_id: str, measure: str, breakdown: str) -> dict[str, Number]:
        """Return one breakdown of a measure, by category."""
        return {
            category: number
            for (name, by, category), number in self.count(count_id).items()
            if (name, by) == (measure, breakdown)
        }

    def total(self, count_id: str, measure: str) -> tuple[int, int, int | None]:
        return self.count(count_id)[measure, *TOTAL]

    def _lives(self, person: int, ward: str | None) -> None:
        if ward:
            self.home(person, ward)

    def _write(self, con: DuckDBPyConnection) -> None:
        for schema in ("conformed", "linkage", "family", "counts"):
            con.execute(f"create schema {schema}")
        create_conformed(con)
        con.execute(
            "create table conformed.postcode (postcode varchar, ward varchar, imd_decile integer)"
        )
        con.execute(
            "create table linkage.person_record"
            " (person_id bigint, source varchar, record_id varchar)"
        )
        con.execute(
            "create table family.person (person_id bigint, sex varchar, date_of_birth date,"
            " is_dead boolean, is_child boolean)"
        )
        con.execute("create table family.birth (unborn_id bigint, child_id bigint)")
        con.execute(
            "create table family.dependent_child (child_id bigint, is_unborn boolean, birth date)"
        )
        con.execute(
            "create table family.member"
            " (unit_id bigint, person_id bigint, role varchar, residence varchar)"
        )
        con.execute(
            "create table family.care_tie (child_id bigint, adult_id bigint, role varchar,"
            " residence varchar, tier varchar)"
        )
        con.execute("create table family.unit (unit_id bigint, child_count bigint)")
        places = [(code, ward, 1 + n) for n, (ward, code) in enumerate(POSTCODES.items())]
        units = set(self.unit_of.values())
        sizes = [(unit, list(self.unit_of.values()).count(unit)) for unit in sorted(units)]
        # Everybody may have a record in every source that is told of.
        told = (*self.spells, *self.statuses, *self.groups, *self.homes, *self.facts)
        sources = sorted({"s", *(str(row[0]) for row in told)})
        persons = [(row[0], source, str(row[0])) for source in sources for row in self.persons]
        involvement = (
            "conformed.involvement"
            " (source, record_id, service, kind, start_date, end_date, detail, outcome)"
        )
        insert(con, "conformed.postcode", places)
        insert(con, "linkage.person_record", persons)
        insert(con, "family.person", self.persons)
        insert(con, "family.dependent_child", self.children)
        insert(con, "family.member", sorted(self.members, key=str))
        insert(con, "family.care_tie", self.ties)
        insert(con, "family.unit", sizes)
        insert(con, involvement, self.spells)
        insert(con, HOME, self.homes)
        insert(con, "conformed.flag (source, record_id, flag, value, on_date)", self.facts)
        insert(con, "conformed.person_record (source, record_id, ethnic_group)", self.groups)
        insert(con, "family.birth", self.births)
        insert(con, STATUS, self.statuses)
        insert(con, NOTED_STATUS, self.notes)
        insert(con, NOTED_CHILD, self.noted_children)
        create_table(con, "family.parent", "linkage_models.family", "parent")


def insert(con: DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        con.executemany(f"insert into {table} values ({places})", rows)  # noqa: S608 - ours


def family(born: date = date(2016, 1, 1)) -> World:
    """A mother open to mental health, 10, and her child, 1, in one unit."""
    return World().adult(10).child(1, 1, born=born).tie(1, 10).spell(10)


def stages() -> World:
    """Children of one patient: in need; in need with a plan; looked after; referred; early help."""
    world = family().spell(1, CSC, "child_in_need")
    for child in (2, 3, 4, 5):
        world.child(child, 1).tie(child, 10)
    world.spell(2, CSC, "child_in_need").spell(2, CSC, "child_protection")
    world.spell(3, CSC, "looked_after")
    # A referral that ended in no further action leaves a referral and no stage.
    world.spell(4, CSC, "referral")
    return world.spell(5, "early_help", "early_help")
