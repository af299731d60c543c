"""Which of a child's two homes a source has an address for.

Some services deal with one separated parent, some with the other: each source has one home of the
child, and keeps to it. Where children live is a fact of the world.
"""

from dataclasses import replace
from datetime import date, timedelta

from synthetic_data.chance import Chance
from synthetic_data.facts import SecondHome, Stay
from synthetic_data.places.places import OUTSIDE
from synthetic_data.world import World

_SECOND_HOME = 0.33
_DAY = timedelta(days=1)


class HomesKnown:
    """Tells the homes of people as one source knows them."""

    def __init__(self, world: World, chance: Chance) -> None:
        """Look at one world, with draws that nothing else uses."""
        self._world = world
        self._chance = chance

    def household(self, person: int, heard: date) -> int:
        """Return the household that the source takes for somebody's, by the news of a day."""
        second = self._second(person, heard)
        return self._world.home[person] if second is None else second.household

    def stays(self, person: int, heard: date) -> tuple[Stay, ...]:
        """Return where somebody has lived, if the home that the source knows were the only one."""
        world, second = self._world, self._second(person, heard)
        stays = world.stays[person]
        if second is None:
            return stays
        homes = _latest_in_town(world.homes[second.household])
        since = max(second.since, homes[0].first)
        before = [stay for stay in stays if stay.first < since]
        if before and (before[-1].last or since) >= since:
            before[-1] = replace(before[-1], last=since - _DAY)
        there = [
            replace(stay, first=max(stay.first, since))
            for stay in homes
            if (stay.last or since) >= since
        ]
        return (*before, *there)

    def _second(self, person: int, heard: date) -> SecondHome | None:
        second = self._world.second_home.get(person)
        if second is None or second.since > heard:
            return None
        if second.household not in self._world.homes_of(person):
            return None
        self._chance.about("home", self._world.people[person].serial)
        return second if self._chance.happens(_SECOND_HOME) else None


def _latest_in_town(stays: tuple[Stay, ...]) -> tuple[Stay, ...]:
    """Return the stays since a household came to live in the town, which it does now."""
    outside = [place for place, stay in enumerate(stays) if stay.dwelling.town == OUTSIDE]
    return stays[outside[-1] + 1 :] if outside else stays
