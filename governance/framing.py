"""What is written around a drawing, and how it becomes a file with words for who cannot see it.

Everything is drawn without a browser and without the network; the same drawing gives the same
bytes. What is drawn, and what its words are, is decided elsewhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import vl_convert
from markupsafe import escape

from governance.drawing import INK, QUIET_INK, TEXT_SIZE
from governance.png import with_text

AnyChart = alt.VConcatChart | alt.HConcatChart | alt.LayerChart
Drawing = dict[str, object]

_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_VEGA_LITE = "6.4"
_NUMBERED_ID = re.compile(r'id="((?:clip|gradient_)\d+)"')
_PART_ROLE = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"<]*")')
_PNG_SCALE = 2  # Sharp at half its size: on paper, and on a slide.


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The lines above and below a drawing, and the pixels between them and it.

    `padding` is that of the whole picture: left, right, top, bottom.
    """

    title: Sequence[str]
    subtitle: Sequence[str]
    below: Sequence[str]
    gap_above: int
    gap_below: int
    padding: tuple[int, int, int, int]


def framed(body: AnyChart, frame: Frame) -> Drawing:
    """Put the lines around a drawing."""
    left, right, top, bottom = frame.padding
    drawing: Drawing = (
        alt.vconcat(body.properties(title=_above(frame)))
        .properties(
            title=_below(frame),
            padding={"left": left, "right": right, "top": top, "bottom": bottom},
        )
        .configure(font=_FONT, background="white", aria=False)
        .configure_view(stroke=None)
        .configure_concat(spacing=6)
        .to_dict()
    )
    return drawing


def _above(frame: Frame) -> alt.TitleParams:
    return alt.TitleParams(
        text=list(frame.title),
        subtitle=list(frame.subtitle),
        anchor="start",
        frame="bounds",
        color=INK,
        subtitleColor=QUIET_INK,
        fontSize=18,
        subtitleFontSize=TEXT_SIZE,
        subtitlePadding=6,
        offset=frame.gap_above,
    )


def _below(frame: Frame) -> alt.TitleParams:
    return alt.TitleParams(
        text=list(frame.below),
        orient="bottom",
        anchor="start",
        frame="bounds",
        color=QUIET_INK,
        fontSize=12,
        fontWeight="normal",
        offset=frame.gap_below,
    )


def png_of(drawing: Drawing, title: str, words: str) -> bytes:
    """Draw a PNG that holds its title and what it shows."""
    png = vl_convert.vegalite_to_png(
        drawing, vl_version=_VEGA_LITE, scale=_PNG_SCALE, allowed_base_urls=[]
    )
    return with_text(png, {"Title": title, "Description": words})


def svg_of(drawing: Drawing, name: str, title: str, words: str) -> str:
    """Draw an SVG: one image with a name and a description, and no parts to wade through.

    Args:
        drawing: what is drawn.
        name: a word that no other picture of the page has.
        title: what a screen reader reads first.
        words: what the picture shows.
    """
    svg = vl_convert.vegalite_to_svg(drawing, vl_version=_VEGA_LITE, allowed_base_urls=[])
    opening, rest = _PART_ROLE.sub("", _with_own_ids(svg, name)).split(">", 1)
    return (
        f'{opening} role="img" aria-labelledby="{name}-title" '
        f'aria-describedby="{name}-description">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-description">{escape(words)}</desc>{rest}\n'
    )


def _with_own_ids(svg: str, name: str) -> str:
    """Rename the ids that were numbered on and on over all charts of this process.

    The same chart is so the same bytes, and two charts on one page have no id in common.
    """
    found = dict.fromkeys(_NUMBERED_ID.findall(svg))
    own = {each: f"{name}-part{number}" for number, each in enumerate(found, start=1)}
    pattern = re.compile(r'(?<=[#"])(' + "|".join(map(re.escape, own)) + r')(?=[")])')
    return pattern.sub(lambda match: own[match[1]], svg) if own else svg
