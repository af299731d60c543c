"""Figures laid out as tables for a page: rows are categories, columns the measures of a count."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.reading.published import Chart, Figure, PublishedRelease
from governance.figure import TOTAL


@dataclass(frozen=True, kw_only=True)
class Column:
    """A measure as a column; with the share of what, where it is a share."""

    title: str
    share_of: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A category with its figure for each column; none where the release has no such figure."""

    title: str
    cells: tuple[Figure | None, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A count by a breakdown."""

    count_id: str
    caption: str
    goes_by: str
    row_title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class ShownChart:
    """A picture with the table of what it shows; none where figures of several counts are drawn."""

    chart: Chart
    table: Table | None


def table_of(release: PublishedRelease, count_id: str, breakdown: str) -> Table | None:
    """Lay a count out by a breakdown; none where the release does not break it down so."""
    figures = release.by_count.get(count_id, {}).get(breakdown)
    definition = release.definition(count_id)
    if not figures or definition is None:
        return None
    described = release.breakdown(breakdown)
    measures = list(dict.fromkeys(each.measure for each in figures))
    by_place = {(each.category, each.measure): each for each in figures}
    categories = {each.category: each.category_title for each in figures}
    return Table(
        count_id=count_id,
        caption=f"{definition.title}, by {described.title.lower()}",
        goes_by=described.goes_by,
        row_title=described.title,
        columns=tuple(_column(figures, measure) for measure in measures),
        rows=tuple(
            Row(title=title, cells=tuple(by_place.get((category, each)) for each in measures))
            for category, title in categories.items()
        ),
    )


def breakdowns_of(release: PublishedRelease, count_id: str) -> tuple[str, ...]:
    """Return how a count is broken down, in reading order."""
    return tuple(name for name in release.by_count.get(count_id, {}) if name != TOTAL)


def total_lines(release: PublishedRelease, count_id: str) -> tuple[Figure, ...]:
    """Return the totals of a count."""
    return tuple(release.by_count.get(count_id, {}).get(TOTAL, ()))


def shown_charts(release: PublishedRelease, count_id: str) -> tuple[ShownChart, ...]:
    """Return the pictures of a count, each with its table."""
    return tuple(
        ShownChart(chart=each, table=_table_of_chart(release, count_id, each))
        for each in release.charts_of(count_id)
    )


def _table_of_chart(release: PublishedRelease, count_id: str, chart: Chart) -> Table | None:
    drawn = chart.name.removeprefix(f"{count_id}_")
    return table_of(release, count_id, "ward" if drawn == "map" else drawn)


def _column(figures: Sequence[Figure], measure: str) -> Column:
    of = [each for each in figures if each.measure == measure]
    share_of = next((each.percentage_of for each in of if each.percentage_of), "")
    return Column(title=of[0].measure_title, share_of=share_of)
