"""Explaining a link or a family of the current night, without a name, each view on record.

What is asked for comes by a form, never in an address: ids of records can be those of people.
"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dashboard.access.roles import Reviewer
from dashboard.fields import Key
from dashboard.reading import explained
from dashboard.rendering import page

router = APIRouter()


@router.get("/explain", response_class=HTMLResponse)
def form(request: Request, _: Reviewer) -> HTMLResponse:
    """Ask what is to be explained."""
    return page(request, "explain")


@router.post("/explain/pair", response_class=HTMLResponse)
def pair(request: Request, officer: Reviewer, left: Key, right: Key) -> HTMLResponse:
    """Explain why two records are one person or two."""
    office = request.app.state.office
    night, found = explained.pair(office.nights, left, right)
    office.note(officer.name, "pair explained", f"night {night.as_at}", **found.keys)
    return page(request, "explained_pair", night=night, found=found)


@router.post("/explain/family", response_class=HTMLResponse)
def family(request: Request, officer: Reviewer, of: Key) -> HTMLResponse:
    """Explain the family units of a record, or the one of a key."""
    office = request.app.state.office
    night, found = explained.families(office.nights, of)
    for each in found:
        office.note(officer.name, "family explained", f"night {night.as_at}", unit=each.unit_key)
    return page(request, "explained_family", night=night, families=found, of=of)
