"""Writing a picture to a file: SVG or PNG by its ending, with words for those who do not see it.

Pictures are drawn without a browser and without the network, as the charts of a release are. What
is in them is composed elsewhere.
"""

import os
import struct
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

import typer
import vl_convert

from linkage_models.explaining.records import ExplainError

ENDINGS = (".svg", ".png")
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"

_VEGA_LITE = "6.4"
_PNG_HEADER = 33  # The signature and the first chunk, which has to stay the first.


def check_picture(path: Path | None, option: str) -> None:
    """Refuse a picture that cannot be written before anything is weighed or shown.

    Raises:
        BadParameter: its name does not end as a picture's.
        ExplainError: there is no folder to write it to.
    """
    if path is None:
        return
    if path.suffix.lower() not in ENDINGS:
        msg = f"the name of a chart ends in {' or '.join(ENDINGS)}"
        raise typer.BadParameter(msg, param_hint=option)
    if not os.access(path.parent, os.W_OK) or not path.parent.is_dir():
        msg = f"the chart cannot be written to {path}: {path.parent} is no folder to write to"
        raise ExplainError(msg)


def write_picture(spec: dict[str, object], path: Path, *, title: str, words: str = "") -> None:
    """Draw a Vega-Lite picture into a file.

    Args:
        spec: the picture.
        path: the file.
        title: what a screen reader reads first; it is all that it reads where there are no words.
        words: what the picture shows.

    Raises:
        OSError: the file cannot be written.
    """
    if path.suffix.lower() == ".png":
        png = vl_convert.vegalite_to_png(spec, vl_version=_VEGA_LITE, scale=2, allowed_base_urls=[])
        path.write_bytes(_png_that_says(png, words or title))
    else:
        svg = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
        path.write_text(_svg_that_says(svg, title, words), "utf-8")


def _svg_that_says(svg: str, title: str, words: str) -> str:
    """Make the drawing one image with a description, and no parts to wade through."""
    opening, rest = svg.split(">", 1)
    described = ' aria-describedby="picture-words"' if words else ""
    labelled = f'{opening} role="img" aria-labelledby="picture-title"{described}>'
    description = f'<desc id="picture-words">{escape(words)}</desc>' if words else ""
    return f'{labelled}<title id="picture-title">{escape(title)}</title>{description}{rest}\n'


def _png_that_says(png: bytes, words: str) -> bytes:
    """Put words into a PNG as its description, where programs that read it aloud look."""
    chunk = b"iTXt" + b"Description\0\0\0en\0\0" + words.encode()
    length, check = struct.pack(">I", len(chunk) - 4), struct.pack(">I", zlib.crc32(chunk))
    return png[:_PNG_HEADER] + length + chunk + check + png[_PNG_HEADER:]
