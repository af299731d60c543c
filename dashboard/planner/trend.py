"""Trend: the headline figures over the releases that stand, and why they changed."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dashboard.access.roles import Anyone
from dashboard.reading.current import Current
from dashboard.reading.headlines import headlines
from dashboard.reading.published import Figure, Key
from dashboard.rendering import page

router = APIRouter()


@dataclass(frozen=True, kw_only=True)
class Series:
    """A headline figure over releases; none where one did not have it."""

    key: Key
    title: str
    figures: tuple[Figure | None, ...]


@router.get("/trend", response_class=HTMLResponse)
def trend(request: Request, _: Anyone, release: Current) -> HTMLResponse:
    """Show how the headlines went on, from release to release."""
    profile = release.metadata.profile.name
    standing = [
        each
        for each in request.app.state.office.library.standing()
        if each.metadata.profile.name == profile
    ]
    series = [
        Series(
            key=(each.figure.count_id, each.figure.measure),
            title=each.figure.measure_title,
            figures=tuple(
                earlier.totals.get((each.figure.count_id, each.figure.measure))
                for earlier in standing
            ),
        )
        for each in headlines(release)
    ]
    charts = [each for each in release.metadata.charts if each.name.endswith("_trend")]
    return page(request, "trend", release=release, releases=standing, series=series, charts=charts)
