"""Families under one roof with families that are nothing to them: refuges, bed and breakfast.

Each has a household of its own; all but the first of a building share the dwelling of the first.
"""

from collections.abc import Callable

from synthetic_data.facts import Arrival, Household, Person
from synthetic_data.families.ages import CHILDREN_OF_LONE_PARENTS, years_married
from synthetic_data.families.builder import LAST_DAYS, FamilyBuilder

# A refuge seldom takes a boy of sixteen, and nobody stays for more than a year.
_OLDEST_IN_REFUGE, _YEARS_IN_REFUGE, _YEARS_IN_ROOMS = 16.0, 0.9, 0.8
_MARRIED, _ROOMS_MARRIED, _COUPLE_IN_ROOMS = 0.6, 0.4, 0.3
_FLED_FROM_STRAIN, _STRAIN = 0.65, 0.85


def refuge(build: FamilyBuilder) -> None:
    """A house of a few women who fled with their children; their fathers stayed behind."""
    _fill(build, build.chance.whole(2, 5), _fled)


def temporary_rooms(build: FamilyBuilder) -> None:
    """A bed-and-breakfast where the council houses families that have no home."""
    _fill(build, build.chance.whole(2, 8), _housed_for_now)


def _fill(
    build: FamilyBuilder, count: int, family_of: Callable[[FamilyBuilder], Household]
) -> None:
    first = family_of(build).number
    for _ in range(count - 1):
        family_of(build).shares_with = first


def _fled(build: FamilyBuilder) -> Household:
    """A mother and children who lived with the father until not long ago."""
    chance = build.chance
    ages, woman_age, man_age = _ages(build)
    father = build.people.adult("M", man_age)
    years_here = chance.between(LAST_DAYS, _YEARS_IN_REFUGE)
    married = years_married(max(ages) + 1.0, woman_age, man_age, years_here)
    mother = build.people.wife(father, woman_age, married if chance.happens(_MARRIED) else None)
    left = build.household("single", _FLED_FROM_STRAIN)
    build.settle(left, father)
    home = build.household("lone_parent", _STRAIN, "refuge")
    family = (mother, *build.sibship(mother, father, ages))
    _move_in(build, home, family, years_here, left)
    return home


def _housed_for_now(build: FamilyBuilder) -> Household:
    """A mother with children, or a couple with children, in a room for some months."""
    chance = build.chance
    ages, woman_age, man_age = _ages(build)
    is_couple = chance.happens(_COUPLE_IN_ROOMS)
    kind = "couple_children" if is_couple else "lone_parent"
    home = build.household(kind, _STRAIN, "temporary")
    if is_couple:
        adults = build.couple(woman_age, man_age, married=_ROOMS_MARRIED, together=max(ages) + 1.0)
        family = (*adults, *build.sibship(*adults, ages))
    else:
        mother = build.people.adult("F", woman_age)
        family = (mother, *build.sibship(mother, None, ages))
    _move_in(build, home, family, chance.between(LAST_DAYS, _YEARS_IN_ROOMS))
    return home


def _ages(build: FamilyBuilder) -> tuple[list[float], float, float]:
    """Draw ages of children who are still young, with the ages of their parents."""
    ages, woman_age, man_age = build.child_ages(
        build.chance.between(0.0, 13.0), CHILDREN_OF_LONE_PARENTS.draw(build.chance)
    )
    return [age for age in ages if age < _OLDEST_IN_REFUGE], woman_age, man_age


def _move_in(
    build: FamilyBuilder,
    home: Household,
    family: tuple[Person, ...],
    years: float,
    left: Household | None = None,
) -> None:
    """Let a family arrive on one day; who was born since has always lived there."""
    joined = build.people.born_years_ago(years)
    arrival = Arrival(joined=joined, came_from=None if left is None else left.number)
    for person in family:
        build.settle(home, person, arrival=arrival if person.date_of_birth < joined else None)
