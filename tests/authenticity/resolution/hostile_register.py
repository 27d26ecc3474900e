"""A register on loopback that answers as it pleases; it notes what it was asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import ClassVar

STEPS = 64 << 10
PAUSE = 0.05
"""Seconds between the bytes of an answer that trickles."""


@dataclass
class Answer:
    """A status, headers and a body, which may go on until whoever asked has gone."""

    body: bytes = b'{"matches": []}'
    status: int = 200
    headers: Sequence[tuple[str, str]] = ()
    endless: bool = False
    silent: bool = False
    trickling: bool = False


@dataclass
class HostileRegister:
    """Where it listens, what it answers by the beginning of a path, and what it was asked."""

    address: str
    answers: dict[str, Answer]
    asked: list[tuple[str, str]] = field(default_factory=list)
    over: Event = field(default_factory=Event)


@contextmanager
def hostile_register(answers: dict[str, Answer]) -> Iterator[HostileRegister]:
    """The register while it listens."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    register = HostileRegister(f"http://127.0.0.1:{server.server_address[1]}", answers)
    _Handler.registers[server.server_address[1]] = register
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield register
    register.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


class _Handler(BaseHTTPRequestHandler):
    registers: ClassVar[dict[int, HostileRegister]] = {}

    def do_GET(self) -> None:
        register = self.registers[self.server.server_address[1]]  # type: ignore[index]
        register.asked.append((self.path, self.headers.get("authorization", "")))
        answer = next((a for way, a in register.answers.items() if self.path.startswith(way)), None)
        if answer is None:
            self.send_error(404)
        elif answer.silent:
            register.over.wait(30)
        else:
            self._send(answer, register)

    def _send(self, answer: Answer, register: HostileRegister) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(answer.body)
            while answer.endless and not register.over.is_set():
                self.wfile.write(b" " * STEPS)
            while answer.trickling and not register.over.wait(PAUSE):
                self.wfile.write(b" ")
        except OSError:  # whoever asked had enough
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""
