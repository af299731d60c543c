"""Thresholds: what is in force and who approved it, every version there was, and proposing one."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dashboard import jobs
from dashboard.access import sessions
from dashboard.access.roles import Analyst, Reviewer
from dashboard.fields import Bits, Reason
from dashboard.office import decision
from dashboard.rendering import page
from governance.register.thresholds import BUILT_IN
from linkage_models import thresholds as reasons
from pipelines import levels
from pipelines.nights import current_night
from pipelines.threshold_life import ThresholdLife

router = APIRouter()
_KIND = "threshold"
LEVEL_WORDS = {
    "join": "Two records are one person from here on",
    "keep": "Records that were one person last night stay so from here on",
    "family_tie": "An adult is taken for a parent from here on",
    "only_adult": "The only adult at home who fits is taken for a parent from here on",
    "beside_a_parent": "The only one who fits beside a parent is taken for the other from here on",
}


def life_of(request: Request) -> ThresholdLife:
    """Return the versions of the register that is served."""
    office = request.app.state.office
    return ThresholdLife(office.config, office.register)


@router.get("/thresholds", response_class=HTMLResponse)
def threshold_list(request: Request, _: Reviewer) -> HTMLResponse:
    """Show what is in force, by whose approval, and every version there was."""
    life = life_of(request)
    in_force, approvals = life.in_force(), life.approvals()
    versions = [(each, life.standing(each.version)) for each in life.all()]
    return page(
        request,
        "thresholds",
        in_force=in_force,
        approval=approvals[0] if approvals else None,
        approvals=approvals,
        versions=versions,
        built_in=levels.BUILT_IN,
        built_in_standing=life.standing(BUILT_IN),
        level_words=LEVEL_WORDS,
        reasons={"join": reasons.SAME_PERSON.reason, "keep": reasons.STILL_SAME_PERSON.reason},
        jobs=request.app.state.office.jobs.of(_KIND),
    )


@router.post("/thresholds/propose")
def propose(  # noqa: PLR0913, PLR0917 - each level may be moved by itself
    request: Request,
    officer: Analyst,
    reason: Reason,
    join: Bits,
    keep: Bits,
    family_tie: Bits,
    only_adult: Bits,
    beside_a_parent: Bits,
) -> Response:
    """Have the current night counted again at other levels, and those proposed."""
    office = request.app.state.office
    night = current_night(office.config.data).as_at.isoformat()
    decided = decision(officer.name, reason)
    asked = {
        "join": join,
        "keep": keep,
        "family_tie": family_tie,
        "only_adult": only_adult,
        "beside_a_parent": beside_a_parent,
    }
    office.jobs.ask(
        _KIND,
        f"levels tried on night {night}",
        officer.name,
        decided.at,
        jobs.propose_levels,
        office.config_file,
        night,
        asked,
        asdict(decided),
    )
    sessions.say(request, "The night is being counted again at these levels; it takes minutes.")
    return RedirectResponse("/thresholds", status_code=303)
