"""When somebody lived in the town: before and after, no service of it works with them."""

from datetime import date, timedelta

from synthetic_data.facts import Dwelling, Household, Stay
from synthetic_data.places.places import OUTSIDE
from synthetic_data.world import World

ENDED_KINDS = ("deceased", "adopted")
"""Households of those who have died, or are somebody else since an adoption."""
_DAY = timedelta(days=1)


def home_in_town(world: World, household: Household) -> Dwelling:
    """Return the home of a household, the last one in the town for who has left it."""
    stays = world.homes[household.number]
    inside = (stay for stay in reversed(stays) if stay.dwelling.town != OUTSIDE)
    return next(inside, stays[-1]).dwelling


def time_in_town(world: World, person: int) -> tuple[date, date]:
    """Return from when until when somebody lives, or lived last, in the town.

    The first day is after the last one for who never did. A day before which nothing is remembered
    counts as the first there is.
    """
    home, arrival = world.households[world.birth_home(person)], world.arrivals.get(person)
    joined = None if arrival is None else arrival.joined
    came_from = None if arrival is None else arrival.came_from
    if home.kind in ENDED_KINDS and joined is not None and came_from is not None:
        return _settled(world.homes[came_from], joined), joined
    last = home.left or world.as_at
    since = _settled(world.homes[home.number], last - _DAY if home.left else last)
    if joined is None or joined < since:
        return since, last
    if came_from is None:
        return joined, last
    return min(joined, _settled(world.homes[came_from], joined - _DAY)), last


def _settled(stays: tuple[Stay, ...], day: date) -> date:
    """Return since when a household had lived in the town on a day, after all days if not."""
    since = date.max
    for stay in reversed(stays):
        if stay.first <= day:
            if stay.dwelling.town == OUTSIDE:
                return since
            since = stay.first
    return since if since == date.max else date.min
