"""What pictures are drawn with, and how one becomes a file. No picture is composed here.

It is drawn without a browser and without the network; the same chart gives the same bytes.
"""

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import altair as alt
import vl_convert
from markupsafe import escape

INK, QUIET_INK, FAINT = "#1f2328", "#4d555e", "#d5dae0"
DARK, LIGHT = "#1d5b8f", "#8db8dc"
"""One hue, dark and light: two different greys when printed without colour."""
CLASSES = ("#e4eff9", "#b3d1ea", "#76aad3", "#3a7cb3", "#12436d")
"""From few to many, in one hue that only grows darker."""

TEXT_SIZE = 14
WIDTH = 560

_TITLE_SIZE, _TITLE_WIDTH, _SUBTITLE_WIDTH = 18, 62, 88
_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_VEGA_LITE = "6.4"
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")

Datum = Mapping[str, str | float]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawn picture, with what it says to somebody who cannot see it."""

    name: str
    title: str
    description: str
    svg: str


def chart_of(values: Iterable[Datum]) -> alt.Chart:
    """Begin a chart of values that stand in the chart itself."""
    return alt.Chart(alt.InlineData(values=[dict(value) for value in values]))


def drawn(
    body: alt.Chart | alt.LayerChart | alt.HConcatChart,
    *,
    name: str,
    title: str,
    subtitle: str,
    description: str,
) -> Picture:
    """Put a title over a chart, draw it and describe it in words."""
    heading = alt.TitleParams(
        text=textwrap.wrap(title, _TITLE_WIDTH),
        subtitle=textwrap.wrap(subtitle, _SUBTITLE_WIDTH),
        anchor="start",
        frame="group",
        color=INK,
        subtitleColor=QUIET_INK,
        fontSize=_TITLE_SIZE,
        subtitleFontSize=TEXT_SIZE,
        subtitlePadding=6,
        offset=18,
    )
    spec = (
        alt.vconcat(body)
        .properties(title=heading, padding={"left": 6, "right": 10, "top": 6, "bottom": 8})
        .configure(font=_FONT, background="white", aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            titleColor=INK,
            titleFontSize=TEXT_SIZE,
            titleFontWeight="normal",
            titlePadding=10,
            labelColor=INK,
            labelFontSize=TEXT_SIZE,
            gridColor=FAINT,
            domain=False,
            tickColor=FAINT,
        )
        .configure_legend(labelFontSize=TEXT_SIZE, labelColor=INK, labelLimit=400)
        .to_dict()
    )
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    return Picture(
        name=name,
        title=title,
        description=description,
        svg=_with_alternative_text(_rounded(svg), name, title, description),
    )


def _rounded(svg: str) -> str:
    """Write coordinates to a tenth of a pixel: smaller, and alike on every machine."""
    return _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), svg)


def _with_alternative_text(svg: str, name: str, title: str, description: str) -> str:
    """Make the drawing one image with a name and a description, and no parts to wade through."""
    opening, rest = svg.split(">", 1)
    return (
        f'{opening} role="img" aria-labelledby="{name}-title {name}-description">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-description">{escape(description)}</desc>{rest}\n'
    )
