"""The rows of the truth beside the exports: records, people, ties, family units, involvement.

The words of `involvement` are those of the conformed shape. Only targeted services are in it:
registration with a practice and enrolment in a school are universal. How the rows are put into
files is `folder`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from synthetic_data.records.ledger import Ledger
from synthetic_data.truth.family_units import Families, has_died
from synthetic_data.world import ADULT_AGE, CareTie, Household, Person, Stage, World

Cells = Sequence[object]

_HOUSEHOLDS_PER_TOWN = 1_000_000
_WORDS = MappingProxyType(
    {
        Stage.MENTAL_HEALTH: ("adult_mental_health", "referral"),
        Stage.EARLY_HELP: ("early_help", "episode"),
        Stage.NO_FURTHER_ACTION: ("childrens_social_care", "referral"),
        Stage.IN_NEED: ("childrens_social_care", "child_in_need"),
        Stage.PROTECTION_PLAN: ("childrens_social_care", "child_protection"),
        Stage.LOOKED_AFTER: ("childrens_social_care", "looked_after"),
    }
)
_PROVISION = MappingProxyType({"K": "support", "E": "education_health_care_plan"})


@dataclass(frozen=True, kw_only=True)
class TruthTable:
    """One table of the truth, and how its rows are found."""

    name: str
    header: str
    rows: Callable[[Families, Ledger], Iterable[Cells]]


def _yes(*, value: bool) -> str:
    return "true" if value else "false"


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _household_id(world: World, household: Household) -> str:
    return f"H{world.town * _HOUSEHOLDS_PER_TOWN + household.number + 1:07}"


def _records(_: Families, ledger: Ledger) -> Iterator[Cells]:
    for row in sorted(ledger.rows, key=lambda row: (row.source, row.record_id)):
        yield row.source, row.record_id, row.person_id, _yes(value=row.excluded)


def _people(families: Families, _: Ledger) -> Iterator[Cells]:
    world = families.world
    for number in sorted(world.home):
        person, household = world.people[number], world.household_of(number)
        yield (
            *_birth(person),
            person.sex,
            _yes(value=world.is_resident(number)),
            _household_id(world, household),
            household.kind,
            household.family_type,
            _day(person.died if has_died(person, world.as_at) else None),
            person.community,
            world.homes[household.number][-1].dwelling.ward,
        )


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
            yield *ids, tie.role, residence, _day(tie.since), _day(tie.until)


def _ended_ties(families: Families, _: Ledger) -> Iterator[Cells]:
    """Give the ties of children that hold no more: a placement that ended, a parent who died."""
    world, people = families.world, families.world.people
    for tie in world.ties:
        last = _last_day(world, tie)
        is_child = people[tie.child].age_at(world.as_at) < ADULT_AGE
        if last is not None and is_child and tie.child in world.home:
            ids = people[tie.child].person_id, people[tie.adult].person_id
            yield *ids, tie.role, _day(tie.since), _day(last)


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


def _involvement(families: Families, _: Ledger) -> Iterator[Cells]:
    """Give every spell; a referral without action ends on its day, as it does in the product."""
    world = families.world
    for spell in world.spells:
        person_id = world.people[spell.person].person_id
        restricted = _yes(value=spell.restricted)
        end = spell.start if spell.stage is Stage.NO_FURTHER_ACTION else spell.end
        days = spell.start.isoformat(), _day(end)
        yield person_id, *_WORDS[spell.stage], *days, restricted
        if spell.planned:
            yield person_id, "childrens_social_care", "child_in_need_plan", *days, restricted
    for number in sorted(world.enrolments):
        place = world.enrolments[number]
        if place.provision in _PROVISION:
            words = "special_educational_needs", _PROVISION[place.provision]
            yield world.people[number].person_id, *words, _day(place.entered), "", "false"


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
            " household_kind family_type date_of_death community ward"
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
    TruthTable(
        name="involvement",
        header="person_id service kind start_date end_date restricted",
        rows=_involvement,
    ),
    TruthTable(name="never_linked", header="person_id other_person_id reason", rows=_never_linked),
)
