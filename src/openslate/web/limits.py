"""How much a request may bring: bounded bodies and addresses."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from openslate.app.authenticity.sizes import MOST_UPLOAD as MOST_MEDIA
from openslate.app.deliveries.uploads import MOST_BYTES
from openslate.web.problems import refuse

MOST_BODY = 64 * 1024
MOST_ADDRESS = 4 * 1024
MOST_RULEBOOK = 512 * 1024
MOST_SCRIPT = 4 * 1024 * 1024
LARGER = {
    "/api/v1/events": 1024 * 1024,
    "/api/v1/guard": 1024 * 1024,
    "/v1/chat/completions": 1024 * 1024,
    "/api/v1/rules/previews": MOST_RULEBOOK,
    "/api/v1/experiments": MOST_RULEBOOK,
    "/api/v1/estimates": MOST_RULEBOOK,
    "/rules/preview": MOST_RULEBOOK,
    "/experiments": MOST_RULEBOOK,
    "/estimates": MOST_RULEBOOK,
    "/drafts/scripts": MOST_SCRIPT,
    "/api/v1/drafts/scripts": MOST_SCRIPT,
}
"""Where a body may be larger: many events, a conversation, a rulebook or a screenplay."""
UPLOADS = {
    "/catalogue/mapping": (MOST_BYTES, "import it on the command line"),
    "/verify": (MOST_MEDIA, "use 'slate verify' on the command line"),
    "/api/v1/verify": (MOST_MEDIA, "use 'slate verify' on the command line"),
    "/api/v1/verify/batch": (MOST_MEDIA, "send fewer files, or use 'slate verify'"),
    "/disclosures/check": (MOST_MEDIA, "use 'slate disclose check' on the command line"),
    "/api/v1/disclosures/check": (MOST_MEDIA, "use 'slate disclose check' on the command line"),
    "/api/v1/c2pa/matches/byContent": (MOST_MEDIA, "send an excerpt"),
}
"""Where a whole file may be sent, how large, and what to do with a larger one.

The page reads it piece by piece once it knows who asks.
"""


class RequestLimits:
    """Refuses long addresses at once, and bodies as soon as they pass 64 KB, or what `LARGER` says.

    A file may be larger, but must say beforehand how large it is.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif len(scope["query_string"]) + len(scope["path"]) > MOST_ADDRESS:
            await refuse(scope, receive, send, 414, "The address is too long; use fewer words")
        elif scope["method"] == "POST" and scope["path"] in UPLOADS:
            await self._upload(scope, receive, send, *UPLOADS[scope["path"]])
        elif (body := await _read(receive, most := LARGER.get(scope["path"], MOST_BODY))) is None:
            told = f"The request is larger than {most >> 10} KB; send less"
            await refuse(scope, receive, send, 413, told)
        else:
            await self.app(scope, _replay(body, receive), send)

    async def _upload(
        self, scope: Scope, receive: Receive, send: Send, most: int, instead: str
    ) -> None:
        said = Headers(scope=scope).get("content-length", "")
        if not said.isdecimal():
            await refuse(scope, receive, send, 411, "The request must say how long it is")
        elif int(said) > most + MOST_BODY:
            told = f"The file is larger than {most >> 20} MB; {instead}"
            await refuse(scope, receive, send, 413, told)
        else:
            await self.app(scope, receive, send)


async def _read(receive: Receive, most: int) -> bytes | None:
    """The whole body, or None when it is larger than allowed."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body") or b""
        if len(body) > most:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body once, then what the server says (a disconnect)."""
    waiting = [body]

    async def receive_body() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return receive_body
