"""The first page: what a planner wants to know, with how sure it is."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dashboard.access.roles import Anyone
from dashboard.planner.topics import TOPICS
from dashboard.reading.current import Current
from dashboard.reading.headlines import headlines
from dashboard.rendering import page

router = APIRouter()


@router.get("/", response_class=HTMLResponse)
def glance(request: Request, _: Anyone, release: Current) -> HTMLResponse:
    """Show the headline figures of the current release."""
    return page(request, "glance", release=release, headlines=headlines(release), topics=TOPICS)
