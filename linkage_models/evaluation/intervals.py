"""Shares over persons with intervals, and the gap between the best and the worst group.

Where the spread of a share comes from is the business of whoever sums: one row a unit of chance.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scipy.stats import norm, studentized_range

CONFIDENCE = 0.95
_Z = float(norm.ppf((1 + CONFIDENCE) / 2))
ENOUGH_PERSONS = 100
"""A group of fewer persons is not judged apart: its share would say more about chance."""


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Sums over units of chance of x, of y, and of their products; `units` have a y at all."""

    x: float
    y: float
    xx: float
    xy: float
    yy: float
    units: int


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share and its 95% interval; not a number where there is nothing to judge."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Gap:
    """The best and the worst group of a measure, and how far apart they are.

    The interval allows for the two having been picked as the extremes of `groups`.
    """

    dimension: str
    measure: str
    best: str
    worst: str
    groups: int
    gap: Share


def share_of(sums: Sums, z: float | None = None) -> Share:
    """Return x of y with Wilson's interval, with as many trials as the spread between units tells.

    A share of persons whose records hang together varies more than one of as many independent
    pairs; where every unit has the same share, each counts as one trial.
    """
    if not sums.y:
        return Share(value=math.nan, low=math.nan, high=math.nan)
    value = sums.x / sums.y
    spread = (sums.xx - 2 * value * sums.xy + value**2 * sums.yy) / sums.y**2
    trials = float(sums.units)
    if spread > 1e-15 and 0 < value < 1:  # noqa: PLR2004 - rounding of the sums
        trials = min(value * (1 - value) / spread, sums.y)
    low, high = _wilson(value, trials, _Z if z is None else z)
    return Share(value=value, low=low, high=high)


def _wilson(value: float, trials: float, z: float) -> tuple[float, float]:
    shift = z**2 / trials
    middle = (value + shift / 2) / (1 + shift)
    half = math.sqrt(value * (1 - value) * shift + shift**2 / 4) / (1 + shift)
    return max(0.0, min(value, middle - half)), min(1.0, max(value, middle + half))


def harmonic(precision: Share, recall: Share) -> Share:
    """Return the F1 of two shares; the interval is that of both at their lowest and highest."""

    def mean(a: float, b: float) -> float:
        return 2 * a * b / (a + b) if a + b else 0.0

    return Share(
        value=mean(precision.value, recall.value),
        low=mean(precision.low, recall.low),
        high=mean(precision.high, recall.high),
    )


def gap_between(dimension: str, measure: str, sums: Mapping[str, Sums]) -> Gap | None:
    """Return the gap between the best and the worst group; nothing where fewer than two are there.

    The best and the worst of many groups lie apart by chance too, so each interval is as wide as
    Tukey's studentised range asks for so many groups before the two are combined.
    """
    judged = {name: told for name, told in sums.items() if told.y}
    if len(judged) <= 1:
        return None
    wide = float(studentized_range.ppf(CONFIDENCE, len(judged), math.inf)) / math.sqrt(2)
    shares = {name: share_of(told, wide) for name, told in judged.items()}
    order = sorted(shares, key=lambda name: (shares[name].value, name))
    worst, best = shares[order[0]], shares[order[-1]]
    gap = best.value - worst.value
    down = math.hypot(best.value - best.low, worst.high - worst.value)
    up = math.hypot(best.high - best.value, worst.value - worst.low)
    return Gap(
        dimension=dimension,
        measure=measure,
        best=order[-1],
        worst=order[0],
        groups=len(judged),
        gap=Share(value=gap, low=max(0.0, gap - down), high=min(1.0, gap + up)),
    )
