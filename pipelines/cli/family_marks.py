"""The marks of a family's picture: frames, lines, people and the legend, as layers of one chart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import altair as alt

from governance.drawing import INK, QUIET_INK, Datum, chart_data
from pipelines.cli.family_layout import Layout
from pipelines.cli.family_lines import (
    ADULT_HEIGHT,
    ADULT_WIDTH,
    CHILD_HEIGHT,
    CHILD_WIDTH,
    Spot,
)

LEGEND_HEIGHT = 44

Look = dict[str, Any]  # What a mark looks like, in the words of Vega-Lite.

# Unbroken and dark, or broken and orange: told apart in grey print too.
_STATED, _INFERRED = "#1d5b8f", "#b34700"
_DASH = [6, 4]
_OF_CHILD, _OF_HOME = "#e1ecf5", "#f5f6f8"
_BOLD: Look = {"fontSize": 13, "fontWeight": "bold", "color": INK}
_PLAIN: Look = {"fontSize": 11.5, "color": INK}
_ASIDE: Look = {"fontSize": 12, "color": QUIET_INK, "align": "left"}
_LINE = 16
_SAMPLE, _LEGEND_STEP = 36, 190
_ROLE_AT = 0.38  # How far down a line its role is written.


@dataclass(frozen=True, kw_only=True)
class Canvas:
    """The area that is drawn on, in pixels from its upper left corner."""

    width: float
    height: float

    def chart(self, values: Iterable[Datum]) -> alt.Chart:
        """Begin a layer of things that have a place `x`, `y`."""
        drawn: alt.Chart = alt.Chart(chart_data(values)).encode(
            x=alt.X("x:Q", scale=alt.Scale(domain=[0, self.width], nice=False), axis=None),
            y=alt.Y("y:Q", scale=alt.Scale(domain=[self.height, 0], nice=False), axis=None),
        )
        return drawn

    def boxes(self, values: Iterable[Datum], look: Look) -> alt.Chart:
        """Draw boxes from `x`, `y` to `right`, `bottom`."""
        drawn: alt.Chart = self.chart(values).mark_rect(**look).encode(x2="right:Q", y2="bottom:Q")
        return drawn

    def texts(self, values: Iterable[Datum], look: Look) -> alt.Chart:
        """Write each `text` at its place."""
        drawn: alt.Chart = self.chart(values).mark_text(**look).encode(text="text:N")
        return drawn

    def curves(self, values: Iterable[Datum], look: Look) -> alt.Chart:
        """Draw each `line` through its points, in their `order`."""
        drawn: alt.Chart = (
            self.chart(values).mark_line(**look).encode(detail="line:N", order="order:Q")
        )
        return drawn


def layers(layout: Layout, canvas: Canvas) -> Iterator[alt.Chart]:
    """Draw a family, from what lies lowest to what lies on top."""
    yield from _frames(layout, canvas)
    yield from _lines(layout, canvas)
    yield from _people(layout, canvas)
    yield from _legend(layout.height + LEGEND_HEIGHT / 2 + 6, canvas)


def _frames(layout: Layout, canvas: Canvas) -> Iterator[alt.Chart]:
    for has_children in (True, False):
        frames = [frame for frame in layout.frames if frame.has_children == has_children]
        if frames:
            yield canvas.boxes(
                [
                    {"x": each.left, "y": 0, "right": each.right, "bottom": each.bottom}
                    for each in frames
                ],
                {
                    "fill": _OF_HOME if has_children else "white",
                    "stroke": QUIET_INK,
                    "strokeWidth": 1.2,
                    "strokeDash": [1, 0] if has_children else [2, 3],
                    "cornerRadius": 8,
                },
            )
    words: list[Datum] = [
        {"x": each.left + 12, "y": y, "text": text}
        for each in layout.frames
        for text, y in ((each.title, 18.0), (each.note, each.bottom - 13))
        if text
    ]
    yield canvas.texts(words, _ASIDE)


def _lines(layout: Layout, canvas: Canvas) -> Iterator[alt.Chart]:
    for is_stated in (True, False):
        values: list[Datum] = [
            {"x": x, "y": y, "order": order, "line": number}
            for number, line in enumerate(layout.lines)
            if line.is_stated == is_stated
            for order, (x, y) in enumerate(line.points)
        ]
        if values:
            yield canvas.curves(values, _look(is_stated=is_stated))
    roles: list[Datum] = [
        {"x": x, "y": y, "text": line.role}
        for line in layout.lines
        if line.role
        for x, y in (line.points[round(_ROLE_AT * len(line.points))],)
    ]
    if roles:
        # A white edge under the words, where they cross a line.
        yield canvas.texts(roles, _PLAIN | {"stroke": "white", "strokeWidth": 5})
        yield canvas.texts(roles, _PLAIN)


def _look(*, is_stated: bool) -> Look:
    return {
        "stroke": _STATED if is_stated else _INFERRED,
        "strokeWidth": 2.2,
        "strokeDash": [1, 0] if is_stated else _DASH,
    }


def _people(layout: Layout, canvas: Canvas) -> Iterator[alt.Chart]:
    for is_child, is_elsewhere in ((False, False), (True, False), (True, True)):
        spots = [
            spot
            for spot in layout.spots
            if spot.is_child == is_child and spot.is_elsewhere == is_elsewhere
        ]
        if spots:
            yield canvas.boxes(
                [_box(spot) for spot in spots],
                {
                    "fill": _OF_CHILD if is_child else "white",
                    "stroke": INK,
                    "strokeWidth": 1.6,
                    "strokeDash": [2, 3] if is_elsewhere else [1, 0],
                    "cornerRadius": 26 if is_child else 4,
                },
            )
    yield canvas.texts(_words(layout, first=True), _BOLD)
    yield canvas.texts(_words(layout, first=False), _PLAIN)


def _words(layout: Layout, *, first: bool) -> list[Datum]:
    """Place what is written on people: the first line of each, or those below it."""
    return [
        {"x": spot.x, "y": spot.y + (place - (len(spot.words) - 1) / 2) * _LINE, "text": text}
        for spot in layout.spots
        for place, text in enumerate(spot.words)
        if (place == 0) == first
    ]


def _box(spot: Spot) -> Datum:
    width, height = (CHILD_WIDTH, CHILD_HEIGHT) if spot.is_child else (ADULT_WIDTH, ADULT_HEIGHT)
    return {
        "x": spot.x - width / 2,
        "y": spot.y - height / 2,
        "right": spot.x + width / 2,
        "bottom": spot.y + height / 2,
    }


def _legend(y: float, canvas: Canvas) -> Iterator[alt.Chart]:
    told = (("stated by a source", True), ("inferred by the family model", False))
    for number, (text, is_stated) in enumerate(told):
        left = 4 + number * _LEGEND_STEP
        ends: list[Datum] = [
            {"x": left + along, "y": y, "order": along, "line": 0} for along in (0, _SAMPLE)
        ]
        yield canvas.curves(ends, _look(is_stated=is_stated))
        yield canvas.texts([{"x": left + _SAMPLE + 8, "y": y, "text": text}], _ASIDE)
