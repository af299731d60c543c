"""The rows of the truth beside the exports: records, people, ties, family units.

What services do and write down is `service_tables`; how the rows are put into files is `folder`.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from synthetic_data.facts import ADULT_AGE, CareTie, Household, Person
from synthetic_data.records.ledger import Ledger
from synthetic_data.truth.cells import Cells, TruthTable, iso_day, yes
from synthetic_data.truth.family_units import Families, has_died
from synthetic_data.truth.service_tables import SERVICE_TABLES
from synthetic_data.world import World

_HOUSEHOLDS_PER_TOWN = 1_000_000


def _household_id(world: World, household: Household) -> str:
    return f"H{world.town * _HOUSEHOLDS_PER_TOWN + household.number + 1:07}"


def _records(_: Families, ledger: Ledger) -> Iterator[Cells]:
    for row in sorted(ledger.rows, key=lambda row: (row.source, row.record_id)):
        yield row.source, row.record_id, row.person_id, yes(value=row.excluded)


def _people(families: Families, _: Ledger) -> Iterator[Cells]:
    world = families.world
    for number in sorted(world.home):
        person, household = world.people[number], world.household_of(number)
        yield (
            *_birth(person),
            person.sex,
            yes(value=world.is_resident(number)),
            _household_id(world, household),
            household.kind,
            household.family_type,
            iso_day(person.died if has_died(person, world.as_at) else None),
            person.community,
            world.homes[household.number][-1].dwelling.ward,
            _origin_id(world, number),
        )


def _origin_id(world: World, number: int) -> str:
    origin = world.origin.get(number)
    return "" if origin is None else _household_id(world, world.households[origin])


def _birth(person: Person) -> tuple[str, str, str]:
    born = person.date_of_birth.isoformat()
    return person.person_id, "" if person.expected else born, born if person.expected else ""


def _ties(families: Families, _: Ledger) -> Iterator[Cells]:
    """Give the ties that hold, with the days between which they do where those are known."""
    world, people = families.world, families.world.people
    for child in families.dependents:
        for tie in sorted(families.ties[child], key=lambda tie: (tie.adult, tie.role)):
            together = world.lives_with(child, tie.adult)
            residence = "with_child" if together else "elsewhere"
            ids = people[child].person_id, people[tie.adult].person_id
            yield *ids, tie.role, residence, iso_day(tie.since), iso_day(tie.until)


def _ended_ties(families: Families, _: Ledger) -> Iterator[Cells]:
    """Give the ties of children that hold no more: a placement that ended, a parent who died."""
    world, people = families.world, families.world.people
    for tie in world.ties:
        last = _last_day(world, tie)
        is_child = people[tie.child].age_at(world.as_at) < ADULT_AGE
        if last is not None and is_child and tie.child in world.home:
            ids = people[tie.child].person_id, people[tie.adult].person_id
            yield *ids, tie.role, iso_day(tie.since), iso_day(last)


def _last_day(world: World, tie: CareTie) -> date | None:
    """Return the last day of a tie that is over."""
    adult = world.people[tie.adult]
    died = adult.died if has_died(adult, world.as_at) else None
    ended = tie.until if tie.until is not None and tie.until < world.as_at else None
    return min((day for day in (died, ended) if day is not None), default=None)


def _units(families: Families, _: Ledger) -> Sequence[Cells]:
    people = families.world.people
    return sorted(
        (people[child].person_id, family.unit_id)
        for family in families.units
        for child in family.children
    )


def _members(families: Families, _: Ledger) -> Iterator[Cells]:
    people = families.world.people
    for family in families.units:
        for child in family.children:
            role = "unborn_child" if people[child].expected else "child"
            yield family.unit_id, people[child].person_id, role
        for adult, adult_role in family.adults.items():
            yield family.unit_id, people[adult].person_id, adult_role


def _never_linked(families: Families, _: Ledger) -> Iterator[Cells]:
    """Give the two identities of every adopted child."""
    world = families.world
    for before, after in sorted(world.adopted.items()):
        yield world.people[before].person_id, world.people[after].person_id, "adoption"


TABLES = (
    TruthTable(name="record", header="source record_id person_id excluded", rows=_records),
    TruthTable(
        name="person",
        header=(
            "person_id date_of_birth expected_date_of_birth sex resident household_id"
            " household_kind family_type date_of_death community ward origin_household_id"
        ),
        rows=_people,
    ),
    TruthTable(
        name="care_tie", header="child_id adult_id role residence from_date to_date", rows=_ties
    ),
    TruthTable(
        name="ended_tie", header="child_id adult_id role from_date to_date", rows=_ended_ties
    ),
    TruthTable(name="unit", header="child_id unit_id", rows=_units),
    TruthTable(name="member", header="unit_id person_id role", rows=_members),
    *SERVICE_TABLES,
    TruthTable(name="never_linked", header="person_id other_person_id reason", rows=_never_linked),
)
