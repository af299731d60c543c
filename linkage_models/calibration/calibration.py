"""A calibration as it is kept: curves, the labels behind them, and how good they are.

A small JSON that can be read and compared line by line. It holds counts and shares, and nobody.
How it is fitted is in `fitting`.
"""

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from linkage_models.calibration.bands import Band
from linkage_models.calibration.curves import KNOTS, Curve, Curves
from linkage_models.calibration.sheets import LabelError

NOMINAL = "nominal: not calibrated"
"""What is said of every probability that no labels have checked."""

_DIGITS = 6


def _rounded(number: float) -> float:
    return float(f"{float(number):.{_DIGITS}g}")


def _known(number: float | None) -> float | None:
    return None if number is None or not math.isfinite(number) else _rounded(number)


# Rounded, so that a review sees what changed and not the sixteenth digit.
_Number = Annotated[float, BeforeValidator(_rounded)]
_NumberOrNone = Annotated[float | None, BeforeValidator(_known)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Estimate(_Part):
    """A share with its 95% interval."""

    share: _Number
    low: _Number
    high: _Number

    def __str__(self) -> str:
        """Say it in words: 99.2% (98.5% to 99.6%)."""
        return f"{self.share:.1%} ({self.low:.1%} to {self.high:.1%})"


class LabelCounts(_Part):
    """The labels behind a calibration. Those not scored are of pairs that this night has not."""

    used: int
    same: int
    one_household: int
    elsewhere: int
    unanswered: int
    disputed: int
    not_scored: int
    first_decided: date | None
    last_decided: date | None


class BandQuality(_Part):
    """Labels of a band of weights: what the others made one expect of them, and what they say."""

    from_weight: _NumberOrNone
    to_weight: _NumberOrNone
    labels: int
    expected: _Number
    observed: _Number
    low: _Number
    high: _Number

    @classmethod
    def of(cls, band: Band) -> "BandQuality":
        """Take over a band that was judged."""
        return cls(
            from_weight=band.from_weight,
            to_weight=band.to_weight,
            labels=band.pairs,
            expected=band.probability,
            observed=band.share_true,
            low=band.interval_low,
            high=band.interval_high,
        )


class Quality(_Part):
    """How good a calibration is by its own labels, each judged by a fit without it."""

    bands: tuple[BandQuality, ...]
    largest_gap: _NumberOrNone
    largest_gap_nominal: _NumberOrNone
    brier: _Number
    brier_nominal: _Number
    log_loss: _Number
    log_loss_nominal: _Number

    @property
    def is_better(self) -> bool:
        """Whether calibrated probabilities beat nominal ones, by log loss."""
        return self.log_loss < self.log_loss_nominal


class AtJoin(_Part):
    """What to expect of the pairs at the join level, before clusters are formed and cut.

    Recall is among the pairs that blocking brought together; what blocking lost is no part of it.
    """

    join_weight: _Number
    pairs: int
    precision: Estimate
    recall: Estimate


class Calibration(_Part):
    """How match weights become probabilities, by closeness of household."""

    kind: Literal["thinkfamily-calibration/1"] = "thinkfamily-calibration/1"
    night: date
    model: str
    labels: LabelCounts
    pooled: tuple[str, ...]
    curves: dict[str, dict[str, _Number]]
    quality: Quality
    at_join: AtJoin

    @property
    def fitted(self) -> Curves:
        """The curves, ready to be applied."""
        return Curves(
            one_household=_curve(self.curves["one household"]),
            elsewhere=_curve(self.curves["elsewhere"]),
            pooled=self.pooled,
        )

    @property
    def words(self) -> str:
        """What is said wherever its probabilities are shown."""
        labels = self.labels
        when = (
            f", decided from {labels.first_decided} to {labels.last_decided}"
            if labels.first_decided
            else ""
        )
        shared = "".join(
            f"; {name} has too few labels for a curve of its own" for name in self.pooled
        )
        return (
            f"calibrated by {labels.used} labelled pairs{when}{shared}. Of pairs at the join level "
            f"{self.at_join.precision} are one person; they are {self.at_join.recall} of the true "
            "pairs that blocking brought together"
        )

    def save(self, path: Path) -> None:
        """Write it so that two calibrations can be compared line by line."""
        path.write_text(self.model_dump_json(indent=2) + "\n", "utf-8")


def load_calibration(path: Path) -> Calibration:
    """Read a calibration.

    Raises:
        LabelError: the file is missing or is no calibration.
    """
    try:
        return Calibration.model_validate_json(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        msg = f"{path.name}: it is not there, or is no calibration"
        raise LabelError(msg) from None


def curve_points(curve: Curve) -> dict[str, float]:
    """Return a curve as it is kept: its probability by weight."""
    return {
        f"{knot:g}": each
        for knot, each in zip(KNOTS.tolist(), curve.probability.tolist(), strict=True)
    }


def _curve(points: Mapping[str, float]) -> Curve:
    return Curve(probability=np.array([points[f"{knot:g}"] for knot in KNOTS.tolist()]))
