"""Signing in through the council's OpenID Connect provider, and signing out.

The provider says who somebody is and which roles they have; nothing of a password comes here.
Where nobody is real, one may be anybody of a few made-up people.
"""

from functools import partial
from typing import Annotated

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from joserfc.errors import JoseError
from starlette.concurrency import run_in_threadpool

from dashboard.access import sessions
from dashboard.access.problems import NoSuchPageError, NotYoursError
from dashboard.access.roles import MADE_UP, Officer, Role, officer_of
from dashboard.office import Office
from dashboard.rendering import page
from governance.register.tables import LONGEST_NAME, LONGEST_SUBJECT
from pipelines.config.dashboard import DashboardConfig

router = APIRouter()
_ASKED_FOR = "asked_for"
_BACK = "/signed-in"


class NotSignedInError(NotYoursError):
    """The provider's answer is not one that this browser asked for, or names nobody."""


def provider_of(office: Office) -> StarletteOAuth2App | None:
    """Return the provider to sign in with; none where nobody has to."""
    settings = office.config.dashboard
    if not settings.has_sign_in:
        return None
    found = OAuth().register(
        name="council",
        client_id=settings.client_id,
        client_secret=office.client_secret,
        server_metadata_url=f"{settings.issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
    )
    if not isinstance(found, StarletteOAuth2App):
        msg = "the sign-in client was not made"
        raise TypeError(msg)
    return found


@router.get("/sign-in")
def sign_in_page(request: Request) -> Response:
    """Offer to sign in, or to be somebody made up."""
    made_up = MADE_UP if request.app.state.office.is_open_to_all else ()
    return page(request, "sign_in", made_up=made_up)


@router.get("/sign-in/start")
async def start(request: Request) -> Response:
    """Lead to the provider."""
    provider = request.app.state.sign_in
    if provider is None:
        raise NoSuchPageError
    back = f"{request.app.state.office.config.dashboard.url}{_BACK}"
    answer: Response = await provider.authorize_redirect(request, back)
    return answer


@router.get(_BACK)
async def signed_in(request: Request) -> Response:
    """Take the provider's answer: it is good once, for the browser that asked, and if it is signed.

    Raises:
        NotSignedInError: it is not, or names no person or no role.
    """
    provider, office = request.app.state.sign_in, request.app.state.office
    if provider is None:
        raise NoSuchPageError
    asked_for = request.session.get(_ASKED_FOR, "/")
    try:
        token = await provider.authorize_access_token(request)
    except (OAuthError, JoseError, KeyError, ValueError):
        await sessions.forget(request)
        msg = "Signing in did not work: the answer was used before, is too old, or not asked for."
        raise NotSignedInError(msg) from None
    officer = _officer(token.get("userinfo") or {}, office.config.dashboard)
    if not officer.roles:
        await _note(request, officer.name, "sign-in refused", refused="no role")
        await sessions.forget(request)
        msg = "You are known, and have no role here: ask whoever gives roles in the dashboard."
        raise NotSignedInError(msg)
    await _begin(request, officer)
    return RedirectResponse(_local(asked_for), status_code=303)


@router.post("/sign-in/made-up")
async def be_made_up(
    request: Request, who: Annotated[int, Form(ge=0, lt=len(MADE_UP))]
) -> Response:
    """Be somebody made up, where nobody is real."""
    if not request.app.state.office.is_open_to_all:
        raise NoSuchPageError
    await _begin(request, MADE_UP[who])
    return RedirectResponse("/", status_code=303)


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Forget the session."""
    officer = officer_of(request)
    if officer and sessions.who(request):
        await _note(request, officer.name, "signed out")
    await sessions.forget(request)
    return RedirectResponse("/sign-in", status_code=303)


async def _begin(request: Request, officer: Officer) -> None:
    office = request.app.state.office
    roles = tuple(sorted(officer.roles))
    held = sessions.Held(name=officer.name, roles=roles)
    await sessions.begin(request, held, office.config.dashboard.longest_session_hours)
    await _note(request, officer.name, "signed in", roles=", ".join(roles))


async def _note(request: Request, name: str, action: str, **details: str) -> None:
    """Add to the audit chain, aside: others are answered while it waits for its turn."""
    note = partial(request.app.state.office.note, name, action, name[:LONGEST_SUBJECT], **details)
    await run_in_threadpool(note)


def _officer(claims: dict[str, object], settings: DashboardConfig) -> Officer:
    name = claims.get(settings.person_claim)
    held = claims.get(settings.roles_claim) or ()
    named = {held} if isinstance(held, str) else set(held) if isinstance(held, list) else set()
    roles = frozenset(Role(role) for role, called in settings.roles.items() if called in named)
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME:
        msg = "Your account has no name for decisions to carry: ask whoever looks after signing in."
        raise NotSignedInError(msg)
    return Officer(name=name, roles=roles)


def _local(path: object) -> str:
    """Lead back to a page of ours and nowhere else."""
    fits = isinstance(path, str) and path.startswith("/") and not path.startswith(("//", "/\\"))
    return str(path) if fits else "/"


@router.get("/accessibility")
def accessibility(request: Request) -> Response:
    """Say how these pages are made for everybody; open to everybody too."""
    return page(request, "accessibility")
