"""Agreements about sharing data: what covers each source today, and recording a new one."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dashboard.access import sessions
from dashboard.access.roles import Dpo, Reviewer, Role
from dashboard.fields import Reason, Words
from dashboard.office import decision
from dashboard.rendering import page
from governance.register.agreements import Agreement
from pipelines.agreements import agreements_at, record_agreement
from pipelines.clock import now

router = APIRouter()
_SOON_DAYS = 60


@router.get("/agreements", response_class=HTMLResponse)
def agreement_list(request: Request, officer: Reviewer) -> HTMLResponse:
    """Show of each source by what right it is used, until when, and what ends soon."""
    office, today = request.app.state.office, now().date()
    covered = agreements_at(office.config, today, office.register)
    left = {
        each.source.name: (
            (each.on_record.until_date if each.on_record else each.source.agreement_expires) - today
        ).days
        for each in covered
    }
    return page(
        request,
        "agreements",
        covered=covered,
        left=left,
        soon=_SOON_DAYS,
        today=today,
        decides=officer.may(Role.DPO),
    )


@router.post("/agreements")
def record(  # noqa: PLR0913, PLR0917 - an agreement is all of these
    request: Request,
    officer: Dpo,
    source: Words,
    reference: Words,
    legal_basis: Words,
    from_date: Annotated[date, Form()],
    until_date: Annotated[date, Form()],
    reason: Reason,
) -> Response:
    """Record an agreement that was signed, prolonged or ended."""
    agreement = Agreement(
        source=source,
        reference=reference,
        legal_basis=legal_basis,
        from_date=from_date,
        until_date=until_date,
        recorded=decision(officer.name, reason),
    )
    record_agreement(request.app.state.office.config, agreement)
    sessions.say(request, f"The agreement {reference} is on record.")
    return RedirectResponse("/agreements", status_code=303)
