"""Who lives where: neighbouring wards are alike, and services follow deprivation."""

from math import inf

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from synthetic_data.facts import Stage
from synthetic_data.likeness.measure import Concern, Measure, Unit
from synthetic_data.likeness.survey import Survey

_FIFTHS = 5
_NEIGHBOURS_WITHIN = 1.2
_LARGEST_MINORITIES = 3
_TENTHS = 10
_JUDGED = "our own judgement"

Floats = NDArray[np.float64]


def _neighbours(survey: Survey) -> tuple[list[str], Floats]:
    """Return the wards of the town and which of them touch, as a matrix of zeros and ones."""
    wards = survey.town.places.wards
    at = np.array([(ward.x, ward.y) for ward in wards])
    apart = np.hypot(*(at[:, None, :] - at[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    touches = apart <= np.median(apart.min(axis=1)) * _NEIGHBOURS_WITHIN
    return [ward.code for ward in wards], touches.astype(float)


def alike_neighbours(survey: Survey) -> float:
    """Return Moran's I of the deprivation of wards: 0 for chance, towards 1 for a smooth map."""
    codes, touches = _neighbours(survey)
    ranks = survey.people.groupby("ward")["imd_rank"].mean().reindex(codes).to_numpy()
    return morans_i(ranks, touches)


def morans_i(levels: Floats, touches: Floats) -> float:
    """Return how alike neighbours are: -1 is a chessboard, 0 chance, 1 a smooth slope."""
    away = levels - levels.mean()
    return float(len(levels) / touches.sum() * (away @ touches @ away) / (away @ away))


def _poorest_to_richest(survey: Survey, served: set[int], *, adults: bool) -> float:
    """Divide the share of the poorest fifth whom a service knows by that of the richest.

    A small town may have nobody among the richest, who are then infinitely fewer.
    """
    people = survey.adults if adults else survey.children
    fifth = people["imd_rank"].rank(method="first", pct=True).mul(_FIFTHS).apply(np.ceil)
    known = people.index.isin(served)
    poorest, richest = (float(known[fifth == number].mean()) for number in (1, _FIFTHS))
    return poorest / richest if richest else inf


def _adults_by_fifth(survey: Survey) -> float:
    return _poorest_to_richest(survey, survey.open_in_year(Stage.MENTAL_HEALTH), adults=True)


def _children_by_fifth(survey: Survey) -> float:
    return _poorest_to_richest(survey, survey.open_now(Stage.IN_NEED), adults=False)


def _minorities_together(survey: Survey) -> float:
    """Return the isolation of the larger minorities, each beside its share of the town; the mean.

    Isolation is the share of their own community among the people of a member's ward.
    """
    people = survey.people
    by_ward = people.groupby(["ward", "community"]).size().unstack(fill_value=0)
    together = isolation(by_ward)
    minorities = by_ward.sum().sort_values(ascending=False, kind="stable").index[1:]
    return float(together[minorities[:_LARGEST_MINORITIES]].mean())


def isolation(by_ward: pd.DataFrame) -> "pd.Series[float]":
    """Return for each community how many times oftener its members meet their own than by chance.

    Args:
        by_ward: how many people of each community, a column, live in each ward, a row.
    """
    met = by_ward.pow(2).div(by_ward.sum(axis=1), axis=0).sum() / by_ward.sum()
    together: pd.Series[float] = met / (by_ward.sum() / by_ward.to_numpy().sum())
    return together


def _thinnest_tenth(survey: Survey) -> float:
    """Return the share of the people in the tenth of England's areas that has fewest of them."""
    tenths = survey.people["imd_tenth"].value_counts(normalize=True)
    return float(tenths.reindex(range(1, _TENTHS + 1), fill_value=0.0).min())


PLACES = Concern(
    title="Places",
    measures=(
        Measure(
            name="likeness of neighbouring wards in deprivation (Moran's I)",
            low=0.2,
            high=0.9,
            unit=Unit.RATIO,
            source=_JUDGED,
            reason="clearly above 0, as on every published map of deprivation",
            spread=0.2,
            of=alike_neighbours,
        ),
        Measure(
            name="people in the least frequent tenth of deprivation",
            low=0.015,
            high=0.10,
            unit=Unit.SMALL_SHARE,
            source=_JUDGED,
            reason="the town has people in every tenth of England, more in the poorer ones",
            spread=0.001,
            of=_thinnest_tenth,
        ),
        Measure(
            name="adults open to mental health services, poorest fifth against richest",
            low=1.3,
            high=3.5,
            unit=Unit.RATIO,
            source=_JUDGED,
            reason="clearly more in poorer streets; how much more is ours",
            spread=0.3,
            of=_adults_by_fifth,
        ),
        Measure(
            name="children in need, poorest fifth against richest",
            low=2.0,
            high=9.0,
            unit=Unit.RATIO,
            source="our own judgement; Child Welfare Inequalities Project, 2020, for the direction",
            reason="of plans and care, the poorest tenth has ten times as many as the richest",
            spread=0.75,
            of=_children_by_fifth,
        ),
        Measure(
            name="larger minorities among their neighbours, against their share of the town",
            low=1.5,
            high=6.0,
            unit=Unit.RATIO,
            source=_JUDGED,
            reason="communities live together in some wards, and everywhere a little",
            spread=0.2,
            of=_minorities_together,
        ),
    ),
)
