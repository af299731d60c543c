"""Which charts a release has: each where the release holds figures for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from governance.charting.bars import bar_plot
from governance.charting.chart import Chart, Plot, finish
from governance.charting.flow import FLOW, flow_plot
from governance.charting.pyramid import pyramid_plot
from governance.charting.trend import TrendPoint, trend_plot
from governance.charting.ward_map import ward_plot
from governance.earlier import EarlierFigure
from governance.estimate import ShownEstimate
from governance.figure import TOTAL
from governance.release_context import COMBINATION, ReleaseContext
from governance.rows import ReleaseRow

_PYRAMID = "age_sex"
_WARD = "ward"


@dataclass(frozen=True, kw_only=True)
class ChartPlan:
    """A chart of one count by one breakdown: of the count's first measure that has it."""

    count_id: str
    breakdown: str


PLANS = (
    ChartPlan(count_id="A1", breakdown="tier"),
    ChartPlan(count_id="A2", breakdown=_PYRAMID),
    ChartPlan(count_id="A2", breakdown="age_band"),
    ChartPlan(count_id="A2", breakdown=_WARD),
    ChartPlan(count_id="B3", breakdown="stage"),
    ChartPlan(count_id="C1", breakdown="services"),
    ChartPlan(count_id="C2", breakdown=COMBINATION),
    ChartPlan(count_id="C3", breakdown=_WARD),
)


def draw_charts(
    rows: Sequence[ReleaseRow], estimates: Sequence[ShownEstimate], context: ReleaseContext
) -> tuple[Chart, ...]:
    """Draw every planned chart that the release holds figures for."""
    plots = (
        *_trends(rows, estimates, context),
        *(_plot(_rows_of(plan, rows), context) for plan in PLANS),
        _flow([row for row in rows if row.definition.id == FLOW], context),
    )
    return tuple(map(partial(finish, context=context), filter(None, plots)))


def _rows_of(plan: ChartPlan, rows: Sequence[ReleaseRow]) -> tuple[ReleaseRow, ...]:
    found = [
        row
        for row in rows
        if (row.figure.count_id, row.figure.breakdown) == (plan.count_id, plan.breakdown)
    ]
    return tuple(row for row in found if row.measure == found[0].measure)


def _plot(rows: Sequence[ReleaseRow], context: ReleaseContext) -> Plot | None:
    if not rows:
        return None
    breakdown = rows[0].figure.breakdown
    if breakdown == _PYRAMID:
        return pyramid_plot(rows, context)
    if breakdown == _WARD:
        return ward_plot(rows, context.boundaries, context) if context.boundaries else None
    return bar_plot(rows, context)


def _flow(rows: Sequence[ReleaseRow], context: ReleaseContext) -> Plot | None:
    return flow_plot(rows, context) if rows else None


def _trends(
    rows: Sequence[ReleaseRow], estimates: Sequence[ShownEstimate], context: ReleaseContext
) -> Iterator[Plot | None]:
    """Draw the headline figures over earlier releases and this one."""
    totals = {
        (row.definition.id, row.measure.name): row for row in rows if row.figure.breakdown == TOTAL
    }
    intervals = {(each.row.definition.id, each.row.measure.name): each for each in estimates}
    for key in context.headlines:
        row = totals.get(key)
        if row:
            now = _now(row, intervals.get(key))
            yield trend_plot(row, [*_before(key, context), (context.as_at, now)], context)


def _now(row: ReleaseRow, estimate: ShownEstimate | None) -> EarlierFigure:
    return EarlierFigure(
        value=row.figure.value,
        interval_from=estimate.interval_from if estimate else None,
        interval_to=estimate.interval_to if estimate else None,
    )


def _before(key: tuple[str, str], context: ReleaseContext) -> list[TrendPoint]:
    return [
        (each.as_at, each.totals[key])
        for each in context.earlier
        if each.as_at < context.as_at and key in each.totals
    ]
