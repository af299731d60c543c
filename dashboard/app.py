"""The dashboard as one application: its pages, and what stands before every one of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib import resources
from urllib.parse import urlsplit

from anyio import to_thread
from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starsessions import SessionAutoloadMiddleware, SessionMiddleware

from dashboard import problems
from dashboard.access import signing_in
from dashboard.access.forms import refuse_forged
from dashboard.access.headers import SafeHeaders
from dashboard.access.limits import Limited
from dashboard.analyst import attention, explaining, labelling, nights
from dashboard.office import Office
from dashboard.officer import agreements, audit, releases, subjects, threshold, thresholds
from dashboard.planner import counts, downloads, glance, topics, trend, wards

_PAGES_AT_ONCE = 8
"""More would wait for the same few cores, and each would hold memory meanwhile."""
_HERE = ("127.0.0.1", "localhost", "[::1]")
ROUTERS = (
    glance.router,
    topics.router,
    counts.router,
    wards.router,
    trend.router,
    downloads.router,
    releases.router,
    thresholds.router,
    threshold.router,
    agreements.router,
    audit.router,
    subjects.router,
    nights.router,
    attention.router,
    explaining.router,
    labelling.router,
    signing_in.router,
)


@asynccontextmanager
async def _few_at_once(_: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = _PAGES_AT_ONCE
    yield


def create_app(office: Office) -> FastAPI:
    """Put the application together; a page that is added needs its router here alone."""
    # No page of documentation: it would load scripts of others, and nobody needs it.
    app = FastAPI(
        title="thinkfamily",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_few_at_once,
        dependencies=[Depends(refuse_forged)],
    )
    app.state.office = office
    app.state.sign_in = signing_in.provider_of(office)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(resources.files("dashboard") / "static")))
    problems.answer_in(app)
    _stand_before(app, office)
    return app


def _stand_before(app: FastAPI, office: Office) -> None:
    """Add what every request passes, the outermost last."""
    settings = office.config.dashboard
    # The prefix keeps other hosts of the council, and plain http, from setting the cookie.
    cookie = "__Host-thinkfamily" if settings.is_behind_tls else "thinkfamily"
    app.add_middleware(problems.FaultsTold)
    app.add_middleware(
        Limited, per_minute=settings.requests_per_minute, sign_ins=settings.sign_ins_per_minute
    )
    app.add_middleware(SessionAutoloadMiddleware)
    app.add_middleware(
        SessionMiddleware,
        store=office.sessions,
        lifetime=timedelta(minutes=settings.session_minutes),
        rolling=True,
        cookie_name=cookie,
        cookie_same_site="lax",  # The provider leads back from its own site.
        cookie_https_only=settings.is_behind_tls,
        cookie_path="/",
    )
    hosts = [*_HERE, *filter(None, [urlsplit(settings.url).hostname])]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    app.add_middleware(SafeHeaders, is_behind_tls=settings.is_behind_tls)
