"""A drawn chart: its title, its source, the SVG file and what that says to a screen reader.

It is drawn without a browser and without the network.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import altair as alt
import vl_convert
from markupsafe import escape

from governance.drawing import INK, QUIET_INK, TEXT_SIZE
from governance.release_context import (
    SYNTHETIC_SENTENCE,
    ReleaseContext,
    long_date,
    thousands,
    units,
)
from governance.tables import ReleaseRow

_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_VEGA_LITE = "6.4"


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A drawn chart, with the rows it was drawn from."""

    name: str
    title: str
    description: str
    svg: str
    rows: tuple[ReleaseRow, ...]


def chart_title(rows: Sequence[ReleaseRow]) -> str:
    """Name a chart in the words of its definition."""
    by = rows[0].breakdown_title
    return f"{rows[0].measure.title}, by {by if by[1:2].isupper() else by[:1].lower() + by[1:]}"


def finish(
    body: alt.VConcatChart,
    name: str,
    rows: Sequence[ReleaseRow],
    drawn: Sequence[ReleaseRow],
    context: ReleaseContext,
) -> Chart:
    """Put title, subtitle and source around a chart, draw it and describe it in words.

    `rows` are all figures that the chart is about, in its description and its table; `drawn` are
    those that the drawing has room for.
    """
    title = chart_title(rows)
    description = _description(title, rows, context)
    source = " ".join(_remarks(rows, drawn, context))
    spec = (
        alt.vconcat(body.properties(title=_heading(title, rows, context)))
        .properties(
            title=_source_line(source), padding={"left": 2, "right": 6, "top": 6, "bottom": 8}
        )
        .configure(font=_FONT, background="white", aria=False)
        .configure_view(stroke=None)
        .configure_concat(spacing=6)
        .to_dict()
    )
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    svg = _with_alternative_text(svg, name, title, description)
    return Chart(name=name, title=title, description=description, svg=svg, rows=tuple(rows))


def _heading(title: str, rows: Sequence[ReleaseRow], context: ReleaseContext) -> alt.TitleParams:
    subtitle = f"Number of {units(rows[0].measure.unit)}, {long_date(context.as_at)}."
    if context.is_synthetic:
        subtitle = f"{subtitle} {SYNTHETIC_SENTENCE}"
    return alt.TitleParams(
        text=textwrap.wrap(title, 64),
        subtitle=textwrap.wrap(subtitle, 92),
        anchor="start",
        frame="bounds",
        color=INK,
        subtitleColor=QUIET_INK,
        fontSize=18,
        subtitleFontSize=TEXT_SIZE,
        subtitlePadding=6,
        offset=16,
    )


def _source_line(source: str) -> alt.TitleParams:
    return alt.TitleParams(
        text=textwrap.wrap(source, 106),
        orient="bottom",
        anchor="start",
        frame="bounds",
        color=QUIET_INK,
        fontSize=12,
        fontWeight="normal",
        offset=14,
    )


def _remarks(
    rows: Sequence[ReleaseRow], drawn: Sequence[ReleaseRow], context: ReleaseContext
) -> Iterator[str]:
    """Say under the chart what it leaves out, how its numbers were treated and its sources."""
    if len(drawn) < sum(row.figure.value != 0 for row in rows):
        yield f"The {len(drawn)} largest are drawn; the table has them all."
    if any(row.figure.is_suppressed for row in drawn):
        symbol = context.profile.symbol
        yield f"{symbol} is a number too small to show; its empty bar is not to scale."
    yield f"Numbers are rounded to the nearest {context.profile.round_to}."
    yield f"Sources: {', '.join(map(context.source_title, sorted(context.data_as_at)))}."
    yield f"Release {context.release_id}."


def _description(title: str, rows: Sequence[ReleaseRow], context: ReleaseContext) -> str:
    figures = "; ".join(f"{row.category_title}: {_said(row)}" for row in rows)
    mark = f"{SYNTHETIC_SENTENCE} " if context.is_synthetic else ""
    return f"{mark}Bar chart. {title}, {long_date(context.as_at)}. {figures}."


def _said(row: ReleaseRow) -> str:
    return "too small to show" if row.figure.is_suppressed else thousands(row.figure.text)


def _with_alternative_text(svg: str, name: str, title: str, description: str) -> str:
    """Make the drawing one image with a name and a description, and no parts to wade through."""
    opening, rest = svg.split(">", 1)
    return (
        f'{opening} role="img" aria-labelledby="{name}-title {name}-description">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-description">{escape(description)}</desc>{rest}\n'
    )
