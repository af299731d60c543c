"""The flow of records through linkage, source by source, as the RECORD statement asks for it.

It says what came in, what went out at each step and why, and what is left; from the figures of F1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import altair as alt

from governance.charting.bars import heading_of
from governance.charting.chart import ChartTable, Plot
from governance.drawing import INK, QUIET_INK, TEXT_SIZE, Datum, chart_data
from governance.release_context import SOURCE, ReleaseContext, thousands
from governance.rows import ReleaseRow

FLOW = "F1"
# The steps that records go through, what is in the box of each, and what leaves them there.
_STEPS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("rows_received",), ("rows_set_aside",)),
    (("found",), ("left_out",)),
    (("records",), ("withheld", "not_linkable")),
    (("linked", "alone"), ()),
    (("persons",), ()),
    (("families",), ()),
)
_BOX_WIDTH, _OUT_WIDTH, _BETWEEN, _GAP = 330, 300, 60, 30
_LINE, _INSIDE = 17, 9
_ARROW = 5


_Arrow = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class _Step:
    """The figures in the box of a step, and those of each box that leaves there."""

    inside: tuple[ReleaseRow, ...]
    out: tuple[tuple[ReleaseRow, ...], ...]


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A line of a box: what on the left, how many on the right."""

    name: str
    amount: str
    weight: Literal["bold", "normal"]


@dataclass(frozen=True, kw_only=True)
class _Box:
    """A box: of each measure in it a line that stands out, and one a source."""

    x: float
    y: float
    width: float
    lines: tuple[_Line, ...]

    @property
    def height(self) -> float:
        return _LINE * len(self.lines) + 2 * _INSIDE

    @property
    def bottom(self) -> float:
        return self.y + self.height


def flow_plot(rows: Sequence[ReleaseRow], context: ReleaseContext) -> Plot | None:
    """Draw the steps that the release has figures for."""
    found: dict[str, list[ReleaseRow]] = {}
    for row in rows:
        if row.figure.breakdown == SOURCE or row.is_total:
            found.setdefault(row.measure.name, []).append(row)
    steps = [
        _Step(
            inside=tuple(row for name in names for row in found.get(name, ())),
            out=tuple(tuple(found[name]) for name in leaving if name in found),
        )
        for names, leaving in _STEPS
        if any(name in found for name in names)
    ]
    if len(steps) < 2:  # noqa: PLR2004 - one box is no flow
        return None
    return Plot(
        name=f"{FLOW}_flow",
        heading=heading_of(rows[0]),
        title="Records through linkage, from what was received to persons",
        kind="Flow diagram",
        unit="Number of records, and of persons at the end",
        body=_body(steps, context),
        table=_table(steps),
        remarks=(
            (f"{context.profile.symbol} is a number too small to show.",)
            if any(row.figure.is_suppressed for row in rows)
            else ()
        ),
    )


def _table(steps: Sequence[_Step]) -> ChartTable:
    """Give a row to each measure and a column to each source, and to all where that is told."""
    rows = [row for step in steps for part in (step.inside, *step.out) for row in part]
    columns = {
        row.figure.category: row.category_title
        for row in sorted(rows, key=lambda row: row.is_total)
    }
    of: dict[str, dict[str, str]] = {}
    for row in rows:
        of.setdefault(row.measure.title, {})[row.figure.category] = thousands(row.figure.text)
    return ChartTable(
        columns=("Step", *columns.values()),
        rows=tuple(
            (title, *(texts.get(category, "") for category in columns))
            for title, texts in of.items()
        ),
    )


def _lines(rows: Sequence[ReleaseRow], context: ReleaseContext) -> tuple[_Line, ...]:
    found: list[_Line] = []
    for measure, of_measure in groupby(rows, key=lambda row: row.measure):
        by_source = list(of_measure)
        total = next((row.figure.text for row in by_source if row.is_total), "")
        if found:
            found.append(_Line(name="", amount="", weight="normal"))
        found.append(_Line(name=measure.title, amount=thousands(total), weight="bold"))
        found += [
            _Line(
                name=context.source_title(row.figure.category),
                amount=thousands(row.figure.text),
                weight="normal",
            )
            for row in by_source
            if not row.is_total
        ]
    return tuple(found)


def _body(steps: Sequence[_Step], context: ReleaseContext) -> alt.LayerChart:
    """Set steps one under another, and beside each what leaves there."""
    boxes: list[_Box] = []
    arrows: list[_Arrow] = []
    y, below, down = 0.0, 0.0, _BOX_WIDTH / 2
    for step in steps:
        if boxes:
            arrows.append((down, below, down, y))
        box = _Box(x=0, y=y, width=_BOX_WIDTH, lines=_lines(step.inside, context))
        boxes.append(box)
        below = y = box.bottom
        for rows in step.out:
            lines = _lines(rows, context)
            side = _Box(x=_BOX_WIDTH + _BETWEEN, y=y + _GAP / 3, width=_OUT_WIDTH, lines=lines)
            boxes.append(side)
            arrows.append((down, (side.y + side.bottom) / 2, side.x, (side.y + side.bottom) / 2))
            y = side.bottom
        y += _GAP
    return _drawn(boxes, arrows, y - _GAP)


def _drawn(boxes: Sequence[_Box], arrows: Sequence[_Arrow], height: float) -> alt.LayerChart:
    width = _BOX_WIDTH + _BETWEEN + _OUT_WIDTH
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0]))
    outlines = chart_data(
        {"x": box.x, "x2": box.x + box.width, "y": box.y, "y2": box.bottom} for box in boxes
    )
    rectangles = (
        alt.Chart(outlines)
        .mark_rect(fill="white", stroke=INK, strokeWidth=1.2)
        .encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
    )
    lines = chart_data({"x": x1, "y": y1, "x2": x2, "y2": y2} for x1, y1, x2, y2 in arrows)
    shafts = alt.Chart(lines).mark_rule(color=QUIET_INK, strokeWidth=1.5)
    shafts = shafts.encode(x=x, y=y, x2="x2:Q", y2="y2:Q")
    heads = chart_data(
        {
            "x": x2 - (_ARROW if y1 == y2 else 0),
            "y": y2 - (0 if y1 == y2 else _ARROW),
            "angle": 90 if y1 == y2 else 180,
        }
        for _, y1, x2, y2 in arrows
    )
    points = (
        alt.Chart(heads)
        .mark_point(shape="triangle", filled=True, color=QUIET_INK, size=70, opacity=1)
        .encode(x=x, y=y, angle=alt.Angle("angle:Q", scale=None))
    )
    layers = [shafts, points, rectangles, *_texts(boxes, x, y)]
    return alt.LayerChart(layer=layers).properties(width=width, height=height)


def _texts(boxes: Sequence[_Box], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Write names to the left of a box and numbers to its right."""
    data: dict[tuple[Literal["left", "right"], Literal["bold", "normal"]], list[Datum]] = {}
    for box in boxes:
        for number, line in enumerate(box.lines):
            at = box.y + _INSIDE + _LINE * (number + 0.5)
            left: Datum = {"x": box.x + 10, "y": at, "text": line.name}
            right: Datum = {"x": box.x + box.width - 10, "y": at, "text": line.amount}
            data.setdefault(("left", line.weight), []).append(left)
            data.setdefault(("right", line.weight), []).append(right)
    return [
        alt.Chart(chart_data(texts))
        .mark_text(
            align=align, baseline="middle", fontSize=TEXT_SIZE - 1, fontWeight=weight, color=INK
        )
        .encode(x=x, y=y, text="text:N")
        for (align, weight), texts in data.items()
    ]
