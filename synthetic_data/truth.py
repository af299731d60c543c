"""The truth tables beside the exports: records, people, ties, family units and figures."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from synthetic_data.family_units import Families
from synthetic_data.ledger import Ledger
from synthetic_data.true_counts import true_figures
from synthetic_data.world import World

Cells = Sequence[object]


@dataclass(frozen=True, kw_only=True)
class TruthTable:
    """One table of the truth, ready to be written."""

    name: str
    header: tuple[str, ...]
    rows: Iterable[Cells]


def truth_tables(families: Families, ledger: Ledger) -> tuple[TruthTable, ...]:
    """Return every table of the truth."""
    return (
        TruthTable(
            name="record",
            header=("source", "record_id", "person_id", "excluded"),
            rows=_records(ledger),
        ),
        TruthTable(
            name="person",
            header=(
                "person_id",
                "date_of_birth",
                "expected_date_of_birth",
                "sex",
                "resident",
                "household_id",
                "household_kind",
                "family_type",
            ),
            rows=_people(families.world),
        ),
        TruthTable(
            name="care_tie",
            header=("child_id", "adult_id", "role", "residence"),
            rows=_ties(families),
        ),
        TruthTable(name="unit", header=("child_id", "unit_id"), rows=_units(families)),
        TruthTable(name="member", header=("unit_id", "person_id", "role"), rows=_members(families)),
        TruthTable(
            name="figure", header=("count_id", "measure", "value"), rows=true_figures(families)
        ),
    )


def write_truth(families: Families, ledger: Ledger, folder: Path) -> None:
    """Write the truth tables as CSV files."""
    for table in truth_tables(families, ledger):
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.header)
            writer.writerows(table.rows)


def _yes(*, value: bool) -> str:
    return "true" if value else "false"


def _records(ledger: Ledger) -> Iterator[Cells]:
    for row in sorted(ledger.rows, key=lambda row: (row.source, row.record_id)):
        yield row.source, row.record_id, row.person_id, _yes(value=row.excluded)


def _people(world: World) -> Iterator[Cells]:
    for number in sorted(world.home):
        person, household = world.people[number], world.household_of(number)
        born = person.date_of_birth.isoformat()
        yield (
            person.person_id,
            "" if person.expected else born,
            born if person.expected else "",
            person.sex,
            _yes(value=world.is_resident(number)),
            f"H{household.number + 1:07}",
            household.kind,
            household.family_type,
        )


def _ties(families: Families) -> Iterator[Cells]:
    world, people = families.world, families.world.people
    for child in families.dependents:
        for tie in sorted(families.ties[child], key=lambda tie: (tie.adult, tie.role)):
            together = world.lives_with(child, tie.adult)
            residence = "with_child" if together else "elsewhere"
            yield people[child].person_id, people[tie.adult].person_id, tie.role, residence


def _units(families: Families) -> Sequence[Cells]:
    people = families.world.people
    return sorted(
        (people[child].person_id, f"U{place:06}")
        for place, family in enumerate(families.units, start=1)
        for child in family.children
    )


def _members(families: Families) -> Iterator[Cells]:
    people = families.world.people
    for place, family in enumerate(families.units, start=1):
        unit = f"U{place:06}"
        for child in family.children:
            role = "unborn_child" if people[child].expected else "child"
            yield unit, people[child].person_id, role
        for adult, adult_role in family.adults.items():
            yield unit, people[adult].person_id, adult_role
