"""What is answered when something cannot be shown or done: in words, and never with a value."""

import logging
from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.status import HTTP_404_NOT_FOUND
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.problems import (
    ForgedFormError,
    NoSuchPageError,
    NothingPublishedError,
    NotYoursError,
    SignInFirstError,
)
from dashboard.rendering import page
from linkage_models.explaining.records import ExplainError
from pipelines.errors import TOLD_IN_WORDS, kind_and_place

_log = logging.getLogger("thinkfamily.dashboard")
_WORDS = {
    400: "What was asked for cannot be read.",
    403: "You may not open this page.",
    404: "There is no such page.",
    405: "That cannot be done here.",
    413: "That is too much at once.",
}


class FaultsTold:
    """Answers a fault of ours within whatever else stands before a page, its headers too."""

    def __init__(self, app: ASGIApp) -> None:
        """Take what is answered by."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say that it went wrong; what was half sent cannot be taken back."""
        is_begun = False

        async def noted(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:  # noqa: BLE001 - whatever it is, its words stay here
            answer = _fault(Request(scope), error)
            if not is_begun:
                await answer(scope, receive, send)


def answer_in(app: FastAPI) -> None:
    """Answer every kind of problem in the application's own words."""
    app.add_exception_handler(SignInFirstError, _sign_in_first)
    app.add_exception_handler(NotYoursError, _said(403, "Not for your role"))
    app.add_exception_handler(ForgedFormError, _said(403, "This form was not taken"))
    app.add_exception_handler(NoSuchPageError, _said(404, "There is nothing of that name"))
    app.add_exception_handler(NothingPublishedError, _said(404, "Nothing is published yet"))
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _http)
    for kind in (*TOLD_IN_WORDS, ExplainError):
        app.add_exception_handler(kind, _said(409, "Not done"))


def _said(status: int, title: str) -> Callable[[Request, Exception], Response]:
    def handler(request: Request, error: Exception) -> Response:
        return page(request, "problem", status=status, title=title, words=str(error))

    return handler


def _sign_in_first(request: Request, error: Exception) -> Response:  # noqa: ARG001
    if request.method == "GET":
        request.session["asked_for"] = request.url.path
    return RedirectResponse("/sign-in", status_code=303)


def _unreadable(request: Request, error: Exception) -> Response:  # noqa: ARG001 - it quotes values
    return page(request, "problem", status=400, title="Not understood", words=_WORDS[400])


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = _WORDS.get(status, "It could not be answered.")
    title = "Not found" if status == HTTP_404_NOT_FOUND else "Not done"
    answer = page(request, "problem", status=status, title=title, words=words)
    if isinstance(error, HTTPException) and error.headers:
        answer.headers.update(error.headers)
    return answer


def _fault(request: Request, error: Exception) -> Response:
    """Say that it is a fault of ours; the log says where, without the message."""
    _log.error("a fault of ours: %s", kind_and_place(error))
    return page(
        request,
        "problem",
        status=500,
        title="Something went wrong",
        words="It is a fault of this program. Nothing was changed; the log says where it is.",
    )
