"""Writes must come from our own pages: the check against forged requests."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from openslate.web.problems import refuse

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FOREIGN = "This came from another site; open the page here and try again"


class SameOriginWrites:
    """Refuses every write that a browser says another site made.

    A request without `Origin` and `Sec-Fetch-Site` comes from a program, not from a browser; it
    passes when it brings no cookie, for then there is no session to borrow.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        allowed = scope["type"] != "http" or scope["method"] in SAFE
        if allowed or is_ours(Headers(scope=scope)):
            await self.app(scope, receive, send)
        else:
            await refuse(scope, receive, send, 403, FOREIGN)


def is_ours(headers: Headers) -> bool:
    """Whether a write with these headers came from this site or from a program."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is None and origin is None:
        return "cookie" not in headers
    same_site = site in (None, "same-origin", "none")
    return same_site and origin in (None, *_origins(headers.get("host", "")))


def _origins(host: str) -> tuple[str, ...]:
    return tuple(f"{scheme}://{urlsplit(f'//{host}').netloc}" for scheme in ("http", "https"))
