"""Shown figures with their words: the flow as a picture, headlines, and how sure each is.

How figures come to be shown is in `controlling`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from governance.charting.chart import finish
from governance.charting.flow import FLOW, flow_plot
from governance.disclosure import ControlledFigure, Profile
from governance.estimate import ShownEstimate
from governance.figure import TOTAL
from governance.release_context import SOURCE, Purpose, ReleaseContext
from governance.rows import ReleaseRow, release_rows
from pipelines.counts.breakdowns import BREAKDOWNS
from pipelines.counts.definitions import DEFINITIONS, HEADLINES
from pipelines.counts.words import LABELS

_AS_RELEASED = (
    "corrected",
    "interval_from",
    "interval_to",
    "labelled_pairs",
    "labelled_people",
    "basis",
)


@dataclass(frozen=True, kw_only=True)
class About:
    """The night that figures are of: its date, rule and purpose, and how recent each source is."""

    as_at: date
    profile: Profile
    purpose: Purpose
    data_as_at: dict[str, date]


def flow_of(figures: Iterable[ControlledFigure], about: About, release_id: str) -> str:
    """Draw the flow of records; nothing where there are no figures of it."""
    of_flow = [each for each in figures if each.count_id == FLOW]
    sources = {each.category: about.as_at for each in of_flow if each.breakdown == SOURCE}
    context = replace(_context(about, release_id), data_as_at=about.data_as_at or sources)
    plot = flow_plot(release_rows(of_flow, context), context) if of_flow else None
    return finish(plot, context).svg if plot else ""


def rows_of(
    figures: Iterable[ControlledFigure], about: About, count_id: str
) -> tuple[ReleaseRow, ...]:
    """Return the shown figures of a count with their words."""
    of_count = (each for each in figures if each.count_id == count_id)
    return release_rows(of_count, _context(about, ""))


def headlines_of(figures: Iterable[ControlledFigure], about: About) -> tuple[ReleaseRow, ...]:
    """Return the headline figures, in their order."""
    totals = (
        each
        for each in figures
        if (each.count_id, each.measure) in HEADLINES and each.breakdown == TOTAL
    )
    rows = release_rows(totals, _context(about, ""))
    return tuple(sorted(rows, key=lambda row: HEADLINES.index(row.key)))


def estimates_in(folder: Path, rows: Iterable[ReleaseRow]) -> tuple[ShownEstimate, ...]:
    """Read how sure the headline figures of a release are; nothing where it does not say."""
    path = folder / "estimates.parquet"
    if not path.is_file():
        return ()
    told = {(each["count_id"], each["measure"]): each for each in pq.read_table(path).to_pylist()}
    return tuple(
        ShownEstimate(
            row=row,
            low=of["range_from"],
            high=of["range_to"],
            **{name: of[name] for name in _AS_RELEASED},
        )
        for row in rows
        if (of := told.get(row.key))
    )


def _context(about: About, release_id: str) -> ReleaseContext:
    return ReleaseContext(
        release_id=release_id,
        as_at=about.as_at,
        purpose=about.purpose,
        profile=about.profile,
        definitions=DEFINITIONS,
        breakdowns=BREAKDOWNS,
        data_as_at=about.data_as_at,
        versions={},
        labels=LABELS,
    )
