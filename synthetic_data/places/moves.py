"""Where households live and lived; from that `stays` traces where each person did.

About a tenth of the people move in a year. A home is vacated before others move in, so an address
holds different families at different times and never two at once by accident.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from synthetic_data.chance import Chance
from synthetic_data.facts import Dwelling, Household, Stay
from synthetic_data.places.earlier_homes import EarlierHomes
from synthetic_data.places.neighbourhoods import Neighbourhoods
from synthetic_data.places.places import AREAS_OF_ENGLAND, Places
from synthetic_data.places.spare_homes import SpareHomes
from synthetic_data.world import World

_RENTERS, _RENTER_YEARS, _OWNER_YEARS = 0.45, 7.5, 22.0
_FROM_OUTSIDE = 0.2
_NEAR_MOVES = 0.7
_REMEMBERED_YEARS = 12.0
_BEFORE_YEARS = 4.0
_ENDED_KINDS = ("deceased", "adopted")
_NO_FIXED_ABODE, _NO_FIXED_ABODE_POSTCODE, _AREAS_ROAMED = "no_fixed_abode", "ZZ99 3VZ", 4
_DAY = timedelta(days=1)


class Removals:
    """Assigns homes and keeps who lived where before."""

    def __init__(self, world: World, places: Places, chance: Chance, *, moves: float = 1.0) -> None:
        """Work on one world and its homes; `moves` is how many times as often people move."""
        self._moves = moves
        self._world = world
        self._places = places
        self._chance = chance
        self._spare = SpareHomes((), places, chance)

    def assign_homes(self) -> None:
        """Give every household its home and the homes it had before."""
        ordinary = [
            household
            for household in self._world.households
            if household.kind in ("family", "foster") and not household.away and not household.left
        ]
        dwellings = self._match(ordinary)
        moved_in = {household.number: self._moved_in(household) for household in ordinary}
        before = self._homes_before(dwellings, moved_in)
        for household in self._world.households:
            number = household.number
            if number in dwellings:
                now = Stay(dwelling=dwellings[number], first=moved_in[number], last=None)
                self._world.homes[number] = (*self._earlier(before.get(number), now.first), now)
            else:
                self._world.homes[number] = self._unusual_home(household)
        EarlierHomes(self._world, self._places, self._spare, self._chance).remember()

    def _match(self, households: list[Household]) -> dict[int, Dwelling]:
        """Find homes in neighbourhoods, and keep the rest for those who lived there before."""
        chance = self._chance
        homes = chance.shuffled(self._places.homes)
        taken = homes[: len(households)]
        self._spare = SpareHomes(homes[len(households) :], self._places, chance)
        neighbourhoods = Neighbourhoods.of(self._world, self._places.wards, chance)
        return neighbourhoods.match(households, taken)

    def _moved_in(self, household: Household) -> date:
        rents = self._chance.happens(_RENTERS + 0.5 * (household.strain - 0.45))
        years = self._chance.wait(_RENTER_YEARS if rents else _OWNER_YEARS) / self._moves
        if household.kind == "foster":  # Those who are approved have lived there for long.
            years += _REMEMBERED_YEARS
        return self._chance.years_before(self._world.as_at, min(years, 45.0))

    def _homes_before(
        self, dwellings: dict[int, Dwelling], moved_in: dict[int, date]
    ) -> dict[int, Dwelling]:
        """Find the home each household moved out of: one that others moved into later."""
        chance, groups = self._chance, dict[int, list[int]]()
        horizon = chance.years_before(self._world.as_at, _REMEMBERED_YEARS)
        for number, day in moved_in.items():
            if day > horizon and not chance.happens(_FROM_OUTSIDE):
                third = 3 * dwellings[number].imd_rank // AREAS_OF_ENGLAND
                group = third if chance.happens(_NEAR_MOVES) else -1
                groups.setdefault(group, []).append(number)
        before: dict[int, Dwelling] = {}
        for group in sorted(groups):
            movers = sorted(groups[group], key=lambda number: (moved_in[number], number))
            for earlier, later in pairwise(movers):
                before[earlier] = dwellings[later]
        return before

    def _earlier(self, dwelling: Dwelling | None, until: date) -> Iterable[Stay]:
        """Return one or two stays before the present one."""
        chance = self._chance
        first = until - timedelta(days=int(chance.wait(_BEFORE_YEARS) * 365) + 20)
        latest = Stay(dwelling=dwelling or self._places.outside(), first=first, last=until - _DAY)
        if chance.happens(0.5):
            return (latest,)
        older = first - timedelta(days=int(chance.wait(_BEFORE_YEARS) * 365) + 20)
        home = self._spare.anywhere(older, first - _DAY)
        return (Stay(dwelling=home, first=older, last=first - _DAY), latest)

    def _unusual_home(self, household: Household) -> tuple[Stay, ...]:
        """House those outside the town, those who left it, and those at communal places."""
        chance, as_at = self._chance, self._world.as_at
        since = chance.years_before(as_at, chance.wait(8.0) + 3.1)
        if household.kind in _ENDED_KINDS:
            return (self._last_home(household),)
        if household.shares_with is not None:
            return self._world.homes[household.shares_with]
        if household.away:
            return (Stay(dwelling=self._places.outside(), first=since, last=None),)
        if household.left is not None:
            gone = Stay(dwelling=self._places.outside(), first=household.left, last=None)
            last = household.left - _DAY
            return (Stay(dwelling=self._spare.in_town(since, last), first=since, last=last), gone)
        is_nowhere = household.kind == _NO_FIXED_ABODE
        dwelling = self._nowhere() if is_nowhere else self._places.communal(household.kind)
        return (Stay(dwelling=dwelling, first=chance.years_before(as_at, 50.0), last=None),)

    def _last_home(self, household: Household) -> Stay:
        """Leave the dead, and children adopted since, at the address they had on their last day."""
        arrival = self._world.arrivals[household.members[0]]
        ended, left = arrival.joined or self._world.as_at, arrival.came_from or 0
        stays = self._world.homes[left]
        last = next((stay for stay in reversed(stays) if stay.first <= ended), stays[0])
        return Stay(dwelling=last.dwelling, first=ended, last=None)

    def _nowhere(self) -> Dwelling:
        """Return the pseudo-address of somebody without a home, mostly in a poor area."""
        near = [self._chance.pick(self._places.postcodes) for _ in range(_AREAS_ROAMED)]
        area = min(near, key=lambda postcode: postcode.imd_rank)
        return Dwelling(
            flat="",
            premises="",
            street="NO FIXED ABODE",
            town="",
            postcode=_NO_FIXED_ABODE_POSTCODE,
            uprn="",
            kind=_NO_FIXED_ABODE,
            ward=area.ward,
            imd_rank=area.imd_rank,
        )
