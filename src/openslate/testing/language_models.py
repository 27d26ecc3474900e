"""A small real server of the chat protocol on this machine, friendly or hostile, for tests."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

MODEL = "fake-1"
PIECES = 10_000
"""Pieces that an endless answer has at most, so that no test runs for ever."""


@dataclass(frozen=True)
class Reply:
    """What the server sends: `pieces` of text, or the very bytes of `body`.

    `broken_off` closes the connection in the midst; `pause` is called before each piece.
    """

    pieces: Iterable[str] = ()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    broken_off: bool = False
    pause: Callable[[], None] | None = None


Script = Callable[[dict[str, Any]], Reply]
"""From the request's body to the reply."""


def says(text: str) -> Script:
    """A server that always says the same, in pieces of a few letters."""
    return lambda _: Reply([text[i : i + 3] for i in range(0, len(text), 3)])


def endless(piece: str) -> Script:
    """A server that goes on and on."""
    return lambda _: Reply(piece for _ in range(PIECES))


def in_turn(*replies: Reply) -> Script:
    """A server with a reply for each request; the last one for all that follow."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@dataclass
class FakeLanguageModelServer:
    """Where it listens (up to /v1), the bodies it was sent, and the heads of the requests."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def language_model_server(script: Script) -> Iterator[FakeLanguageModelServer]:
    """A server on a free loopback port that replies by a script, while the block runs."""
    listening = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    listening.daemon_threads = True
    server = FakeLanguageModelServer(f"http://127.0.0.1:{listening.server_address[1]}/v1")
    listening.fake = server  # type: ignore[attr-defined]
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(Reply(body=json.dumps({"data": [{"id": MODEL}]}).encode()), stream=False)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            fake: FakeLanguageModelServer = self.server.fake  # type: ignore[attr-defined]
            fake.asked.append(body)
            fake.heads.append({name.lower(): value for name, value in self.headers.items()})
            self._send(script(body), stream=bool(body.get("stream")))

        def _send(self, reply: Reply, *, stream: bool) -> None:
            kind = "text/event-stream" if stream else "application/json"
            self.send_response(reply.status)
            for name, value in {"content-type": kind, **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for piece in _bytes(reply, stream):
                    self.wfile.write(piece)
                    self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                return  # whoever asked has heard enough

        def log_message(self, *_: object) -> None:
            """Nothing is told: tests look at `asked`."""

    return Handler


def _bytes(reply: Reply, stream: bool) -> Iterator[bytes]:
    if reply.body is not None:
        yield reply.body
    elif not stream:
        message = {"role": "assistant", "content": "".join(reply.pieces)}
        yield json.dumps({"choices": [{"index": 0, "message": message}]}).encode()
    else:
        for piece in reply.pieces:
            if reply.pause:
                reply.pause()
            yield b"data: " + json.dumps(_chunk({"content": piece})).encode() + b"\n\n"
        if not reply.broken_off:
            yield b"data: " + json.dumps(_chunk({}, "stop")).encode() + b"\n\ndata: [DONE]\n\n"


def _chunk(delta: Mapping[str, str], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chat-1",
        "object": "chat.completion.chunk",
        "model": MODEL,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
