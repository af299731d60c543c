"""The map of a town's wards by deprivation."""

import altair as alt
import numpy as np
import pandas as pd

from synthetic_data.likeness.drawing import (
    CLASSES,
    WIDTH,
    Datum,
    Picture,
    chart_of,
    drawn,
)
from synthetic_data.likeness.survey import Survey

_HEXAGON = "M0,-1L0.866,-0.5L0.866,0.5L0,1L-0.866,0.5L-0.866,-0.5Z"
_OUTER_RADIUS = 3**-0.5
"""Of a hexagon whose middle is one step from its neighbours', in steps."""
_MARGIN = 0.75
_MOST_STEP = 60.0
_WORDS = ("poorest fifth of wards", "second", "third", "fourth", "richest fifth of wards")


def ward_map(survey: Survey) -> Picture:
    """Draw the wards of a town, the poorer the darker."""
    wards = pd.DataFrame(survey.town.places.wards).set_index("code")
    wards["rank"] = survey.people.groupby("ward")["imd_rank"].mean()
    wards = wards.dropna(subset=["rank"])
    wards["fifth"] = np.ceil(wards["rank"].rank(method="first", pct=True) * len(_WORDS)).astype(int)
    step = _step(wards)
    across, down = (np.ptp(wards[side]) / step + 2 * _MARGIN for side in "xy")
    pixels = min(_MOST_STEP, WIDTH / across)
    values: list[Datum] = [
        {
            "x": float(ward["x"] / step),
            "y": float(ward["y"] / step),
            "class": _WORDS[int(ward["fifth"]) - 1],
        }
        for _, ward in wards.iterrows()
    ]
    body = _hexagons(values, pixels).properties(
        width=round(across * pixels), height=round(down * pixels)
    )
    return drawn(
        body,
        name="wards",
        title="The wards of the town by deprivation",
        subtitle=f"{len(wards)} wards by the mean deprivation rank of their residents' streets.",
        description=_described(wards),
    )


def _step(wards: pd.DataFrame) -> float:
    """Return how far apart the middles of neighbouring wards are."""
    at = wards[["x", "y"]].to_numpy(float)
    apart = np.hypot(*(at[:, None, :] - at[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    return float(np.median(apart.min(axis=1)))


def _hexagons(values: list[Datum], pixels: float) -> alt.Chart:
    def scale(side: str) -> alt.Scale:
        places = [float(value[side]) for value in values]
        return alt.Scale(
            domain=[min(places) - _MARGIN, max(places) + _MARGIN], nice=False, zero=False
        )

    legend = alt.Legend(
        orient="right",
        title=None,
        symbolType="square",
        symbolSize=260,
    )
    chart: alt.Chart = (
        chart_of(values)
        .mark_point(
            shape=_HEXAGON,
            filled=True,
            opacity=1,
            stroke="white",
            strokeWidth=1.5,
            # A shape of one's own is as wide as half the root of its size.
            size=(2 * _OUTER_RADIUS * pixels) ** 2,
        )
        .encode(
            x=alt.X("x:Q", scale=scale("x"), axis=None),
            y=alt.Y("y:Q", scale=scale("y"), axis=None),
            color=alt.Color(
                "class:N",
                scale=alt.Scale(domain=list(_WORDS), range=list(reversed(CLASSES))),
                legend=legend,
            ),
        )
    )
    return chart


def _described(wards: pd.DataFrame) -> str:
    ranks = wards.groupby("fifth")["rank"].mean()
    told = "; ".join(f"{_WORDS[int(str(f)) - 1]}: {rank:,.0f}" for f, rank in ranks.items())
    return (
        "Map of wards as hexagons, darker where poorer. Mean rank of deprivation among 32,844 "
        f"areas of England, 1 the poorest, by class: {told}."
    )
