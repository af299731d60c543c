"""No form is taken that this person's own page did not send.

It holds for every route, since the whole application depends on it: a new page cannot forget it.
"""

from fastapi import Request

from dashboard.access import sessions
from dashboard.access.problems import ForgedFormError

_ONLY_READING = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_FIELD = "form_token"  # noqa: S105 - the name of a field
_LARGEST_FORM = 64 * 1024
_MOST_FIELDS = 100


async def refuse_forged(request: Request) -> None:
    """Refuse what would change something and does not come from a page of this session.

    Raises:
        ForgedFormError: another site sent it, or its page is of a session that ended.
    """
    if request.method in _ONLY_READING:
        return
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        msg = "another site sent it"
        raise ForgedFormError(msg)
    form = await request.form(max_fields=_MOST_FIELDS, max_files=0)
    if not sessions.holds_token(request, form.get(TOKEN_FIELD)):
        msg = "the page it came from is too old, or was not yours"
        raise ForgedFormError(msg)
