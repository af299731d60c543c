"""Bar charts of one breakdown, and the words and tables that charts of figures share."""

from collections.abc import Iterator, Sequence

import altair as alt

from governance.charting.chart import ChartTable, Plot
from governance.charting.upset import upset_body, upset_columns
from governance.drawing import (
    INK,
    LABEL_WIDTH,
    TEXT_SIZE,
    bar_data,
    bar_marks,
    label_axis,
    wrapped_label,
)
from governance.release_context import COMBINATION, ReleaseContext, thousands, units
from governance.rows import ReleaseRow

_WIDTH = 640
_BAR_STEP = 40


def bar_plot(rows: Sequence[ReleaseRow], context: ReleaseContext) -> Plot | None:
    """Draw one bar a category; combinations of services as columns over a matrix."""
    is_upset = rows[0].figure.breakdown == COMBINATION
    drawn = upset_columns(rows) if is_upset else rows
    if not drawn:
        return None
    return Plot(
        name=f"{rows[0].definition.id}_{rows[0].figure.breakdown}",
        heading=heading_of(rows[0]),
        title=title_of(rows[0]),
        kind="Bar chart",
        unit=unit_of(rows[0]),
        body=upset_body(drawn, context) if is_upset else _bar_body(drawn),
        table=figure_table(rows),
        remarks=tuple(_remarks(rows, drawn, context)),
    )


def heading_of(row: ReleaseRow) -> str:
    """Name the count that a chart is of."""
    return f"{row.definition.id}: {row.definition.title}"


def title_of(row: ReleaseRow) -> str:
    """Name a chart in the words of its definition."""
    by = row.breakdown_title
    return f"{row.measure.title}, by {by if by[1:2].isupper() else by[:1].lower() + by[1:]}"


def unit_of(row: ReleaseRow) -> str:
    """Say what the numbers of a chart are numbers of."""
    return f"Number of {units(row.measure.unit)}"


def figure_table(rows: Sequence[ReleaseRow]) -> ChartTable:
    """Set out figures one a row, with percentages where there are any."""
    shares = any(row.percentage_text for row in rows)
    of = (f"Percentage of {rows[0].measure.share_of}",) if shares else ()
    return ChartTable(
        columns=(rows[0].breakdown_title, unit_of(rows[0]), *of),
        rows=tuple(
            (
                row.category_title,
                thousands(row.figure.text),
                *((f"{row.percentage_text}%" if row.percentage_text else "",) if shares else ()),
            )
            for row in rows
        ),
    )


def hidden_remark(context: ReleaseContext, how: str) -> str:
    """Say how a number that is too small to show is drawn."""
    return f"{context.profile.symbol} is a number too small to show; {how}."


def _remarks(
    rows: Sequence[ReleaseRow], drawn: Sequence[ReleaseRow], context: ReleaseContext
) -> Iterator[str]:
    if len(drawn) < sum(row.figure.value != 0 for row in rows):
        yield f"The {len(drawn)} largest are drawn; the table has them all."
    if any(row.figure.is_suppressed for row in drawn):
        yield hidden_remark(context, "its empty bar is not to scale")


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
