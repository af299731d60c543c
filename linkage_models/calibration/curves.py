"""Fitting: the probability that two records are one person, rising with their match weight.

A logistic curve carries few labels far; where labels are many, an isotonic correction takes over.
By closeness, because members of one household are confused otherwise than strangers are.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import isotonic_regression, minimize
from scipy.special import expit, logit

from linkage_models.calibration.bands import Bools, Floats, band_of

KNOTS = np.arange(-30.0, 41.0, 2.0)
"""Weights at which a curve is kept; between them its log odds run straight, outside it is flat."""

LEAST_LABELS = 60
"""Labels of one closeness below which it has no curve of its own."""
LEAST_ANSWERS = 8
"""Labels of either answer that a curve needs at least, for the same reason."""

# So many labels near a knot say as much as the logistic curve does; more say more.
CURVE_WORTH = 30.0
# How far from a knot, in bits, labels still speak for it: the spread of a bell.
_REACH = 3.0
# Some hundred labels never show that something happens less often than this.
_LEAST = 0.0005
_LEAST_SLOPE = 0.01


@dataclass(frozen=True, kw_only=True)
class _Prior:
    """Where a fit starts from, and how firmly it is held there: intercept and two slopes."""

    centre: Floats
    firmness: Floats


# Evidence that hangs together is counted several times, so a weight is worth about half of what it
# says; loosely held, so that a hundred labels overrule it.
_BEFORE_LABELS = _Prior(centre=np.array([0.0, 0.5, 0.5]), firmness=np.array([0.02, 4.0, 4.0]))
_FIRMNESS_OF_POOLED = np.array([0.5, 4.0, 4.0])


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The probability at each knot. It never falls, and is never 0 or 1."""

    probability: Floats

    def at(self, weight: Floats) -> Floats:
        """Return the probability at each weight."""
        odds = np.interp(weight, KNOTS, logit(self.probability))
        return np.asarray(expit(odds), dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class Curves:
    """A curve for pairs of one household and one for those elsewhere.

    `pooled` names those that had too few labels, and have the curve of all labels.
    """

    one_household: Curve
    elsewhere: Curve
    pooled: tuple[str, ...]

    def at(self, weight: Floats, is_close: Bools) -> Floats:
        """Return the probability of each pair."""
        return np.where(is_close, self.one_household.at(weight), self.elsewhere.at(weight))


def can_be_fitted(is_match: Bools) -> bool:
    """Say whether labels are enough for a curve of their own: their number, and both answers."""
    both = min(int(is_match.sum()), int((~is_match).sum()))
    return len(is_match) >= LEAST_LABELS and both >= LEAST_ANSWERS


def fit_curves(weight: Floats, is_match: Bools, is_close: Bools, sample_weight: Floats) -> Curves:
    """Fit the curve of each closeness, leaning on the curve of all labels together.

    A label counts for the pairs that it stands for among those of its band, and each band by its
    labels: else the few labels of the many sure links would drown all others.
    """
    counts = _within_bands(weight, sample_weight)
    prior = _logistic(weight, is_match, counts, _BEFORE_LABELS)
    together = _Prior(centre=prior, firmness=_FIRMNESS_OF_POOLED)
    pooled = _corrected(weight, is_match, counts, prior)
    found = {}
    for name, chosen in (("one household", is_close), ("elsewhere", ~is_close)):
        if can_be_fitted(is_match[chosen]):
            part = weight[chosen], is_match[chosen]
            own = _within_bands(part[0], sample_weight[chosen])
            found[name] = _corrected(*part, own, _logistic(*part, own, together))
    return Curves(
        one_household=found.get("one household", pooled),
        elsewhere=found.get("elsewhere", pooled),
        pooled=tuple(name for name in ("one household", "elsewhere") if name not in found),
    )


def _within_bands(weight: Floats, sample_weight: Floats) -> Floats:
    """Scale sampling weights so that they average 1 in each band."""
    _, number = np.unique(band_of(weight), return_inverse=True)
    total = np.bincount(number, sample_weight)
    return np.asarray(sample_weight * (np.bincount(number) / total)[number], dtype=np.float64)


def _features(weight: Floats) -> Floats:
    """Split the log odds that a weight stands for into its parts below and above even odds."""
    odds = weight * np.log(2)
    return np.stack([np.ones(len(weight)), -np.logaddexp(0, -odds), np.logaddexp(0, odds)], axis=1)


def _logistic(weight: Floats, is_match: Bools, counts: Floats, prior: _Prior) -> Floats:
    """Fit intercept and slopes; slopes are above 0, so that the curve rises."""
    features, answer = _features(weight), is_match.astype(np.float64)

    def loss(numbers: Floats) -> tuple[float, Floats]:
        odds = features @ numbers
        away = numbers - prior.centre
        penalty = prior.firmness * away
        told = counts * (np.logaddexp(0, odds) - answer * odds)
        slope = features.T @ (counts * (expit(odds) - answer))
        return float(told.sum() + penalty @ away / 2), slope + penalty

    bounds = [(None, None), (_LEAST_SLOPE, None), (_LEAST_SLOPE, None)]
    fitted = minimize(loss, prior.centre, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(fitted.x, dtype=np.float64)


def _corrected(weight: Floats, is_match: Bools, counts: Floats, numbers: Floats) -> Curve:
    """Move the logistic curve at each knot towards the labels around it, and keep it rising."""
    beyond = is_match - expit(_features(weight) @ numbers)
    near = counts * np.exp(-(((KNOTS[:, None] - weight) / _REACH) ** 2) / 2)
    firmness = near.sum(axis=1) + CURVE_WORTH
    curve = expit(_features(KNOTS) @ numbers) + near @ beyond / firmness
    rising = isotonic_regression(curve, weights=firmness).x
    return Curve(probability=np.clip(rising, _LEAST, 1 - _LEAST))
