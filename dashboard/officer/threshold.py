"""One version of the levels: what it would change, how right that is, and what is decided of it.

Its page holds exact figures of one night and keys of records: it is for those who decide.
"""

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dashboard.access import sessions
from dashboard.access.problems import NoSuchPageError
from dashboard.access.roles import Analyst, Dpo, Reviewer, Role
from dashboard.fields import Reason, Version
from dashboard.office import decision
from dashboard.officer.thresholds import LEVEL_WORDS, life_of
from dashboard.reading.threshold_change import Change, change_of
from dashboard.rendering import page
from governance.register.thresholds import BUILT_IN, Standing, ThresholdVersion
from pipelines import levels
from pipelines.threshold_life import ThresholdLife

router = APIRouter()


@router.get("/thresholds/{version}", response_class=HTMLResponse)
def threshold_page(request: Request, officer: Reviewer, version: Version) -> HTMLResponse:
    """Show a version: its levels, what they would have changed, and what was decided."""
    life = life_of(request)
    found = _proposed(life, version)
    standing = life.standing(version)
    waiting = life.waiting_return(version)
    return page(
        request,
        "threshold",
        version=version,
        found=found,
        levels=found.levels if found else asdict(levels.BUILT_IN.levels),
        standing=standing,
        is_new=standing is Standing.PROPOSED,
        was_in_force=standing is Standing.APPROVED,
        waiting=waiting,
        returns=[each for each in life.returns() if each.version == version],
        approvals=[each for each in life.approvals() if each.version == version],
        level_words=LEVEL_WORDS,
        decides=officer.may(Role.DPO),
        proposes=officer.may(Role.ANALYST),
        change=_change(life, found) if found else None,
    )


def _proposed(life: ThresholdLife, version: int) -> ThresholdVersion | None:
    """Return what somebody proposed; nobody proposed what the software brings."""
    known = {each.version: each for each in life.all()}
    if version not in known and version != BUILT_IN:
        raise NoSuchPageError
    return known.get(version)


def _change(life: ThresholdLife, found: ThresholdVersion) -> Change:
    """Lay out what a proposal shows, beside the levels that it was held against."""
    against = next((each for each in life.all() if each.version == found.against), None)
    before = against.levels if against else asdict(levels.BUILT_IN.levels)
    return change_of(found.evidence, before, found.levels)


@router.post("/thresholds/{version}/return")
def propose_return(
    request: Request, officer: Analyst, version: Version, reason: Reason
) -> Response:
    """Propose that a version comes into force again; another person approves it."""
    life_of(request).propose_return(version, decision(officer.name, reason))
    sessions.say(request, f"The return to version {version} is proposed.")
    return RedirectResponse(f"/thresholds/{version}", status_code=303)


@router.post("/thresholds/{version}/approve")
def approve(request: Request, officer: Dpo, version: Version, reason: Reason) -> Response:
    """Bring a version into force that another person proposed, from the next night on."""
    life_of(request).approve(version, decision(officer.name, reason))
    sessions.say(request, f"Version {version} is in force from the next night on.")
    return RedirectResponse("/thresholds", status_code=303)


@router.post("/thresholds/{version}/refuse")
def refuse(request: Request, officer: Reviewer, version: Version, reason: Reason) -> Response:
    """Refuse a version; an analyst may take their own back so."""
    life_of(request).refuse(version, decision(officer.name, reason))
    sessions.say(request, f"Version {version} is refused.")
    return RedirectResponse(f"/thresholds/{version}", status_code=303)
