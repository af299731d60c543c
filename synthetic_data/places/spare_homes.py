"""Homes of the town in which nobody lives now: others lived there before, one after the other."""

from collections.abc import Iterable
from datetime import date

from synthetic_data.chance import Chance
from synthetic_data.facts import Dwelling
from synthetic_data.places.places import Places

_TRIES = 8
_IN_TOWN = 0.6


class SpareHomes:
    """Lets homes for periods in the past, never to two households at once."""

    def __init__(self, homes: Iterable[Dwelling], places: Places, chance: Chance) -> None:
        """Know the homes that are left, and the places outside the town for when none is free."""
        self._let: list[tuple[Dwelling, list[tuple[date, date]]]] = [(home, []) for home in homes]
        self._places = places
        self._chance = chance

    def in_town(self, first: date, last: date) -> Dwelling:
        """Return a home where nobody else lived in a period; one outside if none is found."""
        for _ in range(_TRIES if self._let else 0):
            home, periods = self._chance.pick(self._let)
            if all(last < begun or ended < first for begun, ended in periods):
                periods.append((first, last))
                return home
        return self._places.outside()

    def anywhere(self, first: date, last: date) -> Dwelling:
        """Return a home for a period, in the town or outside it."""
        if self._chance.happens(_IN_TOWN):
            return self.in_town(first, last)
        return self._places.outside()
