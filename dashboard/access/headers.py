"""What every answer tells the browser: nothing is run or loaded that is not served here."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC = "/static/"
_HEADER = "content-security-policy"

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# A chart and a report have their style inside; opened by themselves they may do nothing else.
OWN_STYLE = {
    _HEADER: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
}
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-frame-options": "DENY",
}
_TWO_YEARS = "max-age=63072000; includeSubDomains"


class SafeHeaders:
    """Adds the headers to every answer, those of errors and files too."""

    def __init__(self, app: ASGIApp, *, is_behind_tls: bool) -> None:
        """Take what is answered by, and whether readers come by https."""
        self._app = app
        self._is_behind_tls = is_behind_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as before, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_ALWAYS)
                headers.setdefault(_HEADER, _POLICY)
                is_static = path.startswith(STATIC)
                headers["cache-control"] = "public, max-age=3600" if is_static else "no-store"
                if self._is_behind_tls:
                    headers["strict-transport-security"] = _TWO_YEARS
            await send(message)

        await self._app(scope, receive, send_with_headers)
