"""Which names this server answers to: a page elsewhere must not reach it by another name."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from openslate.common.text import join_words
from openslate.web.problems import refuse


class KnownHosts:
    """Refuses requests for other host names, which is how DNS rebinding would come in."""

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self.app, self.names = app, tuple(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or host_name(Headers(scope=scope)) in self.names:
            await self.app(scope, receive, send)
        else:
            told = f"This server answers to {join_words(dict.fromkeys(self.names))} only"
            await refuse(scope, receive, send, 400, told)


def host_name(headers: Headers) -> str | None:
    """The name a request asks for, without port; None when it names none or no valid one."""
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname
    except ValueError:
        return None
