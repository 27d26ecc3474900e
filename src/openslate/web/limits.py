"""How much a request may bring: bounded bodies and addresses."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from openslate.web.problems import refuse

MOST_BODY = 64 * 1024
MOST_ADDRESS = 4 * 1024


class RequestLimits:
    """Refuses long addresses at once, and bodies as soon as they pass 64 KB."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif len(scope["query_string"]) + len(scope["path"]) > MOST_ADDRESS:
            await refuse(scope, receive, send, 414, "The address is too long; use fewer words")
        elif (body := await _read(receive)) is None:
            await refuse(scope, receive, send, 413, "The request is larger than 64 KB; send less")
        else:
            await self.app(scope, _replay(body, receive), send)


async def _read(receive: Receive) -> bytes | None:
    """The whole body, or None when it is larger than allowed."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body") or b""
        if len(body) > MOST_BODY:
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
