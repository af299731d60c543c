"""Sessions: kept at the server, known to a browser by a random name alone, and short.

One process serves the dashboard, so sessions lie in its memory: a restart signs everybody out.
"""

import secrets
import time
from dataclasses import dataclass

from starlette.requests import Request
from starsessions import regenerate_session_id
from starsessions.session import get_session_id
from starsessions.stores.base import SessionStore

_NAME, _ROLES, _UNTIL = "name", "roles", "until"
_FORM_TOKEN = "form_token"  # noqa: S105 - the name of a key
_SAID = "said"
_PURGE_EVERY = 60.0


@dataclass(frozen=True, kw_only=True)
class Held:
    """Who a session belongs to."""

    name: str
    roles: tuple[str, ...]


class ExpiringStore(SessionStore):
    """Sessions in memory; one that nobody used for its time is gone, whatever its cookie says."""

    def __init__(self) -> None:
        """Begin without any."""
        self._held: dict[str, tuple[float, bytes]] = {}
        self._purged = time.monotonic()

    async def read(self, session_id: str, lifetime: int) -> bytes:  # noqa: ARG002 - the store's own
        """Return what is held of a session; nothing of one that ended or never was."""
        ends, content = self._held.get(session_id, (0.0, b""))
        return content if ends > time.monotonic() else b""

    async def write(self, session_id: str, data: bytes, lifetime: int, ttl: int) -> str:  # noqa: ARG002
        """Hold a session for its time from now on."""
        self._purge()
        self._held[session_id] = (time.monotonic() + ttl, data)
        return session_id

    async def remove(self, session_id: str) -> None:
        """Forget a session."""
        self._held.pop(session_id, None)

    def _purge(self) -> None:
        moment = time.monotonic()
        if moment - self._purged > _PURGE_EVERY:
            self._purged = moment
            self._held = {name: each for name, each in self._held.items() if each[0] > moment}


async def begin(request: Request, held: Held, longest_hours: int) -> None:
    """Sign somebody in under a new name of session, so that none laid out before is theirs."""
    await forget(request)
    regenerate_session_id(request)
    request.session[_NAME] = held.name
    request.session[_ROLES] = list(held.roles)
    request.session[_UNTIL] = time.time() + longest_hours * 3600


async def forget(request: Request) -> None:
    """Forget whatever the session holds, and its name too."""
    request.session.clear()
    known_as = get_session_id(request)
    if known_as:
        await request.app.state.office.sessions.remove(known_as)


def who(request: Request) -> Held | None:
    """Return who the session belongs to; nobody where it ended, or nobody signed in."""
    session = request.session
    if _NAME not in session or session[_UNTIL] < time.time():
        return None
    return Held(name=session[_NAME], roles=tuple(session[_ROLES]))


def say(request: Request, words: str) -> None:
    """Keep words for the next page of this session: what was done."""
    request.session[_SAID] = words


def said(request: Request) -> str:
    """Return what was to be said, once."""
    return str(request.session.pop(_SAID, ""))


def form_token(request: Request) -> str:
    """Return what the forms of this session carry, so that no other page can send one."""
    if _FORM_TOKEN not in request.session:
        request.session[_FORM_TOKEN] = secrets.token_urlsafe(32)
    return str(request.session[_FORM_TOKEN])


def holds_token(request: Request, token: object) -> bool:
    """Say whether a form carries this session's token."""
    held = request.session.get(_FORM_TOKEN, "")
    return bool(held) and isinstance(token, str) and secrets.compare_digest(held, token)
