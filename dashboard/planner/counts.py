"""Every count of the release, each with its fixed breakdowns.

There are no filters of one's own: tables that a reader puts together could be subtracted from each
other until a person is left.
"""

from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dashboard.access.problems import NoSuchPageError
from dashboard.access.roles import Anyone
from dashboard.reading.current import Current
from dashboard.reading.tables import breakdowns_of, shown_charts, table_of, total_lines
from dashboard.rendering import page

router = APIRouter()
GROUPS = {
    "A": "Adults open to mental health, and their children",
    "B": "What services know of each other",
    "C": "Families and services together",
    "D": "Practices and schools",
    "E": "Who the joint cases are",
    "F": "Records behind the figures",
}


@router.get("/counts", response_class=HTMLResponse)
def count_list(request: Request, _: Anyone, release: Current) -> HTMLResponse:
    """List every count with its totals."""
    held = [each for each in release.metadata.definitions if each.id in release.by_count]
    groups = [
        (GROUPS.get(letter, "Others"), [(each, total_lines(release, each.id)) for each in of])
        for letter, of in groupby(held, key=lambda each: each.id[:1])
    ]
    return page(request, "counts", release=release, groups=groups)


@router.get("/counts/{count_id}", response_class=HTMLResponse)
def count_page(
    request: Request, _: Anyone, release: Current, count_id: str, by: str = ""
) -> HTMLResponse:
    """Show a count: its totals, what it means, and one of its breakdowns."""
    definition = release.definition(count_id)
    names = breakdowns_of(release, count_id)
    if definition is None or (by and by not in names):
        raise NoSuchPageError
    chosen = by or next(iter(names), "")
    charts = [each for each in shown_charts(release, count_id) if _is_of(each.chart.name, chosen)]
    return page(
        request,
        "count",
        release=release,
        definition=definition,
        totals=total_lines(release, count_id),
        breakdowns=[release.breakdown(name) for name in names],
        chosen=chosen,
        table=table_of(release, count_id, chosen) if chosen else None,
        charts=charts,
    )


@router.get("/definitions", response_class=HTMLResponse)
def definitions(request: Request, _: Anyone, release: Current) -> HTMLResponse:
    """Say what is counted, how small numbers are protected, and how recent the data is."""
    held = [each for each in release.metadata.definitions if each.id in release.by_count]
    return page(request, "definitions", release=release, definitions=held)


def _is_of(chart: str, breakdown: str) -> bool:
    drawn = chart.partition("_")[2]
    return drawn == breakdown or (drawn == "map" and breakdown == "ward")
