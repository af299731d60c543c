"""Wards: the maps of the release, and every count that is broken down by ward."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dashboard.access.roles import Anyone
from dashboard.reading.current import Current
from dashboard.reading.tables import ShownChart, breakdowns_of, table_of
from dashboard.rendering import page

router = APIRouter()
_WARD = "ward"


@router.get("/wards", response_class=HTMLResponse)
def wards(request: Request, _: Anyone, release: Current) -> HTMLResponse:
    """Show the maps with their tables, and where else wards are told apart."""
    of_wards = [
        count_id for count_id in release.by_count if _WARD in breakdowns_of(release, count_id)
    ]
    maps = [
        ShownChart(chart=chart, table=table_of(release, count_id, _WARD))
        for count_id in of_wards
        for chart in release.charts_of(count_id)
        if chart.name == f"{count_id}_map"
    ]
    others = [found for count_id in of_wards if (found := release.definition(count_id))]
    return page(request, "wards", release=release, maps=maps, others=others)
