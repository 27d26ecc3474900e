"""Errors in plain words: a page for people, RFC 9457 problem JSON for programs."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from openslate.common.errors import ConflictError, DeniedError, NotFoundError, SlateError
from openslate.common.text import join_words
from openslate.web.rendering import render
from openslate.web.session import SignInNeeded

API = "/api/"
TITLES = {
    400: "Not by this name",
    401: "Please sign in",
    403: "You may not do this",
    404: "Not here",
    405: "Not that way",
    409: "Someone was faster",
    411: "Say how much it is",
    413: "Too much at once",
    414: "Too much at once",
    422: "That does not fit",
    500: "Something broke on our side",
}
PLAIN = {
    "time_parsing": "write a time such as 20:15",
    "datetime_parsing": "write a day and time such as 2026-11-23T20:15",
    "datetime_from_date_parsing": "write a day and time such as 2026-11-23T20:15",
    "date_from_datetime_parsing": "write a day such as 2026-11-23",
    "date_parsing": "write a day such as 2026-11-23",
    "int_parsing": "write a whole number",
    "float_parsing": "write a number such as 0.1",
    "missing": "it is missing",
    "json_invalid": "this is no JSON",
    "model_attributes_type": "send a JSON object, with Content-Type: application/json",
}
"""What is expected instead, by pydantic's kind of error, where its own words are a program's."""
BROKEN = "This page could not be made. It was noted in the server's log; go back or try again."
NO_PAGE = "There is no page at this address. Start from the front page or search the catalogue."
log = logging.getLogger("openslate.web")


def add_problem_handlers(app: FastAPI) -> None:
    """Turn every error into one sentence with the right status."""
    app.add_exception_handler(NotFoundError, lambda r, e: problem(r, 404, str(e)))
    app.add_exception_handler(ConflictError, lambda r, e: problem(r, 409, str(e)))
    app.add_exception_handler(DeniedError, lambda r, e: problem(r, 403, str(e)))
    app.add_exception_handler(SlateError, lambda r, e: problem(r, 422, str(e)))
    app.add_exception_handler(SignInNeeded, lambda r, e: problem(r, 401, str(e)))
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


class BrokenPages:
    """Answers 500 in plain words, inside the security headers, and notes it in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Exception:
            log.exception("The page %s could not be made", scope.get("path"))
            if started or scope["type"] != "http":
                raise
            await problem(Request(scope, receive), 500, BROKEN)(scope, receive, send)


def problem(request: Request, status: int, detail: str) -> Response:
    """The answer to a request that failed: JSON below /api/, a page elsewhere."""
    title = TITLES.get(status, HTTPStatus(status).phrase)
    if request.url.path.startswith(API):
        return problem_json(status, title, detail)
    return render(request, "problem.html", status=status, code=status, title=title, detail=detail)


def problem_json(status: int, title: str, detail: str) -> Response:
    """An RFC 9457 problem document."""
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(content, status, headers, media_type="application/problem+json")


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, detail: str) -> None:
    """Answer from inside a middleware, before any page is reached."""
    title = TITLES[status]
    if scope["path"].startswith(API):
        response = problem_json(status, title, f"{detail}.")
    else:
        response = Response(f"{title}. {detail}.\n", status, media_type="text/plain")
    await response(scope, receive, send)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - narrows for the type checker
    return problem(request, 422, please_correct(error.errors()))


def please_correct(errors: Sequence[Any]) -> str:
    """The first few of pydantic's errors in one sentence."""
    told = [_sentence(_field(e["loc"]), e["type"], e["msg"]) for e in errors[:3]]
    return f"Please correct {join_words(told)}."


def _field(place: Sequence[str | int]) -> str:
    """The innermost name of a place in the request; its numbers count characters or list items."""
    return next((part for part in reversed(place) if isinstance(part, str)), "request")


def _sentence(field: str, kind: str, message: str) -> str:
    message = PLAIN.get(kind, message.removeprefix("Value error, "))
    return f"'{field}': {message[:1].lower()}{message[1:]}"


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - narrows for the type checker
    plain = {404: NO_PAGE, 405: f"This address does not take {request.method} requests."}
    detail = plain.get(error.status_code, str(error.detail))
    return problem(request, error.status_code, detail)
