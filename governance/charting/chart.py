"""A drawn chart: its title, its source, its files and what they say to a screen reader.

It is drawn without a browser and without the network. What is drawn is decided elsewhere.
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

import altair as alt
import vl_convert
from markupsafe import escape

from governance.charting.png import with_text
from governance.drawing import INK, QUIET_INK, TEXT_SIZE
from governance.release_context import SYNTHETIC_SENTENCE, ReleaseContext, long_date

AnyChart = alt.VConcatChart | alt.HConcatChart | alt.LayerChart

_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_VEGA_LITE = "6.4"
_NUMBERED_ID = re.compile(r'id="((?:clip|gradient_)\d+)"')
_PART_ROLE = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"<]*")')
_PNG_SCALE = 2  # Sharp at half its size: on paper, and on a slide.


@dataclass(frozen=True, kw_only=True)
class ChartTable:
    """The numbers of a chart. The first column names the row; the rest are shown amounts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Plot:
    """A chart before it is drawn: `unit` says what its numbers are numbers of.

    `remarks` are said under it, before those that every chart of the release has.
    """

    name: str
    heading: str
    title: str
    kind: str
    unit: str
    body: AnyChart
    table: ChartTable
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A drawn chart, with its numbers."""

    name: str
    heading: str
    title: str
    description: str
    svg: str
    png: bytes
    table: ChartTable


def finish(plot: Plot, context: ReleaseContext) -> Chart:
    """Put title, subtitle and source around a chart, draw it and describe it in words."""
    description = _description(plot, context)
    spec = (
        alt.vconcat(plot.body.properties(title=_heading(plot, context)))
        .properties(
            title=_source_line(" ".join(_remarks(plot, context))),
            padding={"left": 2, "right": 6, "top": 6, "bottom": 8},
        )
        .configure(font=_FONT, background="white", aria=False)
        .configure_view(stroke=None)
        .configure_concat(spacing=6)
        .to_dict()
    )
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    png = vl_convert.vegalite_to_png(
        spec, vl_version=_VEGA_LITE, scale=_PNG_SCALE, allowed_base_urls=[]
    )
    return Chart(
        name=plot.name,
        heading=plot.heading,
        title=plot.title,
        description=description,
        svg=_with_alternative_text(
            _with_own_ids(svg, plot.name), plot.name, plot.title, description
        ),
        png=with_text(png, {"Title": plot.title, "Description": description}),
        table=plot.table,
    )


def _heading(plot: Plot, context: ReleaseContext) -> alt.TitleParams:
    subtitle = f"{plot.unit}, {long_date(context.as_at)}."
    if context.is_synthetic:
        subtitle = f"{subtitle} {SYNTHETIC_SENTENCE}"
    return alt.TitleParams(
        text=textwrap.wrap(plot.title, 64),
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


def _remarks(plot: Plot, context: ReleaseContext) -> Iterator[str]:
    """Say under the chart what it leaves out, how its numbers were treated and its sources."""
    yield from plot.remarks
    yield context.profile.rounding()
    yield f"Sources: {', '.join(map(context.source_title, sorted(context.data_as_at)))}."
    yield f"Release {context.release_id}."


def _description(plot: Plot, context: ReleaseContext) -> str:
    first, *others = plot.table.columns
    symbol = context.profile.symbol
    said = "; ".join(
        f"{row[0]}: {', '.join(_said(row[1:], others, symbol))}" for row in plot.table.rows
    )
    mark = f"{SYNTHETIC_SENTENCE} " if context.is_synthetic else ""
    where = f"{plot.kind}. {plot.title}, {long_date(context.as_at)}."
    return f"{mark}{where} {plot.unit}, by {first[:1].lower()}{first[1:]}. {said}."


def _said(amounts: tuple[str, ...], columns: list[str], symbol: str) -> Iterator[str]:
    """Say a row's amounts; which column each is of only where there are several."""
    for column, amount in zip(columns, amounts, strict=True):
        if amount:
            words = "too small to show" if amount == symbol else amount
            yield words if len(columns) == 1 else f"{column} {words}"


def _with_own_ids(svg: str, name: str) -> str:
    """Rename the ids that were numbered on and on over all charts of this process.

    The same chart is so the same bytes, and two charts on one page have no id in common.
    """
    found = dict.fromkeys(_NUMBERED_ID.findall(svg))
    own = {each: f"{name}-part{number}" for number, each in enumerate(found, start=1)}
    pattern = re.compile(r'(?<=[#"])(' + "|".join(map(re.escape, own)) + r')(?=[")])')
    return pattern.sub(lambda match: own[match[1]], svg) if own else svg


def _with_alternative_text(svg: str, name: str, title: str, description: str) -> str:
    """Make the drawing one image with a name and a description, and no parts to wade through."""
    opening, rest = _PART_ROLE.sub("", svg).split(">", 1)
    return (
        f'{opening} role="img" aria-labelledby="{name}-title {name}-description">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-description">{escape(description)}</desc>{rest}\n'
    )
