"""The picture of the quality benchmark: how well each system linked each set."""

import math
from collections.abc import Iterator, Sequence

import altair as alt

from benchmarks.quality_results import BOROUGH, GOALS, Results, System
from benchmarks.quality_sets import LEVELS, SETS
from synthetic_data.likeness.drawing import DARK, INK, LIGHT, Datum, Picture, chart_of, drawn

NAME = "linkage_quality"

_F1 = "pair_f1"
_ASKED_FOR = "asked for"
_WIDTH, _STEP = 470, 44
_STEPS_OF_AXIS = 20  # The axis begins at a whole twentieth.
_DRAWN = {
    System.OURS: "ours",
    System.CAUTIOUS: "Splink's defaults, cautious",
    System.EVEN: "Splink's defaults, even chance",
}
_COLOURS, _FILLS = (DARK, LIGHT, LIGHT), (DARK, LIGHT, "white")
_SHAPES = ("circle", "square", "diamond")


def draw(results: Results) -> Picture:
    """Draw pair F1 of every set, told apart by place, colour and shape, and what was asked for."""
    values = list(_values(results))
    names = list(dict.fromkeys(str(value["set"]) for value in values))
    return drawn(
        _body(values, names),
        name=NAME,
        title="How well records are linked, beside Splink's defaults",
        subtitle="Pair F1; 100% is faultless. Ours is at the threshold that it chose without the "
        "truth, Splink's defaults at a probability of 95% (cautious) and 50% (even chance). The "
        "black line is what was asked for. Boroughs: mean of the seeds.",
        description=_description(values, names),
    )


def _body(values: Sequence[Datum], names: Sequence[str]) -> alt.LayerChart:
    least = min((float(value["f1"]) for value in values), default=0.0)
    begin = math.floor(least * _STEPS_OF_AXIS) / _STEPS_OF_AXIS
    percent = alt.Axis(title="Pair F1", format=".0%", tickCount=8)
    base = chart_of(values).encode(
        x=alt.X("f1:Q", scale=alt.Scale(domain=[begin, 1]), axis=percent),
        y=alt.Y("set:N", sort=names, axis=alt.Axis(title=None, ticks=False, labelLimit=330)),
    )
    kinds = list(_DRAWN.values())
    legend = alt.Legend(title=None, orient="top", symbolSize=130, columns=len(kinds))
    points = (
        base.transform_filter(f"datum.kind !== '{_ASKED_FOR}'")
        .mark_point(size=110, opacity=1, strokeWidth=2)
        .encode(
            yOffset=alt.YOffset("kind:N", scale=alt.Scale(domain=kinds)),
            stroke=alt.Stroke("kind:N", scale=_scale(kinds, _COLOURS), legend=legend),
            fill=alt.Fill("kind:N", scale=_scale(kinds, _FILLS), legend=legend),
            shape=alt.Shape("kind:N", scale=_scale(kinds, _SHAPES), legend=legend),
        )
    )
    asked = base.transform_filter(f"datum.kind === '{_ASKED_FOR}'").mark_tick(
        color=INK, opacity=1, thickness=2, size=_STEP - 8
    )
    layers = alt.LayerChart(layer=[asked, points])
    return layers.properties(width=_WIDTH, height={"step": _STEP, "for": "position"})


def _scale(kinds: Sequence[str], drawn_as: Sequence[str]) -> alt.Scale:
    return alt.Scale(domain=list(kinds), range=list(drawn_as))


def _values(results: Results) -> Iterator[Datum]:
    for name, title, target in _rows():
        for system, kind in _DRAWN.items():
            found = results.summary(name, system, _F1)
            if found:
                yield {"set": title, "kind": kind, "f1": round(found.mean, 4)}
        if target is not None and results.of(name, System.OURS):
            yield {"set": title, "kind": _ASKED_FOR, "f1": target}


def _rows() -> Iterator[tuple[str, str, float | None]]:
    """Give the name, the title and what was asked for, in the order of drawing."""
    for each in SETS:
        yield each.name, each.title, each.target
    floors = {goal.level: goal.floor for goal in GOALS if goal.figure == _F1}
    for level in LEVELS:
        yield f"{BOROUGH}{level}", f"Synthetic borough, {level}", floors.get(level)


def _description(values: Sequence[Datum], names: Sequence[str]) -> str:
    told = []
    for name in names:
        parts = [f"{value['kind']} {value['f1']:.3f}" for value in values if value["set"] == name]
        told.append(f"{name}: {'; '.join(parts)}")
    return f"Dot plot of pair F1. {'. '.join(told)}."
