"""The page of a pack: one file that needs nothing but itself, for the screen and for paper."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from governance.evidence.blocks import Standing
from governance.evidence.pack import Pack

_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
_PICTURE = re.compile(r"^!\[.*\]\(.*\)\n*", re.MULTILINE)
_FIRST_LEVEL = 3  # A document's own title, inside a section.


def write_page(pack: Pack, path: Path) -> None:
    """Write the page."""
    path.write_text(page_of(pack), encoding="utf-8")


def page_of(pack: Pack) -> str:
    """Return the page, whole."""
    keys = {each.section.key: each.section for each in pack.sections}
    return _template().render(pack=pack, keys=keys)


def as_html(markdown: str) -> Markup:
    """Turn a document of ours into HTML: no HTML of its own, no links or pictures, lower headings.

    Links lead to files of the repository, which a page on its own does not have.
    """
    text = _PICTURE.sub("", _COMMENT.sub("", markdown))
    return Markup(_reader().render(text))  # noqa: S704 - HTML in it is escaped


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Plain)
    return reader.enable("table")


class _Plain(RendererHTML):
    """Leaves links out, and lowers headings."""

    def link_open(self, *_: object) -> str:
        return ""

    def link_close(self, *_: object) -> str:
        return ""

    def heading_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return f"<h{_lowered(tokens[idx])}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return f"</h{_lowered(tokens[idx])}>\n"

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return f'<div class="scroll">{self.renderToken(tokens, idx, options, env)}'

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return f"{self.renderToken(tokens, idx, options, env)}</div>\n"


def _lowered(token: Token) -> int:
    return min(6, _FIRST_LEVEL + int(token.tag[1]) - 1)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("governance.evidence"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["as_html"] = as_html
    environment.globals["Standing"] = Standing
    environment.tests["of_kind"] = lambda block, kind: type(block).__name__ == kind
    return environment.get_template("evidence.html.j2")
