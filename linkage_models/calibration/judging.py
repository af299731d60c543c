"""Judging probabilities where the truth is known: nominal ones, and those that labels would give.

For evaluation on labelled or made-up people. A council has no truth: what its labels themselves say
of its calibration is in `quality`.
"""

from dataclasses import dataclass

import numpy as np

from linkage_models.calibration.bands import (
    Band,
    Bools,
    Floats,
    banded,
    largest_gap,
    log_loss,
    nominal,
)
from linkage_models.calibration.curves import fit_curves
from linkage_models.calibration.drawing import draw

_DRAWS = 500


@dataclass(frozen=True, kw_only=True)
class CalibrationReport:
    """Probabilities against the truth by band of weight, before and after calibration.

    Gaps are of bands whose probability is above 0.7 and that hold at least 50 pairs; not a number
    where there is none. `gap_by_chance` is the gap that probabilities right in every band would
    show, in half of all cases, because the pairs judged are not more. Log losses are both of the
    pairs that were not labelled.
    """

    nominal: tuple[Band, ...]
    calibrated: tuple[Band, ...]
    largest_gap_nominal: float
    largest_gap_calibrated: float
    gap_by_chance: float
    labels: int
    log_loss_nominal: float
    log_loss_calibrated: float

    @property
    def is_better(self) -> bool:
        """Whether calibrated probabilities beat nominal ones, by log loss of the other pairs."""
        return self.log_loss_calibrated < self.log_loss_nominal


def judge_calibration(
    weight: Floats, is_match: Bools, is_close: Bools, *, labels: int = 400, seed: int = 1
) -> CalibrationReport:
    """Draw labels as a council would, calibrate by them, and judge on all pairs not drawn.

    Args:
        weight: match weight of every scored pair.
        is_match: whether its records are truly one person.
        is_close: whether they share an address, a postcode or a contact point.
        labels: how many pairs are labelled; never more than half of all, or nothing is left.
        seed: of the draw.
    """
    before = banded(weight, nominal(weight), is_match)
    drawn = draw(weight, is_close, min(labels, len(weight) // 2), seed)
    after: tuple[Band, ...] = ()
    loss, loss_before = float("nan"), float("nan")
    if len(drawn.index):
        chosen = drawn.index
        curves = fit_curves(weight[chosen], is_match[chosen], is_close[chosen], drawn.sample_weight)
        others = np.ones(len(weight), dtype=np.bool_)
        others[chosen] = False
        probability = curves.at(weight[others], is_close[others])
        after = banded(weight[others], probability, is_match[others])
        loss = log_loss(probability, is_match[others])
        loss_before = log_loss(nominal(weight[others]), is_match[others])
    return CalibrationReport(
        nominal=before,
        calibrated=after,
        largest_gap_nominal=largest_gap(before),
        largest_gap_calibrated=largest_gap(after),
        gap_by_chance=_by_chance(after, seed),
        labels=len(drawn.index),
        log_loss_nominal=loss_before,
        log_loss_calibrated=loss,
    )


def _by_chance(bands: tuple[Band, ...], seed: int) -> float:
    judged = [band for band in bands if band.counts]
    if not judged:
        return float("nan")
    chance = np.random.default_rng(seed)
    pairs = np.array([band.pairs for band in judged])
    probability = np.array([band.probability for band in judged])
    seen = chance.binomial(pairs, probability, (_DRAWS, len(judged))) / pairs
    return float(np.median(np.abs(seen - probability).max(axis=1)))
