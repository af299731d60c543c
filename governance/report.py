"""The report: one page that a planner reads without training, and can send on as one file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from governance.content import Content
from governance.estimate import ShownChange, ShownEstimate
from governance.estimate_tables import CHANGE_WORDS
from governance.figure import TOTAL
from governance.release_context import (
    SYNTHETIC,
    SYNTHETIC_SENTENCE,
    ReleaseContext,
    long_date,
    thousands,
)
from governance.rows import ReleaseRow
from governance.sureness import RANGE_WORDS, change_words, signed, sureness
from governance.workbook_sureness import interval_words


@dataclass(frozen=True, kw_only=True)
class Headline:
    """A figure that the report opens with, in words and as a big number."""

    count_id: str
    number: str
    says: str
    share: str
    meaning: str
    not_for: str
    is_hidden: bool
    sureness: tuple[str, ...]
    change: str


def write_report(content: Content, context: ReleaseContext, path: Path) -> None:
    """Write the report as a page that needs nothing but itself: no script, no request."""
    ids = {row.definition.id for row in content.rows}
    page = _template().render(
        context=context,
        mark=SYNTHETIC if context.is_synthetic else "",
        mark_sentence=SYNTHETIC_SENTENCE if context.is_synthetic else "",
        headlines=_headlines(content, context),
        content=content,
        interval_words=interval_words(content),
        range_words=RANGE_WORDS,
        change_note=CHANGE_WORDS,
        totals=_totals(content.rows),
        parts=_parts(content.rows),
        definitions=[each for each in context.definitions if each.id in ids],
        explained=context.explained({row.figure.breakdown for row in content.rows}),
    )
    path.write_text(page, encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("governance"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "long_date": long_date,
        "thousands": thousands,
        "signed": signed,
    }
    return environment.get_template("report.html.j2")


def _headlines(content: Content, context: ReleaseContext) -> list[Headline]:
    totals = [row for row in content.rows if row.figure.breakdown == TOTAL]
    chosen = context.headlines or tuple(_main_measures(totals))
    found = {row.key: row for row in totals}
    estimates = {each.row.key: each for each in content.estimates}
    changes = {each.row.key: each for each in content.changes}
    return [
        _headline(found[key], estimates.get(key), changes.get(key))
        for key in chosen
        if key in found
    ]


def _totals(rows: Iterable[ReleaseRow]) -> dict[str, list[ReleaseRow]]:
    """Return the totals of each count, for beside its definition."""
    found: dict[str, list[ReleaseRow]] = {}
    for row in rows:
        if row.is_total:
            found.setdefault(row.definition.id, []).append(row)
    return found


def _parts(rows: Iterable[ReleaseRow]) -> dict[str, list[str]]:
    """Return how each count is broken down, in words, for where to find it."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        if not row.is_total:
            found.setdefault(row.definition.id, {})[row.breakdown_title] = None
    return {count_id: list(titles) for count_id, titles in found.items()}


def _main_measures(totals: Iterable[ReleaseRow]) -> Iterator[tuple[str, str]]:
    """Choose one measure a count: the first that is a share of something, else the first."""
    main: dict[str, ReleaseRow] = {}
    for row in totals:
        held = main.setdefault(row.definition.id, row)
        if row.measure.share_of and not held.measure.share_of:
            main[row.definition.id] = row
    yield from ((count_id, row.measure.name) for count_id, row in main.items())


def _headline(
    row: ReleaseRow, estimate: ShownEstimate | None, change: ShownChange | None
) -> Headline:
    share = f"{row.percentage_text}% of {row.share_of}" if row.percentage_text else ""
    return Headline(
        count_id=row.definition.id,
        number=thousands(row.figure.text),
        says=row.measure.title,
        share=share,
        meaning=_sentence(row.measure.counted) or row.definition.definition,
        not_for=row.definition.not_for,
        is_hidden=row.figure.is_suppressed,
        sureness=tuple(sureness(estimate)) if estimate else (),
        change=change_words(change) if change else "",
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
