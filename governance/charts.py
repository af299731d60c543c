"""Which charts a release has, and the bar charts among them."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from governance.chart import Chart, finish
from governance.drawing import (
    INK,
    LABEL_WIDTH,
    TEXT_SIZE,
    bar_data,
    bar_marks,
    label_axis,
    wrapped_label,
)
from governance.release_context import COMBINATION, ReleaseContext
from governance.tables import ReleaseRow
from governance.upset import upset_body, upset_columns

_WIDTH = 640
_BAR_STEP = 40


@dataclass(frozen=True, kw_only=True)
class ChartPlan:
    """A chart of one count by one breakdown, drawn where a release holds such figures."""

    count_id: str
    breakdown: str

    @property
    def name(self) -> str:
        """The chart's file name without its ending."""
        return f"{self.count_id}_{self.breakdown}"


CHARTS = (
    ChartPlan(count_id="A1", breakdown="tier"),
    ChartPlan(count_id="A2", breakdown="age_band"),
    ChartPlan(count_id="B3", breakdown="stage"),
    ChartPlan(count_id="C1", breakdown="services"),
    ChartPlan(count_id="C2", breakdown=COMBINATION),
)


def draw_charts(rows: Sequence[ReleaseRow], context: ReleaseContext) -> tuple[Chart, ...]:
    """Draw every planned chart that the release holds figures for."""
    drawn = (_draw(plan, _rows_of(plan, rows), context) for plan in CHARTS)
    return tuple(chart for chart in drawn if chart)


def _rows_of(plan: ChartPlan, rows: Sequence[ReleaseRow]) -> tuple[ReleaseRow, ...]:
    """Return the figures of a chart: of the count's first measure that has this breakdown."""
    found = [
        row
        for row in rows
        if (row.figure.count_id, row.figure.breakdown) == (plan.count_id, plan.breakdown)
    ]
    return tuple(row for row in found if row.measure == found[0].measure)


def _draw(plan: ChartPlan, rows: Sequence[ReleaseRow], context: ReleaseContext) -> Chart | None:
    is_upset = plan.breakdown == COMBINATION
    drawn = upset_columns(rows) if is_upset else rows
    if not drawn:
        return None
    body = upset_body(drawn, context) if is_upset else _bar_body(drawn)
    return finish(body, plan.name, rows, drawn, context)


def _bar_body(rows: Sequence[ReleaseRow]) -> alt.VConcatChart:
    """Draw one bar a category, its number at its end, so that no axis has to be read."""
    labels = [wrapped_label(row.category_title) for row in rows]
    base = alt.Chart(bar_data(rows, labels)).encode(
        x=alt.X("length:Q", axis=None), y=alt.Y("label:N", sort=labels, axis=label_axis())
    )
    numbers = base.mark_text(align="left", dx=7, fontSize=TEXT_SIZE, color=INK).encode(
        text="text:N"
    )
    layers = alt.LayerChart(layer=[*bar_marks(base, size=24), numbers])
    return alt.vconcat(
        layers.properties(width=_WIDTH - LABEL_WIDTH - 60, height={"step": _BAR_STEP})
    )
