"""Releases: what is proposed, with its disclosure check, and what becomes of it."""

from dataclasses import asdict
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from dashboard import jobs
from dashboard.access import sessions
from dashboard.access.headers import OWN_STYLE
from dashboard.access.problems import NoSuchPageError
from dashboard.access.roles import Analyst, Dpo, Reviewer, Role
from dashboard.fields import Day, Name, Reason
from dashboard.office import decision
from dashboard.reading.headlines import headlines
from dashboard.reading.published import read_release
from dashboard.rendering import page
from governance.disclosure import PROFILES
from governance.register.errors import DecisionError
from governance.register.releases import Release
from pipelines.nights import whole_nights
from pipelines.release_life import ReleaseLife

router = APIRouter()
_KIND = "release"


def _life(request: Request) -> ReleaseLife:
    office = request.app.state.office
    return ReleaseLife(office.config.data, office.register)


def _found(life: ReleaseLife, release_id: str) -> Release:
    try:
        return life.find(release_id)
    except DecisionError:
        raise NoSuchPageError from None


@router.get("/releases", response_class=HTMLResponse)
def release_list(request: Request, _: Reviewer) -> HTMLResponse:
    """List every release, and let an analyst propose one."""
    office, life = request.app.state.office, _life(request)
    current = office.library.current()
    return page(
        request,
        "releases",
        releases=life.all(),
        current=current.metadata.release_id if current else "",
        nights=[each.as_at for each in whole_nights(office.config.data, date.max)],
        profiles=PROFILES,
        profile=office.config.disclosure_profile,
        jobs=office.jobs.of(_KIND),
    )


@router.post("/releases/propose")
def propose(
    request: Request,
    officer: Analyst,
    night: Day,
    profile: Name,
    reason: Reason,
) -> Response:
    """Have a release written, and proposed as soon as it is."""
    office = request.app.state.office
    decided = decision(officer.name, reason)
    office.jobs.ask(
        _KIND,
        f"release of night {night}, rule {profile}",
        officer.name,
        decided.at,
        jobs.propose_release,
        office.config_file,
        night,
        profile,
        asdict(decided),
    )
    sessions.say(request, "The release is being written. It is listed here when it is proposed.")
    return RedirectResponse("/releases", status_code=303)


@router.get("/releases/{release_id}", response_class=HTMLResponse)
def release_page(request: Request, officer: Reviewer, release_id: str) -> HTMLResponse:
    """Show a release before or after its decision: figures, disclosure check, decisions, seal."""
    life = _life(request)
    found = _found(life, release_id)
    broken = () if found.removed else life.broken_seal(found)
    folder = life.folder(found.id)
    is_there = not broken and (folder / "metadata.json").is_file()
    release = read_release(folder) if is_there else None
    return page(
        request,
        "release",
        found=found,
        broken=broken,
        release=release,
        headlines=headlines(release) if release else (),
        decides=officer.may(Role.DPO),
    )


@router.get("/releases/{release_id}/report")
def report(request: Request, _: Reviewer, release_id: str) -> FileResponse:
    """Show the report of a release as its readers would get it."""
    life = _life(request)
    path = life.folder(_found(life, release_id).id) / "report.html"
    if not path.is_file():
        raise NoSuchPageError
    return FileResponse(path, media_type="text/html; charset=utf-8", headers=OWN_STYLE)


@router.post("/releases/{release_id}/approve")
def approve(request: Request, officer: Dpo, release_id: str, reason: Reason) -> Response:
    """Approve what another person proposed, and publish it."""
    life = _life(request)
    life.approve(_found(life, release_id).id, decision(officer.name, reason))
    return _done(request, release_id, "Approved and published.")


@router.post("/releases/{release_id}/refuse")
def refuse(request: Request, officer: Reviewer, release_id: str, reason: Reason) -> Response:
    """Refuse a release; an analyst may take their own back so."""
    life = _life(request)
    life.refuse(_found(life, release_id).id, decision(officer.name, reason))
    return _done(request, release_id, "Refused. Nobody is given it.")


@router.post("/releases/{release_id}/withdraw")
def withdraw(request: Request, officer: Dpo, release_id: str, reason: Reason) -> Response:
    """Take a release back from its readers."""
    life = _life(request)
    life.withdraw(_found(life, release_id).id, decision(officer.name, reason))
    return _done(request, release_id, "Withdrawn. Readers are given the one before, or none.")


def _done(request: Request, release_id: str, words: str) -> Response:
    sessions.say(request, words)
    return RedirectResponse(f"/releases/{release_id}", status_code=303)
