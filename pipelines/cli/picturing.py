"""Writing a picture to a file: SVG or PNG by its ending, with words for those who do not see it.

Pictures are drawn without a browser and without the network, as the charts of a release are. What
is in them is composed elsewhere.
"""

import os
from pathlib import Path

import typer

from governance.framing import Drawing, png_of, svg_of
from linkage_models.explaining.records import ExplainError

ENDINGS = (".svg", ".png")


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


def write_picture(drawing: Drawing, path: Path, title: str, words: str) -> None:
    """Draw a picture into a file.

    Args:
        drawing: the picture.
        path: the file.
        title: what a screen reader reads first.
        words: what the picture shows.

    Raises:
        OSError: the file cannot be written.
    """
    if path.suffix.lower() == ".png":
        path.write_bytes(png_of(drawing, title, words))
    else:
        path.write_text(svg_of(drawing, "picture", title, words), "utf-8")
