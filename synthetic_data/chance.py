"""Chance as an argument: every concern draws from its own seeded stream.

A new draw in one concern leaves all others as they were, so a change to one noise does not make
another town. What a source writes down is drawn about its subject alone (`Chance.about`): a
record is the same on every night, whatever other records come and go. No draw belongs anywhere
that does not hold a `Chance`.
"""

import math
import zlib
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


@cache
def _number_of(words: str) -> int:
    return zlib.crc32(words.encode())


class Chance:
    """A seeded stream of draws for one concern.

    `roll` draws a number from 0 up to, not including, 1; every other draw is made of rolls, which
    Python promises to repeat for a seed in all its versions.
    """

    roll: Callable[[], float]

    def __init__(self, seed: int, concern: str) -> None:
        """Open the stream; the same seed and concern give the same draws."""
        self._base = seed << 32 | _number_of(concern)
        self._random = Random(self._base)
        self.roll = self._random.random

    def about(self, matter: str, subject: int) -> None:
        """Let the draws that follow depend on this matter of this subject and on nothing else.

        Args:
            matter: what is drawn, as `client` or `contact`; another matter, other draws.
            subject: whose it is: the serial number of a person, a household or a spell.
        """
        self._random.seed((self._base << 32 | _number_of(matter)) << 64 | subject)

    def beside(self, concern: str) -> "Chance":
        """Open another stream of the same seed: draws there leave this one as it is."""
        return Chance(self._base, concern)

    def happens(self, share: float) -> bool:
        """Say whether something that happens in this share of cases happens now."""
        return self.roll() < share

    def between(self, low: float, high: float) -> float:
        """Draw evenly between two numbers."""
        return low + (high - low) * self.roll()

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int((high - low + 1) * self.roll())

    def pick(self, options: Sequence[T]) -> T:
        """Draw one of several, all as likely."""
        return options[int(len(options) * self.roll())]

    def wait(self, mean: float) -> float:
        """Draw how long something takes that may happen at any time, on average `mean`."""
        return -mean * math.log(1.0 - self.roll())

    def normal(self, mean: float, deviation: float) -> float:
        """Draw from a bell curve."""
        spread = math.sqrt(-2.0 * math.log(1.0 - self.roll()))
        return mean + deviation * spread * math.cos(2.0 * math.pi * self.roll())

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Return all of them in a drawn order."""
        places = [(self.roll(), place) for place in range(len(options))]
        return [options[place] for _, place in sorted(places)]

    def years_before(self, day: date, years: float) -> date:
        """Return the day that many years earlier."""
        return day - timedelta(days=int(years * 365.2425))


class Weighted(Generic[T]):
    """Options of which some are drawn more often than others."""

    def __init__(self, options: Sequence[T], weights: Sequence[float]) -> None:
        """Keep the options with the sum of their weights so far."""
        self._options = tuple(options)
        self._sums = tuple(accumulate(weights))

    @classmethod
    def of(cls, weights: Mapping[T, float]) -> "Weighted[T]":
        """Build from a table of options and their weights."""
        return cls(tuple(weights), tuple(weights.values()))

    @classmethod
    def ranked(cls, options: Sequence[T], exponent: float, offset: float = 0.0) -> "Weighted[T]":
        """Build from options in order of frequency, falling off as a power of the rank."""
        return cls(options, [(rank + offset) ** -exponent for rank in range(1, len(options) + 1)])

    def draw(self, chance: Chance) -> T:
        """Draw one by its weight."""
        return self._options[
            min(bisect(self._sums, chance.roll() * self._sums[-1]), len(self._options) - 1)
        ]
