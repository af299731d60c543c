"""What each join level would give: pairs joined, and how many of them are expected to be right.

From labels where they allow a calibration, from the model's own probabilities where they do not.
Which persons come of it is not known here, and which level is chosen neither.
"""

from dataclasses import dataclass

import numpy as np
from duckdb import DuckDBPyConnection

from linkage_models.calibration.bands import Band, Floats, banded, nominal
from linkage_models.calibration.curves import can_be_fitted
from linkage_models.calibration.fitting import sample_of
from linkage_models.calibration.labels import Labels
from linkage_models.calibration.quality import (
    INTERVAL,
    Population,
    Sample,
    cross_validated,
    drawn_again,
)
from sources.tables import select_from

_PACKAGE = "linkage_models.calibration"
JOIN_LEVELS: Floats = np.arange(-10, 31) / 2
"""The levels that are offered, -5 to 15 by half a bit; below, few pairs are right."""
_TENTHS = 10.0
_NO_LABELS = Sample(
    weight=np.empty(0),
    is_match=np.empty(0, dtype=np.bool_),
    is_close=np.empty(0, dtype=np.bool_),
    stands_for=np.empty(0),
)


@dataclass(frozen=True, kw_only=True)
class Shares:
    """A share at each level with its 95% interval; not a number where there is none."""

    share: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, kw_only=True)
class Curve:
    """What is expected at each level, by labels where `labels` of them allowed it.

    `bands` hold labels against probabilities that were fitted without them; `nominal_bands` hold
    the same labels against the model's own.
    """

    levels: Floats
    pairs: Floats
    precision: Shares
    recall: Shares
    is_calibrated: bool
    labels: int
    bands: tuple[Band, ...]
    nominal_bands: tuple[Band, ...]


def curve_of(
    con: DuckDBPyConnection, labels: Labels | None, *, levels: Floats = JOIN_LEVELS, seed: int = 1
) -> Curve:
    """Say what each join level would give of the pairs that the night in use has scored.

    Args:
        con: the night, weighed.
        labels: what people said of pairs.
        levels: from the lowest up, in whole tenths of a bit.
        seed: of the intervals.
    """
    population = _population(con)
    sample = sample_of(con, labels) if labels else _NO_LABELS
    is_calibrated = can_be_fitted(sample.is_match)
    joined = np.asarray(population.weight >= levels[:, None], dtype=np.float64)
    precision, recall = (
        _by_labels(sample, population, joined, seed)
        if is_calibrated
        else _by_model(population, joined)
    )
    before = nominal(sample.weight)
    expected = cross_validated(sample, seed) if is_calibrated else before
    told = sample.is_match, sample.stands_for
    return Curve(
        levels=levels,
        pairs=joined @ population.pairs,
        precision=precision,
        recall=recall,
        is_calibrated=is_calibrated,
        labels=len(sample.is_match),
        bands=banded(sample.weight, expected, *told),
        nominal_bands=banded(sample.weight, before, *told),
    )


def _population(con: DuckDBPyConnection) -> Population:
    found = select_from(con, _PACKAGE, "pair_count").fetchnumpy()
    # In the middle of its tenth, a weight is on the right side of every level.
    weight = (np.asarray(found["tenth"], dtype=np.float64) + 0.5) / _TENTHS
    return Population(
        weight=weight,
        is_close=np.asarray(found["is_close"], dtype=np.bool_),
        is_joined=np.ones(len(weight), dtype=np.bool_),
        pairs=np.asarray(found["pairs"], dtype=np.float64),
    )


def _by_labels(
    sample: Sample, population: Population, joined: Floats, seed: int
) -> tuple[Shares, Shares]:
    """Return precision and recall at each level by curves fitted to labels, and the intervals."""
    curves = sample.fit(np.ones(len(sample.weight), dtype=np.bool_))
    shares = _shares_at(population, joined, curves.at(population.weight, population.is_close))
    drawn = np.array(
        [_shares_at(population, joined, each) for each in drawn_again(sample, population, seed)]
    )
    low, high = np.quantile(drawn, INTERVAL, axis=0)
    precision, recall = (
        Shares(share=each, low=np.minimum(each, low[i]), high=np.maximum(each, high[i]))
        for i, each in enumerate(shares)
    )
    return precision, recall


def _by_model(population: Population, joined: Floats) -> tuple[Shares, Shares]:
    """Return what the model's own probabilities make one expect; nothing tells how far off."""
    precision, recall = (
        Shares(share=each, low=np.full_like(each, np.nan), high=np.full_like(each, np.nan))
        for each in _shares_at(population, joined, nominal(population.weight))
    )
    return precision, recall


def _shares_at(population: Population, joined: Floats, probability: Floats) -> Floats:
    """Return precision and recall at each level; not a number where nothing is joined, or true."""
    expected = population.pairs * probability
    right, pairs = joined @ expected, joined @ population.pairs
    return np.stack([_ratio(right, pairs), _ratio(right, np.full_like(right, expected.sum()))])


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
