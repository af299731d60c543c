"""What of a night needs somebody's look: links that were cut, pairs in doubt, families in doubt.

Records are named by their keys, never by a person's name; every view is in the audit log.
"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dashboard.access.roles import Analyst
from dashboard.reading.nights import NightsRead, rows_of
from dashboard.rendering import page

router = APIRouter()
_MOST = 50


@router.get("/attention", response_class=HTMLResponse)
def attention(request: Request, officer: Analyst) -> HTMLResponse:
    """List what the checks of the current night point at."""
    office = request.app.state.office
    nights: NightsRead = office.nights
    night = nights.current()
    with nights.opened(night) as con:
        parted = rows_of(con, "parted_person", most=_MOST)
        units = rows_of(con, "flagged_unit", most=_MOST)
        pairs = rows_of(con, "review_pair", most=_MOST)
    office.note(officer.name, "records in doubt viewed", f"night {night.as_at}")
    return page(
        request,
        "attention",
        night=nights.quality(night),
        parted=parted,
        units=units,
        pairs=pairs,
        most=_MOST,
    )
