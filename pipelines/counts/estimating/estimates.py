"""Headline figures corrected by what labels and reviewed people tell, with their intervals.

Without labels there is nothing to correct by, and it is said why.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from duckdb import DuckDBPyConnection

from linkage_models.calibration.labels import Labels
from pipelines.counts.estimating.answers import Answers
from pipelines.counts.estimating.frames import FRAMES
from pipelines.counts.estimating.posterior import draw_differences, interval_of
from pipelines.counts.estimating.rates import Judged, draw_rates, judged_pairs
from pipelines.counts.estimating.reviewed import review
from pipelines.counts.estimating.units import units_of

LEAST_PAIRS, LEAST_PEOPLE = 100, 60
"""Of fewer labels nothing is made."""
# A sum of parts of families is a whole number but for the last bits, which a rounding would tell.
_DIGITS = 6


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """A figure corrected by what reviewers found, its 90% interval, and how many people tell it."""

    corrected: float
    interval_from: float
    interval_to: float
    labelled_pairs: int
    labelled_people: int


@dataclass(frozen=True, kw_only=True)
class Estimated:
    """What became of labels: the figures they correct, or why none; how many were used.

    Precision and recall are of links between records, as the pairs say; `at_home` of pairs of one
    household.
    """

    figures: Mapping[tuple[str, str], Corrected]
    pairs: int
    people: int
    precision: float
    recall: float
    precision_at_home: float
    recall_at_home: float
    why_not: str = ""


def take_estimates(
    con: DuckDBPyConnection,
    as_at: date,
    labels: Labels | None,
    answers: Answers | None,
    seed: int = 1,
) -> Estimated:
    """Correct each headline figure that is measured, with a 90% interval.

    Args:
        con: the night, counted; it is only read.
        as_at: its date.
        labels: pairs that people judged.
        answers: people whose records and family were found.
        seed: the same seed, night and labels give the same estimates.
    """
    pairs = judged_pairs(con, labels) if labels else None
    at_home = pairs.of(pairs.is_close) if pairs else None
    used, people = len(pairs.weight) if pairs else 0, len(answers.drawn) if answers else 0
    why_not = _lacking(used, people)
    figures = {}
    if pairs and answers and not why_not:
        figures = dict(_corrected(con, as_at, pairs, answers, np.random.default_rng(seed)))
    return Estimated(
        figures=figures,
        pairs=used,
        people=people,
        precision=pairs.precision if pairs else math.nan,
        recall=pairs.recall if pairs else math.nan,
        precision_at_home=at_home.precision if at_home else math.nan,
        recall_at_home=at_home.recall if at_home else math.nan,
        why_not=why_not,
    )


def _lacking(pairs: int, people: int) -> str:
    return "; ".join(
        f"{number} {what}, needed are {least}"
        for number, what, least in (
            (pairs, "labelled pairs", LEAST_PAIRS),
            (people, "reviewed people", LEAST_PEOPLE),
        )
        if number < least
    )


def _corrected(
    con: DuckDBPyConnection,
    as_at: date,
    pairs: Judged,
    answers: Answers,
    chance: np.random.Generator,
) -> Iterator[tuple[tuple[str, str], Corrected]]:
    units = {frame.name: units_of(con, frame, as_at) for frame in FRAMES}
    reviewed = review(con, answers, units, as_at)
    rates = draw_rates(pairs, chance)
    for frame in FRAMES:
        of_frame, seen = units[frame.name], reviewed[frame.name]
        differences = draw_differences(frame, of_frame, seen, rates, chance)
        draws = of_frame.counted.sum(axis=0) + differences
        for measure, each in zip(frame.measures, draws.T, strict=True):
            low, high = interval_of(each)
            yield (
                measure,
                Corrected(
                    corrected=max(0.0, round(float(each.mean()), _DIGITS)),
                    interval_from=max(0.0, round(low, _DIGITS)),
                    interval_to=max(0.0, round(high, _DIGITS)),
                    labelled_pairs=len(pairs.weight),
                    labelled_people=len(seen.place),
                ),
            )
