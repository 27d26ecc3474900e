"""Signing in with a name and password or with a one-time link, and out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from openslate.web.asked import Name
from openslate.web.attempts import Attempts
from openslate.web.desk import Account
from openslate.web.rendering import render
from openslate.web.session import COOKIE, DeskIn, start_session

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=200)]
WRONG = "That name and password do not belong together. Check both and try again."
WAIT = "There were too many wrong passwords for this name. Wait five minutes and try again."
SPENT = "This link was used before or is too old. Ask for a new one with 'slate account link'."


@router.get("/sign-in")
def form(request: Request) -> Response:
    """The form for name and password."""
    return render(request, "sign_in.html", wrong="", name="")


@router.post("/sign-in")
def check(request: Request, desk: DeskIn, name: Text, password: Text) -> Response:
    """Start a session when name and password belong together."""
    attempts: Attempts = request.app.state.attempts
    if attempts.must_wait(name):
        return render(request, "sign_in.html", status=429, wrong=WAIT, name=name)
    account = desk.accounts.check_password(name, password)
    if account is None:
        attempts.wrong(name)
        return render(request, "sign_in.html", status=403, wrong=WRONG, name=name)
    attempts.right(name)
    return _welcome(request, account)


@router.get("/sign-in/{token}")
def link(token: Name, request: Request) -> Response:
    """A button that uses the link; opening alone does not, so mail scanners cannot spend it."""
    return render(request, "sign_in_link.html", token=token)


@router.post("/sign-in/{token}")
def use_link(token: Name, request: Request, desk: DeskIn) -> Response:
    """Start a session with a one-time link."""
    account = desk.accounts.sign_in_with_link(token)
    if account is None:
        return render(request, "sign_in.html", status=403, wrong=SPENT, name="")
    return _welcome(request, account)


@router.post("/sign-out")
def sign_out() -> Response:
    """End the session in this browser."""
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE)
    return response


def _welcome(request: Request, account: Account) -> Response:
    response = RedirectResponse("/", 303)
    start_session(request, response, account)
    return response
