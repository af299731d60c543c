"""Fitting a calibration: labels meet the night's pairs, and say what their weights are worth.

How a curve is fitted is in `curves`; giving every pair its probability is in `applying`.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from duckdb import DuckDBPyConnection

from linkage_models.calibration.bands import Floats
from linkage_models.calibration.calibration import (
    AtJoin,
    Calibration,
    LabelCounts,
    curve_points,
)
from linkage_models.calibration.curves import (
    LEAST_ANSWERS,
    LEAST_LABELS,
    can_be_fitted,
)
from linkage_models.calibration.labels import Labels
from linkage_models.calibration.quality import (
    Population,
    Sample,
    expect_at_join,
    judge_by_labels,
)
from linkage_models.calibration.sheets import LabelError
from sources.conformed_folder.counting import counted
from sources.tables import select_from

_PACKAGE = "linkage_models.calibration"


class TooFewLabelsError(LabelError):
    """Labels are sound, and too few for a curve: probabilities stay nominal."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What a calibration is of: the night, the model's version, the level at which pairs join."""

    night: date
    model: str
    join_weight: float


def calibrate(
    con: DuckDBPyConnection, labels: Labels, origin: Origin, *, seed: int = 1
) -> Calibration:
    """Fit a calibration to the labels of pairs that the night in use has scored.

    Raises:
        TooFewLabelsError: labels of scored pairs are too few, or nearly all have one answer.
    """
    sample = sample_of(con, labels)
    used, same = len(sample.is_match), int(sample.is_match.sum())
    if not labels.pairs.num_rows and not labels.disputed:
        msg = (
            f"no pair is labelled: {counted(labels.unanswered, 'row is', 'rows are')} unanswered; "
            f"needed are {LEAST_LABELS} labels, and {LEAST_ANSWERS} of each answer"
        )
        raise TooFewLabelsError(msg)
    if not can_be_fitted(sample.is_match):
        msg = (
            f"{used} of {labels.pairs.num_rows} labelled pairs are among the night's, {same} of "
            f"one person and {used - same} of two; needed are {LEAST_LABELS}, and {LEAST_ANSWERS} "
            "of each"
        )
        if labels.unanswered:
            msg += f"; {counted(labels.unanswered, 'row is', 'rows are')} unanswered"
        raise TooFewLabelsError(msg)
    curves = sample.fit(np.ones(used, dtype=np.bool_))
    population = _population(con, origin.join_weight)
    precision, recall = expect_at_join(sample, curves, population, seed)
    return Calibration(
        night=origin.night,
        model=origin.model,
        labels=_counts(sample, labels),
        pooled=curves.pooled,
        curves={
            "one household": curve_points(curves.one_household),
            "elsewhere": curve_points(curves.elsewhere),
        },
        quality=judge_by_labels(sample, seed),
        at_join=AtJoin(
            join_weight=origin.join_weight,
            pairs=int(population.pairs[population.is_joined].sum()),
            precision=precision,
            recall=recall,
        ),
    )


def sample_of(con: DuckDBPyConnection, labels: Labels) -> Sample:
    """Return the labels of pairs that the night in use has scored."""
    con.register("label", labels.pairs)
    found = select_from(con, _PACKAGE, "labelled_pair").fetchnumpy()
    con.unregister("label")
    return Sample(
        weight=_floats(found["match_weight"]),
        is_match=np.asarray(found["same"], dtype=np.bool_),
        is_close=np.asarray(found["is_close"], dtype=np.bool_),
        stands_for=_floats(found["weight_of_sample"]),
    )


def _population(con: DuckDBPyConnection, join_weight: float) -> Population:
    found = select_from(con, _PACKAGE, "population", join_weight=join_weight).fetchnumpy()
    return Population(
        weight=_floats(found["match_weight"]),
        is_close=np.asarray(found["is_close"], dtype=np.bool_),
        is_joined=np.asarray(found["is_joined"], dtype=np.bool_),
        pairs=_floats(found["pairs"]),
    )


def _counts(sample: Sample, labels: Labels) -> LabelCounts:
    used, close = len(sample.is_match), int(sample.is_close.sum())
    return LabelCounts(
        used=used,
        same=int(sample.is_match.sum()),
        one_household=close,
        elsewhere=used - close,
        unanswered=labels.unanswered,
        disputed=labels.disputed,
        not_scored=labels.pairs.num_rows - used,
        first_decided=labels.first_decided,
        last_decided=labels.last_decided,
    )


def _floats(values: object) -> Floats:
    return np.asarray(values, dtype=np.float64)
