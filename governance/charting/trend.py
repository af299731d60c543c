"""The trend of a headline figure: one point a release, its interval as a band around the line.

Time is to scale. Where a number is hidden, or releases are missing, the line has a gap.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import altair as alt

from governance.charting.bars import heading_of, hidden_remark, unit_of
from governance.charting.chart import ChartTable, Plot
from governance.drawing import BAR, INK, PALE_BAR, TEXT_SIZE, Datum, chart_data
from governance.earlier import EarlierFigure
from governance.release_context import ReleaseContext, long_date
from governance.rows import ReleaseRow

_WIDTH, _HEIGHT = 640, 250
_LONG_STEP = 2  # So many usual steps without a release are a gap.

TrendPoint = tuple[date, EarlierFigure]


def trend_plot(
    row: ReleaseRow, points: Sequence[TrendPoint], context: ReleaseContext
) -> Plot | None:
    """Draw a figure over its releases, the oldest first; one release is no trend."""
    if len(points) < _LONG_STEP or all(figure.value is None for _, figure in points):
        return None
    has_band = any(figure.interval_to is not None for _, figure in points)
    return Plot(
        name=f"{row.definition.id}_{row.measure.name}_trend",
        heading=heading_of(row),
        title=f"{row.measure.title}, release by release",
        kind="Line chart",
        unit=unit_of(row),
        body=_body(points, context.profile.symbol),
        table=_table(row, points, context, has_band=has_band),
        remarks=tuple(_remarks(points, context, has_band=has_band)),
    )


def _table(
    row: ReleaseRow, points: Sequence[TrendPoint], context: ReleaseContext, *, has_band: bool
) -> ChartTable:
    band = ("90% interval",) if has_band else ()
    return ChartTable(
        columns=("Figures as at", unit_of(row), *band),
        rows=tuple(
            (
                long_date(day),
                context.profile.symbol if figure.value is None else f"{figure.value:,}",
                *((_interval(figure),) if has_band else ()),
            )
            for day, figure in points
        ),
    )


def _interval(figure: EarlierFigure) -> str:
    if figure.interval_from is None or figure.interval_to is None:
        return ""
    return f"{figure.interval_from:,} to {figure.interval_to:,}"


def _remarks(
    points: Sequence[TrendPoint], context: ReleaseContext, *, has_band: bool
) -> Iterator[str]:
    if has_band:
        yield "The band is the 90% interval of the corrected estimate, for errors of linkage."
    if any(figure.value is None for _, figure in points):
        yield hidden_remark(context, "the line has a gap there")
    if _gaps([day for day, _ in points]):
        yield "The line also has a gap where releases are missing."
    yield "Earlier figures are as they were published, with the methods of their time."


def _gaps(days: Sequence[date]) -> set[date]:
    """Return the days after which the next release took far longer than usual."""
    steps = {before: (after - before).days for before, after in pairwise(days)}
    usual = sorted(steps.values())[len(steps) // 2]
    return {day for day, step in steps.items() if step >= _LONG_STEP * usual}


def _stretches(points: Sequence[TrendPoint]) -> list[int]:
    """Number the stretches of the line: a new one after each gap."""
    gaps = _gaps([day for day, _ in points])
    numbers, number = [], 0
    for day, figure in points:
        number += figure.value is None
        numbers.append(number)
        number += figure.value is None or day in gaps
    return numbers


def _data(points: Sequence[TrendPoint], symbol: str) -> list[Datum]:
    found: list[Datum] = []
    for (day, figure), stretch in zip(points, _stretches(points), strict=True):
        datum: Datum = {"day": _milliseconds(day), "stretch": stretch, "is_hidden": True}
        datum |= {"value": 0, "top": 0, "text": symbol}
        if figure.value is not None:
            datum |= {
                "value": figure.value,
                "top": figure.value,
                "text": f"{figure.value:,}",
                "is_hidden": False,
            }
            if figure.interval_from is not None and figure.interval_to is not None:
                ends = {"from": figure.interval_from, "to": figure.interval_to}
                datum |= {**ends, "top": max(figure.interval_to, figure.value)}
        found.append(datum)
    return found


def _milliseconds(day: date) -> int:
    """Return a day as charts tell time, whatever time zone the machine is in."""
    return (day - date(1970, 1, 1)).days * 86_400_000


def _body(points: Sequence[TrendPoint], symbol: str) -> alt.LayerChart:
    data = _data(points, symbol)
    days = [_milliseconds(day) for day, _ in points]
    numbers = [datum[name] for datum in data for name in ("value", "to") if name in datum]
    top = max(int(number) for number in numbers) * 1.15 or 1
    x = alt.X(
        "day:T",
        scale=alt.Scale(type="utc", padding=30),
        axis=alt.Axis(
            title=None,
            format="%-d %b %Y",
            values=days,
            grid=False,
            labelFontSize=12,
            labelColor=INK,
            labelOverlap="greedy",
            labelSeparation=10,
        ),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(
            title=None, tickCount=4, labelFontSize=12, labelColor=INK, domain=False, ticks=False
        ),
    )
    base = alt.Chart(chart_data(data)).encode(x=x)
    shown = base.transform_filter("!datum.is_hidden")
    known = shown.transform_filter("isValid(datum.to)")
    band = known.mark_area(color=PALE_BAR, opacity=1).encode(
        y=alt.Y("from:Q"), y2="to:Q", detail="stretch:N"
    )
    ends = known.mark_rule(color=BAR, strokeWidth=1.5).encode(y=alt.Y("from:Q"), y2="to:Q")
    line = shown.mark_line(color=BAR, strokeWidth=2.5).encode(y=y, detail="stretch:N")
    dots = shown.mark_point(color=BAR, filled=True, size=75, opacity=1).encode(y=y)
    texts = base.mark_text(dy=-12, fontSize=TEXT_SIZE - 1, color=INK).encode(
        y=alt.Y("top:Q"), text="text:N"
    )
    layers = alt.LayerChart(layer=[band, ends, line, dots, texts])
    return layers.properties(width=_WIDTH, height=_HEIGHT)
