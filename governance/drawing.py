"""What charts are drawn with: colours, sizes, bars and labels. No chart is composed here."""

import textwrap
from collections.abc import Iterable, Sequence

import altair as alt

from governance.release_context import thousands
from governance.rows import ReleaseRow

INK = "#1f2328"
QUIET_INK = "#4d555e"
FAINT = "#d5dae0"
TEXT_SIZE = 14
LABEL_WIDTH = 190

BAR = "#1d5b8f"  # One hue for all: 7:1 on white, and a clear mid grey when printed without colour.
PALE_BAR = "#bcd3e8"  # Beside BAR, where two kinds of bar are compared; far lighter in grey too.
_STUB_SHARE = 0.04
_LINE_BREAK = "|"

Datum = dict[str, str | int | float | bool]


def chart_data(values: Iterable[Datum]) -> alt.InlineData:
    """Put the values into the chart itself, so that nothing is fetched."""
    return alt.InlineData(values=list(values))


def bar_data(rows: Sequence[ReleaseRow], labels: Sequence[str]) -> alt.InlineData:
    """Say how long each bar is; that of a hidden number is a mark of its own, not to scale."""
    largest = max((row.figure.value or 0 for row in rows), default=0)
    stub = (largest or 1) * _STUB_SHARE
    return chart_data(
        {
            "label": label,
            "length": stub if row.figure.value is None else row.figure.value,
            "text": thousands(row.figure.text),
            "is_hidden": row.figure.is_suppressed,
        }
        for row, label in zip(rows, labels, strict=True)
    )


def bar_marks(base: alt.Chart, size: float) -> tuple[alt.Chart, alt.Chart]:
    """Draw a shown number as a full bar and a hidden one as an empty stub."""
    return (
        base.transform_filter("!datum.is_hidden").mark_bar(color=BAR, size=size),
        base.transform_filter("datum.is_hidden").mark_bar(
            fill="white", stroke=BAR, strokeDash=[3, 2], size=size
        ),
    )


def wrapped_label(title: str) -> str:
    """Break a long label into the lines that `label_axis` draws."""
    return _LINE_BREAK.join(textwrap.wrap(title, 28))


def label_axis() -> alt.Axis:
    """Name what the rows of a chart are, in lines that are centred beside them."""
    lines = f"split(datum.label, '{_LINE_BREAK}')"
    centred = {"condition": {"test": f"length({lines}) > 1", "value": -8}, "value": 0}
    return alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        grid=False,
        labelExpr=lines,
        labelOffset=centred,
        labelFontSize=TEXT_SIZE,
        labelColor=INK,
        labelLimit=LABEL_WIDTH,
        labelPadding=8,
        minExtent=LABEL_WIDTH,
    )
