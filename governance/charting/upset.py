"""The UpSet chart: how many families have exactly which services, one column a combination.

A matrix of dots under the bars names the services of each combination; it stays readable where a
diagram of overlapping circles does not. It is drawn from releasable figures only.
"""

from collections.abc import Sequence
from itertools import product

import altair as alt

from governance.drawing import (
    FAINT,
    INK,
    LABEL_WIDTH,
    TEXT_SIZE,
    bar_data,
    bar_marks,
    chart_data,
    label_axis,
    wrapped_label,
)
from governance.release_context import COMBINATION, ReleaseContext
from governance.rows import ReleaseRow

_MOST_COLUMNS = 15  # More columns than this cannot be told apart.

_WIDTH = 740
_BARS_HEIGHT = 190
_ROW_STEP = 32
_WIDEST_COLUMN = 70


def upset_columns(rows: Sequence[ReleaseRow]) -> list[ReleaseRow]:
    """Return the combinations to draw, largest first, hidden ones last, none that is empty."""
    present = [row for row in rows if row.figure.value != 0]
    present.sort(key=lambda row: -(row.figure.value or 0))
    return present[:_MOST_COLUMNS]


def upset_body(columns: Sequence[ReleaseRow], context: ReleaseContext) -> alt.VConcatChart:
    """Draw combinations as columns, over a matrix of the services that they are made of."""
    step = min(_WIDEST_COLUMN, (_WIDTH - LABEL_WIDTH) // max(len(columns), 1))
    width = step * len(columns)
    x = alt.X("label:N", sort=[row.figure.category for row in columns], axis=None)
    return alt.vconcat(
        _bars(columns, x, step).properties(width=width, height=_BARS_HEIGHT),
        _matrix(columns, x, context).properties(width=width, height={"step": _ROW_STEP}),
    )


def _bars(columns: Sequence[ReleaseRow], x: alt.X, step: int) -> alt.LayerChart:
    data = bar_data(columns, [row.figure.category for row in columns])
    base = alt.Chart(data).encode(x=x, y=alt.Y("length:Q", axis=None))
    numbers = base.mark_text(dy=-9, fontSize=TEXT_SIZE - 2, color=INK).encode(text="text:N")
    return alt.LayerChart(layer=[*bar_marks(base, size=step * 0.62), numbers])


def _matrix(columns: Sequence[ReleaseRow], x: alt.X, context: ReleaseContext) -> alt.LayerChart:
    services = _services(columns, context)
    titles = [wrapped_label(context.category_title(COMBINATION, each)) for each in services]
    dots = chart_data(
        {
            "label": row.figure.category,
            "service": title,
            "is_in": service in row.figure.category.split("+"),
        }
        for row, (service, title) in product(columns, zip(services, titles, strict=True))
    )
    base = alt.Chart(dots).encode(x=x)
    y = alt.Y("service:N", sort=titles, axis=label_axis())
    inside = base.transform_filter("datum.is_in")
    every_dot = base.mark_circle(size=150, color=FAINT, opacity=1).encode(y=y)
    joins = inside.mark_line(strokeWidth=3, color=INK).encode(y=y, detail="label:N")
    own_dots = inside.mark_circle(size=150, color=INK, opacity=1).encode(y=y)
    return alt.LayerChart(layer=[every_dot, joins, own_dots])


def _services(columns: Sequence[ReleaseRow], context: ReleaseContext) -> list[str]:
    services = {service for row in columns for service in row.figure.category.split("+")}
    return sorted(services, key=lambda service: context.category_order(COMBINATION, service))
