"""Bands of match weight: where labels are drawn, and where probabilities are held against answers.

Declared once. How a probability is fitted is in `curves`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

HIGH = 0.7
"""Bands whose probability is above this are those that links are made from."""
LEAST_PAIRS = 50
"""Of fewer pairs a share says more about chance than about the probability."""
_CONFIDENCE = 1.96


@dataclass(frozen=True, kw_only=True)
class WeightBand:
    """Weights from one level to the next, and the share of all labels that is drawn there.

    Most labels go where answers are least certain: sure links and sure non-links need few.
    """

    from_weight: float
    label_share: float


WEIGHT_BANDS = (
    WeightBand(from_weight=-np.inf, label_share=0.02),
    WeightBand(from_weight=-20.0, label_share=0.10),
    WeightBand(from_weight=-5.0, label_share=0.15),
    WeightBand(from_weight=0.0, label_share=0.24),
    WeightBand(from_weight=5.0, label_share=0.21),
    WeightBand(from_weight=10.0, label_share=0.13),
    WeightBand(from_weight=15.0, label_share=0.07),
    WeightBand(from_weight=20.0, label_share=0.04),
    WeightBand(from_weight=25.0, label_share=0.04),
)
_EDGES = np.array([band.from_weight for band in WEIGHT_BANDS] + [np.inf])


@dataclass(frozen=True, kw_only=True)
class Band:
    """What was expected of the pairs of a band of weights, and what is true of them."""

    from_weight: float
    to_weight: float
    pairs: int
    probability: float
    share_true: float
    interval_low: float
    interval_high: float

    @property
    def gap(self) -> float:
        """How far the probability is from the share that is true."""
        return abs(self.probability - self.share_true)

    @property
    def counts(self) -> bool:
        """Whether links are made from it, and enough pairs of it were seen to judge it."""
        return self.probability > HIGH and self.pairs >= LEAST_PAIRS


def band_of(weight: Floats) -> Ints:
    """Return the number of the band that each weight is in."""
    return np.digitize(weight, _EDGES[1:-1]).astype(np.int64)


def nominal(weight: Floats) -> Floats:
    """Return what the model itself takes a weight to mean: odds of two to its power."""
    return np.asarray(expit(weight * np.log(2)), dtype=np.float64)


def banded(
    weight: Floats, probability: Floats, is_match: Bools, sample_weight: Floats | None = None
) -> tuple[Band, ...]:
    """Hold probabilities against answers, band by band; bands without pairs are left out.

    Args:
        weight: match weight of each pair.
        probability: what is to be judged.
        is_match: whether the two records are one person.
        sample_weight: how many pairs each stands for; without it, one.
    """
    stands_for = np.ones(len(weight)) if sample_weight is None else sample_weight
    number = band_of(weight)
    return tuple(
        _band(int(each), probability[chosen], is_match[chosen], stands_for[chosen])
        for each in np.unique(number)
        for chosen in [number == each]
    )


def largest_gap(bands: tuple[Band, ...]) -> float:
    """Return the largest gap of the bands that links are made from; not a number without any."""
    return max((band.gap for band in bands if band.counts), default=float("nan"))


def log_loss(probability: Floats, is_match: Bools, sample_weight: Floats | None = None) -> float:
    """Return how surprising the answers are on average: being sure and wrong costs most."""
    if not len(is_match):
        return float("nan")
    told = np.where(is_match, probability, 1 - probability)
    # A probability so near 1 that it is stored as 1 would cost everything when it is wrong.
    cost = -np.log(np.maximum(told, np.finfo(float).eps))
    return float(np.average(cost, weights=sample_weight))


def wilson(share: float, pairs: float) -> tuple[float, float]:
    """Return the 95% interval of a share seen in so many pairs, also where it is 0 or 1."""
    spread = _CONFIDENCE**2 / pairs
    middle = (share + spread / 2) / (1 + spread)
    half = np.sqrt(share * (1 - share) * spread + spread**2 / 4) / (1 + spread)
    return float(max(0.0, middle - half)), float(min(1.0, middle + half))


def effective(sample_weight: Floats) -> float:
    """Return how many equally weighted pairs would tell as much."""
    return float(sample_weight.sum() ** 2 / (sample_weight**2).sum())


def _band(number: int, probability: Floats, is_match: Bools, stands_for: Floats) -> Band:
    share = float(np.average(is_match, weights=stands_for))
    low, high = wilson(share, effective(stands_for))
    return Band(
        from_weight=float(_EDGES[number]),
        to_weight=float(_EDGES[number + 1]),
        pairs=len(is_match),
        probability=float(np.average(probability, weights=stands_for)),
        share_true=share,
        interval_low=low,
        interval_high=high,
    )
