"""Where people lived before they joined a household: who came together had one home.

Whoever left a household of the town is known to come from there. For all others a household is
made here, which has been empty since they left it; so an earlier day finds them together, at home
or outside the town. Which homes a household had while it was one is `moves`.
"""

from dataclasses import replace
from datetime import date, timedelta

from synthetic_data.chance import Chance
from synthetic_data.facts import ADULT_AGE, Arrival, Dwelling, Household, Stay
from synthetic_data.places.places import OUTSIDE, Places
from synthetic_data.places.spare_homes import SpareHomes
from synthetic_data.world import World

_BEFORE_YEARS, _LEAST_DAYS = 4.0, 10
_GROWN_BEFORE_YEARS = 4
_AMONG_STRANGERS = ("sharers", "students", "communal")
_DAY = timedelta(days=1)
Group = tuple[int, date, int | None]


class EarlierHomes:
    """Gives everybody who joined a household a home to have come from."""

    def __init__(self, world: World, places: Places, spare: SpareHomes, chance: Chance) -> None:
        """Work on a world whose households have homes."""
        self._world = world
        self._places = places
        self._spare = spare
        self._chance = chance
        # Nothing from before an adoption is known of the child that came of it.
        self._begun_anew = frozenset(world.adopted.values())

    def remember(self) -> None:
        """Let those who came together come from one household, and reach back far enough."""
        for (home, joined, _), members in self._groups().items():
            former = self._former(self._world.households[home], members, joined)
            for number in members:
                self._world.arrivals[number] = Arrival(joined=joined, came_from=former)
        for number, arrival in self._world.arrivals.items():
            if arrival.joined is not None:
                self._reach_back(self._world.home[number], arrival.joined)
                if arrival.came_from is not None:
                    self._reach_back(arrival.came_from, arrival.joined - _DAY)

    def _groups(self) -> dict[Group, list[int]]:
        """Gather those who joined a household on one day; strangers come one by one."""
        groups: dict[Group, list[int]] = {}
        world = self._world
        for number, arrival in world.arrivals.items():
            if arrival.came_from is None and arrival.joined is not None:
                home = world.household_of(number)
                alone = number if home.family_type in _AMONG_STRANGERS else None
                if number not in self._begun_anew:
                    groups.setdefault((home.number, arrival.joined, alone), []).append(number)
        return groups

    def _former(self, home: Household, members: list[int], joined: date) -> int:
        """Make the household that a group was before it came."""
        is_stranger = home.family_type in _AMONG_STRANGERS
        last, first = joined - _DAY, self._begun(joined)
        dwelling = self._dwelling(members, first, last)
        former = Household(
            number=len(self._world.households),
            kind="family",
            family_type="single" if is_stranger else home.family_type,
            strain=home.strain,
            away=dwelling.town == OUTSIDE,
        )
        self._world.households.append(former)
        self._world.homes[former.number] = (Stay(dwelling=dwelling, first=first, last=last),)
        return former.number

    def _dwelling(self, members: list[int], first: date, last: date) -> Dwelling:
        """Choose a home; young adults lived with parents, who are outside the town."""
        if any(self._was_child_alone(number, last) for number in members):
            return self._places.outside()
        return self._spare.anywhere(first, last)

    def _was_child_alone(self, number: int, day: date) -> bool:
        """Say whether an adult had not been one for long."""
        age = self._world.people[number].age_at(day)
        return number not in self._world.carers_by_child and age < ADULT_AGE + _GROWN_BEFORE_YEARS

    def _begun(self, until: date) -> date:
        return until - timedelta(days=int(self._chance.wait(_BEFORE_YEARS) * 365) + _LEAST_DAYS)

    def _reach_back(self, household: int, day: date) -> None:
        """Add a stay before the earliest one if the household was there before that."""
        stays = self._world.homes[household]
        if stays[0].first <= day:
            return
        begun, last = self._begun(day), stays[0].first - _DAY
        if self._world.households[household].away or stays[0].dwelling.kind != "house":
            older = (replace(stays[0], first=begun), *stays[1:])
        else:
            home = self._spare.anywhere(begun, last)
            older = (Stay(dwelling=home, first=begun, last=last), *stays)
        self._world.homes[household] = older
