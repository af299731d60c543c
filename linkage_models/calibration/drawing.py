"""Drawing a sample of pairs with known chances, from arrays; what is read and written is elsewhere.

Strata are bands of weight by closeness. Within a stratum, pairs are taken at even steps through a
list ordered by source pair, so each combination of sources gets its share.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import bisect

from linkage_models.calibration.bands import WEIGHT_BANDS, Bools, Floats, Ints, band_of

STRATA = 2 * len(WEIGHT_BANDS)
"""How many strata there are: each band of weight by closeness."""
_LEAST_OF_STRATUM = 2
_ROUNDING = 1e-6


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """Which pairs were drawn, in random order, and how many pairs each stands for."""

    index: Ints
    sample_weight: Floats


def draw(
    weight: Floats, is_close: Bools, labels: int, seed: int, source_pair: Ints | None = None
) -> Drawn:
    """Draw pairs to label.

    Args:
        weight: match weight of every pair.
        is_close: whether the pair's records share a household.
        labels: how many to draw; fewer if there are not so many.
        seed: the same seed and pairs give the same sample in the same order.
        source_pair: a number for the two sources of each pair.
    """
    chance = np.random.default_rng(seed)
    stratum = strata_of(weight, is_close)
    sizes = np.bincount(stratum, minlength=STRATA)
    quota = quotas(sizes, labels)
    within = np.zeros(len(weight), dtype=np.int64) if source_pair is None else source_pair
    order = np.lexsort((chance.random(len(weight)), within, stratum))
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    chosen = [
        order[first[each] + _steps(int(sizes[each]), int(quota[each]), float(chance.random()))]
        for each in np.flatnonzero(quota)
    ]
    index = np.concatenate([np.empty(0, dtype=np.int64), *chosen])
    index = index[chance.permutation(len(index))]
    each = stratum[index]
    return Drawn(index=index, sample_weight=sizes[each] / quota[each])


def strata_of(weight: Floats, is_close: Bools) -> Ints:
    """Return the stratum of each pair: its band by its closeness."""
    return 2 * band_of(weight) + is_close


def stratum_in_words(stratum: int) -> str:
    """Name a stratum: its band of weight, and whether its pairs share a household."""
    number, is_close = divmod(stratum, 2)
    edges = [band.from_weight for band in WEIGHT_BANDS]
    low = "below" if number == 0 else f"{edges[number]:g} to"
    high = f"{edges[number + 1]:g}" if number + 1 < len(edges) else "any"
    return f"weight {low} {high}, {'one household' if is_close else 'apart'}"


def quotas(sizes: Ints, labels: int) -> Ints:
    """Share labels out: bands as declared, within a band by the root of the number of pairs.

    The root gives the rarer closeness enough for a curve of its own. Every stratum that holds
    pairs gets some, or nothing could be said of it; what a stratum cannot use goes to others.
    """
    share = np.repeat([band.label_share for band in WEIGHT_BANDS], 2)
    root = np.sqrt(sizes).reshape(-1, 2)
    wanted = share * (root / np.maximum(root.sum(axis=1, keepdims=True), 1)).ravel()
    least = np.minimum(sizes, _LEAST_OF_STRATUM)
    total = max(int(least.sum()), min(labels, int(sizes.sum())))
    highest = float((sizes / np.where(wanted > 0, wanted, 1)).max()) + 1

    def given_at(level: float) -> Floats:
        return np.asarray(np.clip(level * wanted, least, sizes), dtype=np.float64)

    given = given_at(bisect(lambda level: given_at(level).sum() - total, 0.0, highest))
    whole = np.floor(given + _ROUNDING).astype(np.int64)
    largest = np.lexsort((np.arange(len(given)), whole - given))
    whole[largest[: max(0, total - int(whole.sum()))]] += 1
    return whole


def _steps(size: int, taken: int, start: float) -> Ints:
    return np.floor((start + np.arange(taken)) * size / taken).astype(np.int64)
