"""The picture of the benchmark of speed: how the time of a night grows with the town."""

from collections.abc import Sequence

import altair as alt

from benchmarks.speed_results import Run
from synthetic_data.likeness.drawing import DARK, LIGHT, WIDTH, Picture, chart_of, drawn

NAME = "speed"

_OURS, _SPLINK = "thinkfamily, from exports to release", "Splink's defaults, scoring and clustering"
_HEIGHT = 300


def draw(runs: Sequence[Run]) -> Picture:
    """Draw seconds by people on scales of powers, told apart by colour and shape."""
    values = [
        {"people": each.people, "seconds": seconds, "what": what}
        for each in runs
        for what, seconds in (
            (_OURS, round(each.ours.seconds, 1)),
            (_SPLINK, round(each.splink.linking_seconds, 1)),
        )
    ]
    both = [_OURS, _SPLINK]
    named = alt.Legend(title=None, orient="top", columns=1, symbolSize=130, labelLimit=400)
    base = chart_of(values).encode(
        x=alt.X(
            "people:Q",
            scale=alt.Scale(type="log"),
            axis=alt.Axis(title="People", format=",", values=[each.people for each in runs]),
        ),
        y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), axis=alt.Axis(title="Seconds")),
        color=alt.Color("what:N", scale=alt.Scale(domain=both, range=[DARK, LIGHT]), legend=named),
    )
    points = base.mark_point(size=90, filled=True, opacity=1).encode(
        shape=alt.Shape(
            "what:N", scale=alt.Scale(domain=both, range=["circle", "square"]), legend=named
        ),
    )
    told = "; ".join(
        f"{each.people:,} people: {each.ours.seconds:.0f} s and {each.splink.linking_seconds:.0f} s"
        for each in runs
    )
    return drawn(
        alt.LayerChart(layer=[base.mark_line(), points]).properties(width=WIDTH, height=_HEIGHT),
        name=NAME,
        title="How long a night takes",
        subtitle="Two cores, DuckDB held to 4 GB. Both scales go by multiples.",
        description=f"Line chart. A whole night, and Splink's linking alone. {told}.",
    )
