"""The report: one page that a planner reads without training, and can send on as one file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from governance.chart import Chart
from governance.figure import TOTAL
from governance.release_context import (
    SYNTHETIC,
    SYNTHETIC_SENTENCE,
    ReleaseContext,
    long_date,
    thousands,
    units,
)
from governance.tables import ReleaseRow


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


def write_report(
    rows: Sequence[ReleaseRow], charts: Sequence[Chart], context: ReleaseContext, path: Path
) -> None:
    """Write the report as a page that needs nothing but itself: no script, no request."""
    ids = {row.definition.id for row in rows}
    page = _template().render(
        context=context,
        mark=SYNTHETIC if context.is_synthetic else "",
        mark_sentence=SYNTHETIC_SENTENCE if context.is_synthetic else "",
        headlines=_headlines(rows, context),
        charts=charts,
        definitions=[each for each in context.definitions if each.id in ids],
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
    environment.filters |= {"long_date": long_date, "thousands": thousands, "units": units}
    return environment.get_template("report.html.j2")


def _headlines(rows: Sequence[ReleaseRow], context: ReleaseContext) -> list[Headline]:
    totals = [row for row in rows if row.figure.breakdown == TOTAL]
    chosen = context.headlines or tuple(_main_measures(totals))
    found = {(row.definition.id, row.measure.name): row for row in totals}
    return [_headline(found[key]) for key in chosen if key in found]


def _main_measures(totals: Iterable[ReleaseRow]) -> Iterable[tuple[str, str]]:
    """Choose one measure a count: the first that is a share of something, else the first."""
    main: dict[str, ReleaseRow] = {}
    for row in totals:
        held = main.setdefault(row.definition.id, row)
        if row.measure.share_of and not held.measure.share_of:
            main[row.definition.id] = row
    return ((count_id, row.measure.name) for count_id, row in main.items())


def _headline(row: ReleaseRow) -> Headline:
    share = f"{row.percentage_text}% of {row.share_of}" if row.percentage_text else ""
    return Headline(
        count_id=row.definition.id,
        number=thousands(row.figure.text),
        says=row.measure.title,
        share=share,
        meaning=row.definition.definition,
        not_for=row.definition.not_for,
        is_hidden=row.figure.is_suppressed,
    )
