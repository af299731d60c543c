"""How good a calibration is, by its labels alone: cross-validation, and bootstrap intervals.

Where the truth is known, `judging` says more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from linkage_models.calibration.bands import (
    Bools,
    Floats,
    Ints,
    banded,
    largest_gap,
    log_loss,
    nominal,
)
from linkage_models.calibration.calibration import BandQuality, Estimate, Quality
from linkage_models.calibration.curves import CURVE_WORTH, Curves, fit_curves
from linkage_models.calibration.drawing import STRATA, strata_of

_FOLDS = 5
_DRAWS = 200
INTERVAL = (0.025, 0.975)
"""The quantiles between which 95% of all draws are."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Labelled pairs as arrays, with how many pairs each stands for."""

    weight: Floats
    is_match: Bools
    is_close: Bools
    stands_for: Floats

    def fit(self, chosen: Bools | Ints) -> Curves:
        """Fit curves to some of the labels."""
        return fit_curves(
            self.weight[chosen],
            self.is_match[chosen],
            self.is_close[chosen],
            self.stands_for[chosen],
        )


@dataclass(frozen=True, kw_only=True)
class Population:
    """All pairs of a night, counted by weight, closeness and side of the join level."""

    weight: Floats
    is_close: Bools
    is_joined: Bools
    pairs: Floats

    def shares(self, probability: Floats) -> tuple[float, float]:
        """Return the precision and the recall that probabilities make one expect at the join."""
        expected = self.pairs * probability
        joined = float(expected[self.is_joined].sum())
        all_joined = max(float(self.pairs[self.is_joined].sum()), 1.0)
        return joined / all_joined, joined / float(expected.sum())


def judge_by_labels(sample: Sample, seed: int) -> Quality:
    """Judge each label by curves fitted without it and those of its fold."""
    expected = cross_validated(sample, seed)
    before = nominal(sample.weight)
    told = sample.weight, sample.is_match, sample.stands_for
    bands = banded(told[0], expected, *told[1:])
    return Quality(
        bands=tuple(BandQuality.of(band) for band in bands),
        largest_gap=largest_gap(bands),
        largest_gap_nominal=largest_gap(banded(told[0], before, *told[1:])),
        brier=_brier(expected, *told[1:]),
        brier_nominal=_brier(before, *told[1:]),
        log_loss=log_loss(expected, *told[1:]),
        log_loss_nominal=log_loss(before, *told[1:]),
    )


def cross_validated(sample: Sample, seed: int) -> Floats:
    """Return for each label the probability by curves fitted to the other folds."""
    chance = np.random.default_rng(seed)
    order = np.lexsort(
        (chance.random(len(sample.weight)), strata_of(sample.weight, sample.is_close))
    )
    fold = np.empty(len(order), dtype=np.int64)
    fold[order] = np.arange(len(order)) % _FOLDS
    expected = np.empty(len(order))
    for each in range(_FOLDS):
        held = fold == each
        expected[held] = sample.fit(~held).at(sample.weight[held], sample.is_close[held])
    return expected


def expect_at_join(
    sample: Sample, curves: Curves, population: Population, seed: int
) -> tuple[Estimate, Estimate]:
    """Estimate precision and recall at the join level, with 95% intervals."""
    shares = population.shares(curves.at(population.weight, population.is_close))
    drawn = [population.shares(each) for each in drawn_again(sample, population, seed)]
    low, high = np.quantile(np.array(drawn), INTERVAL, axis=0)
    precision, recall = (
        Estimate(share=share, low=min(share, low[i]), high=max(share, high[i]))
        for i, share in enumerate(shares)
    )
    return precision, recall


def drawn_again(sample: Sample, population: Population, seed: int) -> Iterator[Floats]:
    """Give the probabilities of all pairs as other labels, drawn alike, might have told them.

    Labels are drawn again within their strata, as the sample was, and curves fitted to them. Of
    forty labels that all say yes every draw says yes too, so the share that is true in a stratum
    is drawn as well, around its curve and as widely as its labels leave open.
    """
    chance = np.random.default_rng(seed)
    stratum = strata_of(sample.weight, sample.is_close)
    order = np.argsort(stratum, kind="stable")
    size = np.bincount(stratum, minlength=STRATA)
    first = np.repeat(np.cumsum(size) - size, size)
    many = np.repeat(size, size)
    for _ in range(_DRAWS):
        again = sample.fit(order[first + chance.integers(0, many)])
        yield _drawn_around(again, population, size, chance)


def _drawn_around(
    curves: Curves, population: Population, labels: Ints, chance: np.random.Generator
) -> Floats:
    """Draw the share of true pairs in each stratum, and move its probabilities there together."""
    probability = curves.at(population.weight, population.is_close)
    stratum = strata_of(population.weight, population.is_close)
    pairs = np.maximum(np.bincount(stratum, population.pairs, STRATA), 1.0)
    share = np.bincount(stratum, population.pairs * probability, STRATA) / pairs
    share = np.clip(share, np.finfo(float).eps, 1 - np.finfo(float).eps)
    firmness = labels + CURVE_WORTH
    found = chance.beta(firmness * share, firmness * (1 - share))
    down = probability * (found / share)[stratum]
    up = 1 - (1 - probability) * ((1 - found) / (1 - share))[stratum]
    return np.where((found < share)[stratum], down, up)


def _brier(probability: Floats, is_match: Bools, stands_for: Floats) -> float:
    return float(np.average((probability - is_match) ** 2, weights=stands_for))
