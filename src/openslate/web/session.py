"""Who is asking: a signed session cookie, or an API key."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

from openslate.common.errors import DeniedError
from openslate.web.desk import Account, Desk

COOKIE = "slate_session"
RANK = {"viewer": 0, "editor": 1, "steward": 2}


class SignInNeeded(Exception):  # noqa: N818 - it is an answer, not a fault
    """Nobody is signed in and no key was sent, but the request needs a role."""


@dataclass(frozen=True)
class Sessions:
    """Seals the name of an account into a cookie and opens it again while it is fresh."""

    secret: str
    hours: int

    def seal(self, name: str) -> str:
        """The cookie's value: signed, not encrypted; it holds nothing but the name."""
        return self._serializer().dumps(name)

    def open(self, cookie: str) -> str | None:
        """The name in a cookie, or None when it was changed or is too old."""
        try:
            return str(self._serializer().loads(cookie, max_age=self.hours * 3600))
        except BadSignature:
            return None

    def _serializer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="slate session")


def desk_of(request: Request) -> Desk:
    """The use cases this server works with."""
    desk: Desk = request.app.state.desk
    return desk


def sessions_of(request: Request) -> Sessions:
    """What seals and opens session cookies here."""
    sessions: Sessions = request.app.state.sessions
    return sessions


def signed_in(request: Request) -> Account | None:
    """The account of the session cookie; it is looked up again on every request."""
    name = sessions_of(request).open(request.cookies.get(COOKIE, ""))
    return desk_of(request).accounts.account(name) if name else None


def asking(request: Request) -> Account | None:
    """The owner of the API key, when one is sent, else the account of the session."""
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return desk_of(request).accounts.key_owner(key.strip())
    return signed_in(request)


def require_account(request: Request) -> Account:
    """The account asking, whatever its role."""
    account = asking(request)
    if account is None:
        raise SignInNeeded("Sign in for that, or send an API key that is still valid.")
    return account


def require_editor(request: Request) -> Account:
    """The account asking, which must be an editor or a steward."""
    return _require(request, "editor")


def require_steward(request: Request) -> Account:
    """The account asking, which must be a steward."""
    return _require(request, "steward")


def _require(request: Request, role: str) -> Account:
    account = asking(request)
    if account is None:
        raise SignInNeeded(f"This is for {role}s: sign in, or send an API key that is still valid.")
    if RANK.get(account.role, -1) < RANK[role]:
        raise DeniedError(
            f"{account.name} is a {account.role}, and this is for {role}s",
            do=f"Ask a steward for the role of {role}",
        )
    return account


def start_session(request: Request, response: Response, account: Account) -> None:
    """Put the session cookie on an answer."""
    sessions = sessions_of(request)
    response.set_cookie(
        COOKIE,
        sessions.seal(account.name),
        max_age=sessions.hours * 3600,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


DeskIn = Annotated[Desk, Depends(desk_of)]
AccountIn = Annotated[Account, Depends(require_account)]
EditorIn = Annotated[Account, Depends(require_editor)]
StewardIn = Annotated[Account, Depends(require_steward)]
