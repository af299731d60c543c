"""Blind labelling: whether two records are one person, said by two reviewers who see no weight.

Names are shown here, and every view is in the audit log by the number of the pair.
"""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dashboard.access import sessions
from dashboard.access.problems import NoSuchPageError
from dashboard.access.roles import Analyst, Officer, Reviewer
from dashboard.fields import Note, Reason
from dashboard.office import Office, decision
from dashboard.reading import explained
from dashboard.reading.shown_pair import ShownPair, shown_pair
from dashboard.rendering import page
from governance.register.errors import DecisionError
from governance.register.labelling import (
    ToJudge,
    all_pairs,
    find_pair,
    next_pair,
    to_adjudicate,
)
from governance.register.labelling_answers import REVIEWERS, Answer, agreement
from governance.register.labelling_decisions import adjudicate, answer
from linkage_models.calibration.drawing import STRATA, stratum_in_words
from linkage_models.calibration.sampling import draw_pairs
from linkage_models.explaining.records import ExplainError
from pipelines.labelling import keep_for_review

router = APIRouter()
_LEAST_TOLD = 30
"""Of fewer pairs how far reviewers agree says next to nothing."""
_PLACE = {stratum_in_words(number): number for number in range(STRATA)}
"""The order of strata, the lowest weights first."""
Number = Annotated[int, Path(ge=1, le=100_000_000)]
Said = Annotated[Answer, Form()]


@router.get("/labelling", response_class=HTMLResponse)
def overview(request: Request, officer: Reviewer) -> HTMLResponse:
    """Show how far the labelling is, how well reviewers agree, and what is in dispute."""
    office: Office = request.app.state.office
    with office.register.reading() as session:
        pairs = all_pairs(session)
        disputed = to_adjudicate(session, officer.name)
        following = next_pair(session, officer.name)
    by_reviews = Counter(min(len(each.reviewed.reviews), REVIEWERS) for each in pairs)
    strata: dict[str, Counter[str]] = {}
    for each in pairs:
        strata.setdefault(each.pair.stratum, Counter())[each.reviewed.state.value] += 1
    return page(
        request,
        "labelling",
        total=len(pairs),
        by_reviews=by_reviews,
        strata=sorted(strata.items(), key=lambda each: _PLACE.get(each[0], len(_PLACE))),
        least=_LEAST_TOLD,
        agreed=agreement([each.reviewed for each in pairs]),
        disputed=disputed,
        following=following,
    )


@router.post("/labelling/draw")
def draw(
    request: Request,
    officer: Analyst,
    pairs: Annotated[int, Form(ge=1, le=2000)],
    seed: Annotated[int, Form(ge=0, le=1_000_000)],
    reason: Reason,
) -> Response:
    """Draw pairs of the current night, most where the model is least certain."""
    office: Office = request.app.state.office
    night = office.nights.current()
    with office.nights.opened(night) as con:
        drawn = draw_pairs(con, pairs=pairs, seed=seed)
    decided = decision(officer.name, reason)
    number = keep_for_review(office.register, night, drawn, seed, decided)
    sessions.say(request, f"Draw {number} holds {len(drawn.keys)} pairs to judge.")
    return RedirectResponse("/labelling", status_code=303)


@router.get("/labelling/next", response_class=HTMLResponse)
def judge_next(request: Request, officer: Analyst) -> Response:
    """Lead to the pair that this reviewer is to judge next."""
    with request.app.state.office.register.reading() as session:
        found = next_pair(session, officer.name)
    if found is None:
        sessions.say(request, "There is no pair left for you to judge.")
        return RedirectResponse("/labelling", status_code=303)
    return RedirectResponse(f"/labelling/{found.number}", status_code=303)


@router.get("/labelling/{number}", response_class=HTMLResponse)
def pair_page(request: Request, officer: Reviewer, number: Number) -> HTMLResponse:
    """Show a pair to be judged, or adjudicated; what others said and weighed only afterwards."""
    office: Office = request.app.state.office
    found = _found(office, number)
    shown = _shown(office, officer, found)
    own = found.reviewed.of(officer.name)
    is_done = own is not None or found.reviewed.verdict is not None
    return page(
        request,
        "labelling_pair",
        found=found,
        shown=shown,
        own=own,
        told=_told(office, found) if is_done else None,
        adjudicates=found in _disputed(office, officer),
        judges=found.reviewed.verdict is None
        and len(found.reviewed.reviews) < REVIEWERS
        and own is None,
    )


@router.post("/labelling/{number}")
def judge(
    request: Request,
    officer: Analyst,
    number: Number,
    said: Annotated[Answer, Form()],
    note: Note = "",
) -> Response:
    """Keep what a reviewer says of a pair; then show what the model says."""
    office: Office = request.app.state.office
    _found(office, number)
    with office.register.changing() as change:
        answer(change, number, said, decision(officer.name, note))
    return RedirectResponse(f"/labelling/{number}", status_code=303)


@router.post("/labelling/{number}/adjudicate")
def settle(
    request: Request,
    officer: Reviewer,
    number: Number,
    said: Annotated[Answer, Form()],
    reason: Reason,
) -> Response:
    """Decide a pair of which two reviewers said different things."""
    office: Office = request.app.state.office
    _found(office, number)
    with office.register.changing() as change:
        adjudicate(change, number, said, decision(officer.name, reason))
    sessions.say(request, f"Pair {number} is decided.")
    return RedirectResponse("/labelling", status_code=303)


def _found(office: Office, number: int) -> ToJudge:
    try:
        with office.register.reading() as session:
            return find_pair(session, number)
    except DecisionError:
        raise NoSuchPageError from None


def _disputed(office: Office, officer: Officer) -> tuple[ToJudge, ...]:
    with office.register.reading() as session:
        return to_adjudicate(session, officer.name)


def _shown(office: Office, officer: Officer, found: ToJudge) -> ShownPair | None:
    """Read the two records from the current night; that somebody looked is noted first."""
    office.note(officer.name, "pair viewed", f"pair {found.number}")
    pair = found.pair
    with office.nights.opened(office.nights.current()) as con:
        return shown_pair(con, (pair.source_l, pair.record_id_l), (pair.source_r, pair.record_id_r))


def _told(office: Office, found: ToJudge) -> explained.ExplainedPair | None:
    """Return what the model says of a pair; nothing where the night does not hold it any more."""
    pair = found.pair
    try:
        return explained.pair(
            office.nights,
            f"{pair.source_l}:{pair.record_id_l}",
            f"{pair.source_r}:{pair.record_id_r}",
        )[1]
    except ExplainError:
        return None
