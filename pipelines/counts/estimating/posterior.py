"""From people reviewed to what a figure may truly be: draws of its difference from what is counted.

Whoever was not reviewed is right or wrong at a rate that the reviewed people of the stratum, and
before them the labelled pairs, leave possible. Families are right or wrong together. Nothing is
drawn over single links: that was measured to give a narrow and wrong interval.
"""

from dataclasses import dataclass

import numpy as np

from linkage_models.calibration.bands import Floats
from pipelines.counts.estimating.frames import Doubt, Frame
from pipelines.counts.estimating.rates import DRAWS, Rates
from pipelines.counts.estimating.reviewed import Reviewed
from pipelines.counts.estimating.units import Units

BEFORE = 0.5
"""How many errors the expectation before reviewing counts as: half a one, as Jeffreys has it."""
_LINKS_OF_A_TIE = 2
_NOTHING = 1e-9
_MOST_DONORS = 500
# Below this a rate, or the weight of a donor, is as good as none; 0 has no distribution.
_LEAST, _LEAST_WEIGHT = 1e-4, 1e-3


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A stratum: what reviewed people showed of it, and the families of which nothing is known.

    `doubted` and `other` hold what each error that was seen changes, in its whole family: errors as
    were to be doubted, and errors of another kind. `doubt` has a row for each family with somebody
    who was not reviewed: what an error would change.
    """

    people: int
    differs: Floats
    doubted: Floats
    other: Floats
    doubt: Floats


def draw_differences(
    frame: Frame, units: Units, reviewed: Reviewed, rates: Rates, chance: np.random.Generator
) -> Floats:
    """Draw by how much the true figures of a frame differ from those counted.

    Returns:
        One row a draw, one column a figure of the frame.
    """
    total = np.zeros((DRAWS, len(frame.measures)))
    for number, stratum in enumerate(frame.strata):
        if not np.any(units.stratum == number):
            continue
        part = _part(units, reviewed, number)
        expected = _expected(stratum.doubt, frame, units, number, rates)
        total += part.differs.sum(axis=0) + _of_the_rest(part, expected, chance)
    return total


def _part(units: Units, reviewed: Reviewed, number: int) -> _Part:
    is_here = units.stratum[reviewed.place] == number
    place = reviewed.place[is_here]
    differs = reviewed.truth[is_here] - units.counted[place]
    size = np.abs(differs).sum(axis=1)
    is_doubted = np.abs(differs - units.doubt[place]).sum(axis=1) < size
    is_of_it = units.stratum == number
    _, of_cluster, people = np.unique(
        units.cluster[is_of_it], return_inverse=True, return_counts=True
    )
    of_unit = np.ones(len(units.cluster))
    of_unit[is_of_it] = people[of_cluster]
    changed = differs * of_unit[place][:, None]
    rest = is_of_it.copy()
    rest[place] = False
    cluster, of_cluster = np.unique(units.cluster[rest], return_inverse=True)
    doubt = np.zeros((len(cluster), units.doubt.shape[1]))
    np.add.at(doubt, of_cluster, units.doubt[rest])
    return _Part(
        people=len(place),
        differs=differs,
        doubted=changed[is_doubted],
        other=changed[(size > _NOTHING) & ~is_doubted],
        doubt=doubt,
    )


def _expected(doubt: Doubt, frame: Frame, units: Units, number: int, rates: Rates) -> Floats:
    """Return the rate of error expected before anybody is reviewed, for each draw."""
    missed = 1 - (1 - rates.missed) ** _LINKS_OF_A_TIE
    wrong = 1 - (1 - rates.wrong) ** _LINKS_OF_A_TIE
    match doubt:
        case Doubt.OPEN:
            return np.full(DRAWS, 0.5)
        case Doubt.WRONG:
            rate = wrong
        case Doubt.MISSED:
            rate = missed
        case Doubt.MISSED_AMONG_FOUND:
            names = [stratum.name for stratum in frame.strata]
            found = sum(_clusters(units, names.index(name)) for name in frame.found)
            rate = missed / (1 - missed) * found / _clusters(units, number)
    return np.clip(rate, _LEAST, 0.5)


def _of_the_rest(part: _Part, expected: Floats, chance: np.random.Generator) -> Floats:
    """Draw the errors of those who were not reviewed: how many families, and what each changes."""
    doubted, other = len(part.doubted), len(part.other)
    rate = chance.beta(BEFORE + doubted, BEFORE * (1 / expected - 1) + part.people - doubted)
    drawn = _errors(len(part.doubt), rate, part.doubted, part.doubt, chance)
    if other:
        rate = chance.beta(other, part.people - other + BEFORE, DRAWS)
        drawn += _errors(len(part.doubt), rate, part.other, part.doubt[:0], chance)
    return drawn


def _errors(
    clusters: int, rate: Floats, seen: Floats, doubt: Floats, chance: np.random.Generator
) -> Floats:
    """Draw which families are in error, each like one that was seen or like its stratum's doubt."""
    if len(doubt) > _MOST_DONORS:
        doubt = doubt[chance.choice(len(doubt), _MOST_DONORS, replace=False)]
    donors = np.vstack([seen, doubt])
    if not len(donors):
        return np.zeros((DRAWS, donors.shape[1]))
    of_doubt = np.full(len(doubt), BEFORE / max(len(doubt), 1))
    weight = np.maximum(np.concatenate([np.ones(len(seen)), of_doubt]), _LEAST_WEIGHT)
    share = chance.dirichlet(weight, DRAWS)
    share /= share.sum(axis=1, keepdims=True)
    drawn = chance.multinomial(chance.binomial(clusters, rate), share) @ donors
    return np.asarray(drawn, dtype=np.float64)


def _clusters(units: Units, number: int) -> int:
    return len(np.unique(units.cluster[units.stratum == number]))


def interval_of(draws: Floats, share: float = 0.9) -> tuple[float, float]:
    """Return the middle of draws that holds this share of them."""
    low, high = np.quantile(draws, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)
