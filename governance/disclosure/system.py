"""What a reader of a release knows, as a system: numbers between bounds, of which some add up.

Every number is a whole number and not negative. How the system is attacked is in `attacking`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from governance.disclosure.controlled import Key
from governance.disclosure.knowing import ANYTHING, Range

Name = tuple[str, ...]
"""What a number of the system is: a figure's key, or one with a word before it."""

Terms = tuple[tuple[Name, int], ...]
"""Numbers, each taken so many times, whose sum is nought."""

_OF_A_KEY = 4
_REST, SHARE_WHOLE = "rest", "of"
"""The words before the names of numbers that are not figures."""

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]


def rest_of(part: Key, whole: Name) -> Name:
    """Name the number by which a whole is larger than its part."""
    return (_REST, *part, *whole)


def is_figure(name: Name) -> bool:
    """Whether a number is a figure, and not one that is nowhere shown."""
    return len(name) == _OF_A_KEY


def key_of(name: Name) -> Key:
    """Return the key of a figure; what is no figure has the key of nothing."""
    return (name[0], name[1], name[2], name[3]) if is_figure(name) else ("", "", "", "")


def is_rest(name: Name) -> bool:
    """Whether a number is a rest."""
    return name[0] == _REST


def part_of(name: Name) -> Name:
    """Return the figure that a rest, or the whole of a share, is named by."""
    return name[1:5]


def share_whole_of(key: Key) -> Name:
    """Name the whole that a figure's percentage is a percentage of, which nobody is shown."""
    return (SHARE_WHOLE, *key)


@dataclass(frozen=True, eq=False)
class System:
    """Numbers between bounds, and which sums of them are nought."""

    names: tuple[Name, ...]
    low: Numbers
    high: Numbers
    rows: csr_array

    @cached_property
    def place(self) -> dict[Name, int]:
        """Where each number stands."""
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def columns(self) -> csr_array:
        """The rows that each number stands in."""
        return self.rows.T.tocsr()

    def within(self, low: Numbers, high: Numbers) -> "System":
        """Return the same sums between other bounds."""
        return System(self.names, low, high, self.rows)

    def blocks(self) -> tuple[Places, ...]:
        """Part the numbers that are not known into those that have to do with each other."""
        free = np.flatnonzero(self.low < self.high)
        touching = abs(self.rows[:, free])
        count, block = connected_components(touching.T @ touching, directed=False)
        ordered = np.argsort(block, kind="stable")
        ends = np.searchsorted(block[ordered], np.arange(1, count))
        return tuple(free[each] for each in np.split(ordered, ends))

    def around(self, places: Iterable[int], steps: int) -> Places:
        """Return the numbers that are so many sums away from some, or fewer."""
        found = np.fromiter(places, np.intp)
        for _ in range(steps):
            rows = np.unique(self.columns[found].indices)
            found = np.union1d(found, self.rows[rows].indices)
        return found


def system_of(bounds: Mapping[Name, Range], sums: Sequence[Terms]) -> System:
    """Build a system; a number without bounds may be anything."""
    names = dict.fromkeys((*bounds, *(name for terms in sums for name, _ in terms)))
    place = {name: number for number, name in enumerate(names)}
    ranges = np.array([bounds.get(name, ANYTHING) for name in names], dtype=float).reshape(-1, 2)
    found = [(row, place[name], times) for row, of in enumerate(sums) for name, times in of]
    at = np.array(found, dtype=np.int64).reshape(-1, 3).T
    shape = (len(sums), len(names))
    rows = csr_array((at[2].astype(float), (at[0], at[1])), shape=shape)
    return System(tuple(names), ranges[:, 0].copy(), ranges[:, 1].copy(), rows)


def tightened(system: System, most_rounds: int = 50) -> System:
    """Narrow every number by the bounds of the others in each of its sums.

    What is found so is certain. That is not all that can be found: sums are taken one at a time.
    """
    low, high = system.low.copy(), system.high.copy()
    rows = system.rows.tocoo()
    at, of, times = rows.row.astype(np.intp), rows.col.astype(np.intp), rows.data
    for _ in range(most_rounds):
        smallest = np.where(times > 0, times * low[of], times * high[of])
        largest = np.where(times > 0, times * high[of], times * low[of])
        down = _others(largest, at, rows.shape[0], inf)
        up = _others(smallest, at, rows.shape[0], -inf)
        # The number's own term is what the others leave: minus their largest to minus their least.
        found_low = np.where(times > 0, -down / times, -up / times)
        found_high = np.where(times > 0, -up / times, -down / times)
        new_low, new_high = low.copy(), high.copy()
        np.maximum.at(new_low, of, np.ceil(found_low - 1e-6))
        np.minimum.at(new_high, of, np.floor(found_high + 1e-6))
        if np.array_equal(new_low, low) and np.array_equal(new_high, high):
            break
        low, high = new_low, new_high
    return system.within(low, high)


def _others(ends: Numbers, at: Places, rows: int, infinite: float) -> Numbers:
    """Return for each term of a sum what the ends of all its other terms add up to."""
    is_infinite = ends == infinite
    finite = np.where(is_infinite, 0, ends)
    total = np.bincount(at, finite, rows)[at] - finite
    unbounded = np.bincount(at, is_infinite, rows)[at] - is_infinite
    return np.where(unbounded > 0, infinite, total)
