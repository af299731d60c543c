"""Pages as HTML: one environment of templates, and what every page is given.

What a page says is in its template; what it shows is read by its route.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboard.access import sessions
from dashboard.access.forms import TOKEN_FIELD
from dashboard.access.roles import Officer, Role, officer_of
from dashboard.reading.explained import sentence_of
from governance.release_context import SYNTHETIC_SENTENCE, long_date, thousands
from governance.sureness import signed
from pipelines.counts.words import source_title

_ALL = frozenset(Role)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page that the navigation leads to, for those who may open it."""

    title: str
    path: str
    roles: frozenset[Role]

    @property
    def is_for_readers(self) -> bool:
        """Whether everybody may open it; the others are where work is done."""
        return self.roles == _ALL


_REVIEWERS = frozenset({Role.ANALYST, Role.DPO})
NAVIGATION = (
    Entry(title="At a glance", path="/", roles=_ALL),
    Entry(title="Topics", path="/topics", roles=_ALL),
    Entry(title="All counts", path="/counts", roles=_ALL),
    Entry(title="Wards", path="/wards", roles=_ALL),
    Entry(title="Trend", path="/trend", roles=_ALL),
    Entry(title="What is counted", path="/definitions", roles=_ALL),
    Entry(title="Downloads", path="/downloads", roles=_ALL),
    Entry(title="Nights", path="/nights", roles=_REVIEWERS),
    Entry(title="Needs a look", path="/attention", roles=frozenset({Role.ANALYST})),
    Entry(title="Labelling", path="/labelling", roles=_REVIEWERS),
    Entry(title="Explain", path="/explain", roles=_REVIEWERS),
    Entry(title="Thresholds", path="/thresholds", roles=_REVIEWERS),
    Entry(title="Releases", path="/releases", roles=_REVIEWERS),
    Entry(title="Agreements", path="/agreements", roles=_REVIEWERS),
    Entry(title="People's rights", path="/subjects", roles=frozenset({Role.DPO})),
    Entry(title="Audit log", path="/audit", roles=frozenset({Role.DPO})),
)


def page(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page.

    Args:
        request: what is answered.
        template: the name of its template, without the ending.
        status: the status of the answer.
        values: what the template shows.
    """
    officer = officer_of(request)
    text = (
        _environment()
        .get_template(f"{template}.html.j2")
        .render(**_common(request, officer), **values)
    )
    return HTMLResponse(text, status_code=status)


def _common(request: Request, officer: Officer | None) -> Mapping[str, object]:
    office = request.app.state.office
    path = request.url.path
    return {
        "officer": officer,
        "path": path,
        "navigation": [each for each in NAVIGATION if officer and officer.may(*each.roles)],
        "is_here": lambda entry: path == entry or (entry != "/" and path.startswith(f"{entry}/")),
        "banner": SYNTHETIC_SENTENCE if office.config.purpose == "synthetic" else "",
        "is_open_to_all": office.is_open_to_all,
        "is_signed_in": sessions.who(request) is not None,
        "said": sessions.said(request),
        "form_token": lambda: sessions.form_token(request),
        "token_field": TOKEN_FIELD,
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dashboard"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "long_date": long_date,
        "thousands": thousands,
        "signed": signed,
        "moment": _moment,
        "source_title": source_title,
        "family_sentence": sentence_of,
    }
    return environment


def _moment(at: str) -> str:
    """Write a moment in ISO 8601 and UTC as people read it, to the minute."""
    read = datetime.fromisoformat(at)
    return f"{long_date(read.date())}, {read:%H:%M} UTC"
