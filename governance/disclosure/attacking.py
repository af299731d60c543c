"""An attack on a release by a reader with a solver of integer programmes: which numbers are had.

A number is had where it can be only one. To show that it is not, one other solution is enough in
which it differs: so solutions are looked for that let many numbers differ at once, then a few
near by, and only what never differed is put to the whole block that it belongs to.
"""

from collections.abc import Iterable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from governance.disclosure.system import Numbers, Places, System, tightened

_WORTH = 10  # A solution of a whole block must take out so many, or numbers are tried near by.
_FEWER = 4
_REACH = 1000.0  # How far numbers are moved in them: without a bound there is no best solution.
_NEAR = 2  # How many sums away numbers may move with one, before all of a block may.
_GAP = 0.3  # No best solution is needed.
_SEED = 20


class ContradictionError(ValueError):
    """The numbers given do not fit what is known of them, so that nothing can be said of a reader.

    A rule shows what its own words do not allow, or a check was given other figures than were
    shown: a fault of this program, and no release may follow from it.
    """


def had(system: System, targets: Places, base: Numbers) -> dict[int, int]:
    """Return the numbers among the targets that can be only one, and which.

    Args:
        system: what the reader knows.
        targets: places of the numbers to try.
        base: numbers that solve the system: the true ones, which no reader has.

    Raises:
        ContradictionError: the numbers do not solve it.
    """
    known = tightened(system)
    if (base < known.low).any() or (base > known.high).any() or np.any(known.rows @ base):
        msg = "what is shown does not fit the figures that it is shown of"
        raise ContradictionError(msg)
    is_known = known.low == known.high
    sure = targets[is_known[targets]]
    found = {int(place): int(known.low[place]) for place in sure}
    wanted = np.setdiff1d(targets, sure)
    for block in known.blocks():
        of_block = np.intersect1d(block, wanted) if block.size > 1 else ()
        if len(of_block):  # One that has to do with no other keeps what it is known to be.
            stuck = _stuck(known, block, of_block, base)
            found |= {int(place): int(base[place]) for place in stuck}
    return found


def moved(system: System, place: int, by: int, free: Places, base: Numbers) -> Numbers | None:
    """Return another solution in which a number is larger or smaller, and only the free differ."""
    low, high = system.low[free].copy(), system.high[free].copy()
    own = int(np.searchsorted(free, place))
    if by > 0:
        low[own] = max(low[own], base[place] + by)
    else:
        high[own] = min(high[own], base[place] + by)
    return None if low[own] > high[own] else _solve(system, free, base, low, high)


def _stuck(system: System, block: Places, wanted: Iterable[int], base: Numbers) -> list[int]:
    """Return those of the wanted that no other solution moves."""
    left = set(map(int, wanted))
    other = _sweep(system, block, left, base, worth=_WORTH)
    for solution in (base, other):
        left = {each for each in left if not _moves_near(system, block, each, solution)}
    _sweep(system, block, left, base, worth=1)
    return [each for each in sorted(left) if not _moves(system, block, each, base)]


def _sweep(system: System, block: Places, left: set[int], base: Numbers, worth: int) -> Numbers:
    """Take out what differs in solutions in which many numbers are wished away from where they are.

    Wishes get into each other's way: where too little came of so many, fewer are wished.

    Returns:
        The last solution found.
    """
    chance = np.random.default_rng(_SEED)
    low = np.maximum(system.low[block], base[block] - _REACH)
    high = np.minimum(system.high[block], base[block] + _REACH)
    other, share = base.copy(), 1.0
    while share * len(left) >= worth:
        signs = chance.choice((-1.0, 1.0), block.size)
        signs[base[block] == low] = -1.0  # The least sum is sought: a wish to be larger.
        signs[base[block] == high] = 1.0
        wished = np.isin(block, list(left)) & (chance.random(block.size) < share)
        found = _solve(system, block, base, low, high, wished * signs)
        if found is None:
            break
        differing = left.intersection(map(int, block[found != base[block]]))
        left -= differing
        other[block] = found
        share = share if len(differing) >= worth else share / _FEWER
    return other


def _moves_near(system: System, block: Places, place: int, base: Numbers) -> bool:
    near = np.intersect1d(system.around((place,), _NEAR), block)
    return _moves(system, near, place, base)


def _moves(system: System, free: Places, place: int, base: Numbers) -> bool:
    return any(moved(system, place, by, free, base) is not None for by in (1, -1))


def _solve(  # noqa: PLR0913, PLR0917 - a programme is all of these
    system: System,
    free: Places,
    base: Numbers,
    low: Numbers,
    high: Numbers,
    wish: Numbers | None = None,
) -> Numbers | None:
    """Solve for some numbers while all others stay; with a wish, for the least sum of wished."""
    touching = np.unique(system.columns[free].indices)
    rows = system.rows[touching]
    own = rows[:, free]
    goal = own @ base[free] - rows @ base
    constraints = [LinearConstraint(own, goal, goal)] if touching.size else []
    found = milp(
        np.zeros(free.size) if wish is None else wish,
        integrality=np.ones(free.size, dtype=np.int64),
        bounds=Bounds(low, high),
        constraints=constraints,
        options={"mip_rel_gap": _GAP},
    )
    return None if found.x is None else np.rint(found.x)
