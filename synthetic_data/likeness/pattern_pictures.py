"""The pictures of what follows a pattern: services by deprivation, surnames by rank."""

import altair as alt
import numpy as np
import pandas as pd

from synthetic_data.facts import Stage
from synthetic_data.likeness.drawing import (
    DARK,
    INK,
    WIDTH,
    Datum,
    Picture,
    chart_of,
    drawn,
)
from synthetic_data.likeness.survey import Survey

_TENTHS = range(1, 11)
_POINTS = 120
_TENS = [10**power for power in range(6)]


def services_by_deprivation(survey: Survey) -> Picture:
    """Draw how services follow deprivation."""
    groups = (
        ("Adults open to mental health services in the year", survey.adults,
         survey.open_in_year(Stage.MENTAL_HEALTH)),
        ("Children in need", survey.children, survey.open_now(Stage.IN_NEED)),
    )  # fmt: skip
    shares = {told: _share_by_tenth(people, served) for told, people, served in groups}
    values: list[Datum] = [
        {"who": told, "tenth": tenth, "share": share}
        for told, by_tenth in shares.items()
        for tenth, share in by_tenth.items()
    ]
    base = chart_of(values).encode(
        x=alt.X("tenth:O").axis(
            alt.Axis(title="Tenth of deprivation in England: 1 is the poorest", labelAngle=0)
        ),
        y=alt.Y("share:Q", scale=alt.Scale(zero=True)).axis(
            alt.Axis(title="% of them", tickCount=6)
        ),
        color=alt.Color("who:N", sort=None, scale=alt.Scale(range=[DARK, INK]), legend=None),
    )
    lines = base.mark_line(strokeWidth=2).encode(
        strokeDash=alt.StrokeDash(
            "who:N", sort=None, scale=alt.Scale(range=[[1, 0], [5, 4]]), legend=None
        )
    )
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        shape=alt.Shape(
            "who:N",
            sort=None,
            scale=alt.Scale(range=["circle", "square"]),
            legend=alt.Legend(
                orient="top",
                title=None,
                symbolFillColor=INK,
                symbolStrokeColor=INK,
            ),
        )
    )
    return drawn(
        (lines + points).properties(width=WIDTH, height=280),
        name="services_by_deprivation",
        title="Whom services work with, by deprivation of the street",
        subtitle="Share of those who live in each tenth of England's areas by deprivation.",
        description="Line chart by tenth of deprivation, from the poorest to the richest. "
        + ". ".join(
            f"{told}: {', '.join(f'{share:.1f}%' for share in by_tenth.values())}"
            for told, by_tenth in shares.items()
        )
        + ".",
    )


def _share_by_tenth(people: pd.DataFrame, served: set[int]) -> dict[int, float]:
    known = pd.Series(people.index.isin(served), index=people.index)
    shares = known.groupby(people["imd_tenth"]).mean() * 100
    return {tenth: float(shares[tenth]) for tenth in _TENTHS if tenth in shares.index}


def surnames(survey: Survey) -> Picture:
    """Draw how a few surnames are common and most are rare."""
    borne = survey.people["family"].value_counts().to_numpy()
    ranks = np.unique(np.geomspace(1, len(borne), _POINTS).round().astype(int))
    values: list[Datum] = [{"rank": int(rank), "people": int(borne[rank - 1])} for rank in ranks]
    points = (
        chart_of(values)
        .mark_point(filled=True, color=DARK, size=36, opacity=1)
        .encode(
            x=alt.X("rank:Q", scale=alt.Scale(type="log", nice=False)).axis(
                alt.Axis(title="Rank of the surname", values=_TENS, format=",")
            ),
            y=alt.Y("people:Q", scale=alt.Scale(type="log")).axis(
                alt.Axis(title="People who bear it", values=_TENS, format=",")
            ),
        )
    )
    top = survey.people["family"].value_counts().index[0]
    return drawn(
        points.properties(width=WIDTH, height=300),
        name="surnames",
        title="Surnames from the commonest to the rarest",
        subtitle=f"{len(borne):,} surnames by rank; both scales grow by tens.",
        description=(
            f"Scatter chart of surnames by rank. The commonest, {top}, is borne by {borne[0]:,} "
            f"people, the tenth by {borne[9]:,}, the hundredth by {borne[99]:,}; "
            f"{(borne == 1).mean():.0%} of the surnames are borne by one person."
        ),
    )
