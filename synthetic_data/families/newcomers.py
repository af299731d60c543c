"""Young adults who have nobody in the town came to it when they were grown.

Without this an earlier day would find them children who live with no parent and no carer.
"""

from datetime import date, timedelta

from synthetic_data.facts import ADULT_AGE, Arrival, Household
from synthetic_data.families.builder import FamilyBuilder

_LOOKED_BACK_YEARS = 3.0
_CHILDHOOD = timedelta(days=int(ADULT_AGE * 365.25) + 1)


def let_the_young_arrive(build: FamilyBuilder) -> None:
    """Date the coming of people who have not long been adults, and of those they live with."""
    world = build.world
    latest = build.people.born_years_ago(ADULT_AGE + _LOOKED_BACK_YEARS)
    for number, home in world.home.items():
        came_of_age = world.people[number].date_of_birth + _CHILDHOOD
        is_young = came_of_age - _CHILDHOOD > latest and came_of_age <= world.as_at
        is_settled = number in world.arrivals or number in world.carers_by_child
        if is_young and not is_settled and not world.households[home].away:
            days = build.chance.whole(0, (world.as_at - came_of_age).days)
            _bring(build, world.households[home], world.as_at - timedelta(days=days))


def _bring(build: FamilyBuilder, household: Household, day: date) -> None:
    """Let a household arrive on one day, but nobody while a child alone or not yet born."""
    world = build.world
    for number in household.members:
        born = world.people[number].date_of_birth
        joined = day if number in world.carers_by_child else max(day, born + _CHILDHOOD)
        if born < joined:
            world.arrivals.setdefault(number, Arrival(joined=joined))
