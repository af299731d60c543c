"""Who has died in the last years, and what becomes of their home and their ties.

The dead are persons like others until the day of their death; from then on they are in a
household where no service looks. A child is never left with nobody: what services do for orphans
is beyond this world.
"""

import math
from dataclasses import replace
from datetime import date, timedelta

from synthetic_data.facts import ADULT_AGE, Arrival, Household, Person
from synthetic_data.families.builder import LAST_DAYS, FamilyBuilder
from synthetic_data.world import World

# Fits the national life tables of 2020 to 2022: 1.3% a year at 65, 9% at 85.
_HAZARD_AT_BIRTH, _GROWTH_A_YEAR = 0.000_022, 0.094
_LOOKED_BACK_YEARS = 3.0
_FAMILY_TYPE_AFTER = {
    "couple": "single",
    "couple_children": "lone_parent",
    "step_family": "lone_parent",
}
_DAY = timedelta(days=1)


def die(build: FamilyBuilder, person: Person, day: date) -> None:
    """Let somebody die on a day in the home they lived in, and widow their partner.

    The last of a household stays on its list of members: the home is still to be cleared. Whose
    partner the dead were is remembered on their side only.
    """
    world, number = build.world, person.number
    home = world.household_of(number)
    world.people[number] = replace(world.people[number], died=day)
    if len(home.members) > 1:
        home.members.remove(number)
    survivor = world.partner.get(number)
    if survivor is not None:
        world.partner.pop(survivor)
        home.family_type = _FAMILY_TYPE_AFTER.get(home.family_type, home.family_type)
    build.residents -= not home.away
    resting = build.household("deceased", home.strain, "deceased", away=True)
    build.settle(resting, person, arrival=Arrival(joined=day, came_from=home.number))


def died_lately(build: FamilyBuilder, years: float) -> date:
    """Draw the day of a death within the last three years, and within so many years."""
    return build.people.born_years_ago(
        build.chance.between(LAST_DAYS, max(min(years, _LOOKED_BACK_YEARS), LAST_DAYS))
    )


def let_some_die(build: FamilyBuilder) -> None:
    """Let residents of ordinary homes die as they do at their age."""
    world, chance, as_at = build.world, build.chance, build.world.as_at
    changed = _last_changes(world)
    for number, home in list(world.home.items()):
        person, household = world.people[number], world.households[home]
        if household.kind != "family" or household.away or number in world.arrivals:
            continue
        age = (as_at - person.date_of_birth).days / 365.25
        hazard = _HAZARD_AT_BIRTH * math.exp(_GROWTH_A_YEAR * age)
        if age > 0.0 and chance.happens(hazard * _LOOKED_BACK_YEARS):
            day = died_lately(build, age)
            lived_on = _lived_on(world, number, day) or day <= changed.get(home, day - _DAY)
            if not lived_on and not _cares_alone(world, number, household, day):
                die(build, person, day)


def _last_changes(world: World) -> dict[int, date]:
    """Find when somebody last joined or left each household: everybody was alive then."""
    changed: dict[int, date] = {}
    for number, arrival in world.arrivals.items():
        for household in (world.home[number], arrival.came_from):
            if household is not None and arrival.joined is not None:
                changed[household] = max(arrival.joined, changed.get(household, date.min))
    return changed


def _lived_on(world: World, number: int, day: date) -> bool:
    """Say whether somebody had a child, or married, on a day or after it."""
    couple = (number, world.partner.get(number, number))
    married = (world.people[one].changed_on for one in couple)
    born = (world.people[child].date_of_birth for child in world.children.get(number, ()))
    return any(since is not None and since >= day for since in (*married, *born))


def _cares_alone(world: World, number: int, home: Household, day: date) -> bool:
    """Say whether somebody who was a child on a day would have lost their last carer at home."""
    for child in home.members:
        carers = [tie.adult for tie in world.carers_by_child.get(child, ())]
        others = [adult for adult in carers if adult != number]
        stays = any(world.home[child] == world.home[adult] for adult in others)
        was_child = world.people[child].age_at(day) < ADULT_AGE
        if was_child and len(others) < len(carers) and not stays:
            return True
    return False


def end_ties_of_the_dead(world: World) -> None:
    """End the ties of adults who have died, the day before their death at the latest."""
    for place, tie in enumerate(world.ties):
        died = world.people[tie.adult].died
        if died is not None and tie.until is None:
            world.ties[place] = replace(tie, until=died - _DAY)
            world.carers_by_child[tie.child].remove(tie)
