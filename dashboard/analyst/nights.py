"""Nights and their quality: deliveries, completeness, quarantine, linkage, drift, clusters."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dashboard.access.roles import Reviewer
from dashboard.reading.nights import Line, NightsRead, Quality
from dashboard.rendering import page

router = APIRouter()
_SHOWN = 14
DRIFT = 0.02
"""A share that moved so far since the night before is pointed at: two points of a hundred."""
KINDS = {
    "first_name_count": "First name",
    "surname_count": "Surname",
    "birth_date_count": "Date of birth",
    "sex_count": "Sex",
    "postcode_count": "Postcode",
    "nhs_number_count": "NHS number",
    "upn_count": "UPN",
}


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share of a night, beside that of the night before; none where there is nothing to share."""

    now: float | None
    before: float | None

    @property
    def has_drifted(self) -> bool:
        """Whether it moved further than a night does by itself."""
        known = self.now is not None and self.before is not None
        return known and abs((self.now or 0) - (self.before or 0)) > DRIFT


@router.get("/nights", response_class=HTMLResponse)
def night_list(request: Request, _: Reviewer) -> HTMLResponse:
    """Show the last nights beside each other."""
    nights: NightsRead = request.app.state.office.nights
    whole = nights.all()
    return page(
        request,
        "nights",
        nights=[nights.quality(each) for each in whole[:_SHOWN]],
        older=[each.as_at for each in whole[_SHOWN:]],
        is_current=nights.is_current,
    )


@router.get("/nights/{day}", response_class=HTMLResponse)
def night_page(request: Request, _: Reviewer, day: str) -> HTMLResponse:
    """Show a night, and how it differs from the one before."""
    nights: NightsRead = request.app.state.office.nights
    found = nights.find(day)
    night = nights.quality(found)
    earlier = [each for each in nights.all() if each.as_at < found.as_at]
    before = nights.quality(earlier[0]) if earlier else None
    return page(
        request,
        "night",
        night=night,
        before=before,
        linked={source: _linked(night, before, source) for source in night.flow},
        complete={row["source"]: _complete(row, before) for row in night.completeness},
        kinds=KINDS,
        drift=DRIFT,
        links=_shares(night.cluster_sizes),
    )


def _linked(night: Quality, before: Quality | None, source: str) -> Share:
    return Share(
        now=night.share_linked(source), before=before.share_linked(source) if before else None
    )


def _complete(row: Line, before: Quality | None) -> dict[str, Share]:
    earlier = next(
        (
            each
            for each in (before.completeness if before else ())
            if each["source"] == row["source"]
        ),
        None,
    )
    return {
        kind: Share(
            now=row[kind] / row["record_count"],
            before=earlier[kind] / earlier["record_count"] if earlier else None,
        )
        for kind in KINDS
    }


def _shares(sizes: Sequence[Line]) -> list[tuple[int, int, float]]:
    """Return persons by how many records they have, and the share that is of all persons."""
    total = sum(each["person_count"] for each in sizes) or 1
    return [(each["records"], each["person_count"], each["person_count"] / total) for each in sizes]
