"""People's rights: one person is found, told what is held, restricted, left out, erased.

What is typed of a person comes by a form and stays in it: no address, session or log holds it.
"""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dashboard.access import sessions
from dashboard.access.headers import OWN_STYLE
from dashboard.access.roles import Dpo
from dashboard.fields import Key, Reason, Text
from dashboard.office import Office, decision
from dashboard.rendering import page
from governance.register.suppressions import Kind, all_suppressions, lift
from linkage_models.explaining.records import record_key
from pipelines.refusal import NotAllowedError
from pipelines.subjects.access import held_of, note_access, page_of
from pipelines.subjects.certificate import Certificate
from pipelines.subjects.certifying import certify as certify_erasure
from pipelines.subjects.deciding import PURPOSES, Scope, check_scope, decide
from pipelines.subjects.finding import Told, find_subjects, one_subject

router = APIRouter()
Number = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("/subjects", response_class=HTMLResponse)
def subjects(request: Request, _: Dpo) -> HTMLResponse:
    """Ask for a person, and list what was decided about people whom nobody can read here."""
    office: Office = request.app.state.office
    with office.register.reading() as session:
        found = all_suppressions(session)
    return page(request, "subjects", suppressions=found)


@router.post("/subjects/find", response_class=HTMLResponse)
def find(  # noqa: PLR0913, PLR0917 - each is what may be known of somebody
    request: Request,
    officer: Dpo,
    reason: Reason,
    record: Text = "",
    nhs_number: Text = "",
    upn: Text = "",
    given_name: Text = "",
    family_name: Text = "",
    date_of_birth: Text = "",
    postcode: Text = "",
) -> HTMLResponse:
    """Show which persons of the current night all that fits, withheld records too."""
    office: Office = request.app.state.office
    key = asdict(record_key(record.strip())) if record.strip() else {}
    told = Told(
        nhs_number=nhs_number.strip() or None,
        upn=upn.strip().upper() or None,
        given_name=given_name.strip() or None,
        family_name=family_name.strip() or None,
        date_of_birth=_day(date_of_birth.strip()),
        postcode=postcode.strip() or None,
        **key,
    )
    night = office.nights.current()
    with office.nights.opened(night) as con:
        found = find_subjects(con, told)
    note_access(office.register, found, decision(officer.name, reason))
    sources = [each.name for each in office.config.people_sources]
    return page(
        request, "subject", night=night, found=found, sources=sources, purposes=PURPOSES, why=reason
    )


@router.post("/subjects/document")
def document(request: Request, officer: Dpo, record: Key, reason: Reason) -> Response:
    """Hand out everything held of one person, as a page to keep."""
    office: Office = request.app.state.office
    night = office.nights.current()
    with office.nights.opened(night) as con:
        subject = one_subject(con, Told(**asdict(record_key(record))))
        note_access(office.register, [subject], decision(officer.name, reason))
        text = page_of(held_of(con, night, subject))
    headers = OWN_STYLE | {"content-disposition": 'attachment; filename="subject-access.html"'}
    return HTMLResponse(text, headers=headers)


@router.post("/subjects/decide")
def decide_about(  # noqa: PLR0913, PLR0917 - a decision is all of these
    request: Request,
    officer: Dpo,
    record: Key,
    kind: Annotated[Kind, Form()],
    reason: Reason,
    sources: Annotated[list[str] | None, Form(max_length=50)] = None,
    purpose: Text = "",
) -> Response:
    """Erase, restrict or leave out a person, from the next night on."""
    office: Office = request.app.state.office
    is_erasure = kind is Kind.ERASURE
    scope = Scope(
        kind=kind,
        sources=() if is_erasure else tuple(sources or ()),
        purpose="" if is_erasure else purpose,
    )
    check_scope(office.config, scope)
    with office.nights.opened(office.nights.current()) as con:
        subject = one_subject(con, Told(**asdict(record_key(record))))
        decided = decision(officer.name, reason)
        number = decide(con, office.register, subject, scope, decided)
    sessions.say(request, f"Suppression {number} holds from the next night on.")
    return RedirectResponse("/subjects", status_code=303)


@router.post("/subjects/{number}/lift")
def lift_one(request: Request, officer: Dpo, number: Number, reason: Reason) -> Response:
    """Lift a restriction or an objection."""
    with request.app.state.office.register.changing() as change:
        lift(change, number, decision(officer.name, reason))
    sessions.say(request, f"Suppression {number} is lifted, from the next night on.")
    return RedirectResponse("/subjects", status_code=303)


@router.post("/subjects/{number}/certify", response_class=HTMLResponse)
def certify(request: Request, officer: Dpo, number: Number, reason: Reason) -> HTMLResponse:
    """Remove older nights that hold an erased person, and show what was searched and is left."""
    office: Office = request.app.state.office
    given: Certificate = certify_erasure(
        office.config, office.register, number, decision(officer.name, reason)
    )
    return page(request, "certificate", given=given)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        msg = "the date of birth is not written as YYYY-MM-DD"
        raise NotAllowedError(msg) from None
