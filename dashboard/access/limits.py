"""How much one person, or one address, may ask in a minute; signing in is held to much less."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.access.headers import STATIC

_SIGNING_IN = ("/sign-in", "/signed-in")
_WORDS = "You asked for more than one person reads in a minute. Wait a little, and try again."


class Limited:
    """Refuses who asks too much; a session counts as one, and so does an address without one."""

    def __init__(self, app: ASGIApp, *, per_minute: int, sign_ins: int) -> None:
        """Take what is answered by, and how much is allowed."""
        self._app = app
        self._pages = RateLimitItemPerMinute(per_minute)
        self._sign_ins = RateLimitItemPerMinute(sign_ins)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say that it is too much."""
        if scope["type"] == "http" and not self._is_allowed(HTTPConnection(scope)):
            response = PlainTextResponse(_WORDS, status_code=429, headers={"retry-after": "60"})
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_allowed(self, asked: HTTPConnection) -> bool:
        path = asked.url.path
        address = asked.client.host if asked.client else ""
        if path.startswith(STATIC):
            return True
        if path.startswith(_SIGNING_IN):  # By address: a cookie can be made up.
            return self._limiter.hit(self._sign_ins, "sign-in", address)
        known = asked.scope.get("session_handler")
        name = known.session_id if known and known.is_loaded and not known.initially_empty else ""
        return self._limiter.hit(self._pages, name or address)
