"""What can go wrong with a server is one sentence, and no password is in it."""

import logging
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from traceback import walk_tb

import httpx2
import pyoxigraph as ox
import pytest

from openslate.common.errors import SlateError
from openslate.graph.answers import Limits
from openslate.graph.remote import RemoteQuads
from openslate.graph.remote_answer import JSON

from .server import free_port

QUERY = "SELECT ?s WHERE { ?s ?p ?o }"


ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:s"}}'
ROW = b',{"s":{"type":"uri","value":"urn:t"}}'
ANSWERS = {
    "endless": (ROWS, ROW, 0.0),
    "dripping": (ROWS, ROW, 0.02),
    "huge": (ROWS[:-8], b"x" * 10_000, 0.0),
    "nonsense": (b"{}", b"[", 0.0),
}
"""How an answer begins, what follows again and again, and the pause between in seconds."""


class Answers(BaseHTTPRequestHandler):
    """A small server that answers by the path asked for and remembers who asked."""

    login = ""

    def do_POST(self) -> None:
        type(self).login = self.headers.get("authorization", "")
        self.rfile.read(int(self.headers.get("content-length", "0")))
        what = self.path.split("/")[1]
        status = int(what) if what.isdigit() else 200
        kind = "text/csv" if what in ("ragged", "slow") else "text/html"
        if what == "slow":
            time.sleep(0.4)
        if what in ANSWERS:
            self.answer(what)
            return
        body = b"a,b\r\n1,2,3\r\n" if what == "ragged" else b"<p>an \xff answer</p>"
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self, what: str) -> None:
        """As much of an endless answer as the other side takes."""
        beginning, more, pause = ANSWERS[what]
        self.send_response(200)
        self.send_header("content-type", JSON)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(beginning)
            for _ in range(10_000):
                self.wfile.write(more)
                time.sleep(pause)

    do_GET = do_POST  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("dripping", "The query was ended after 0.2 seconds"),
        ("huge", "The answer of the graph server is too large"),
        ("nonsense", "The graph server answers with an answer that cannot be read"),
        ("page", "The graph server answers with an answer that cannot be read"),
        ("slow", "The graph server takes too long to answer"),
        ("500", "The graph server answers with status 500"),
    ],
)
def test_an_answer_without_end_or_sense(server: str, path: str, told: str) -> None:
    quads = RemoteQuads(f"http://{server}/{path}")
    with closing(quads), pytest.raises(SlateError) as caught:
        quads.answer(QUERY, None, Limits(10_000, 1000, seconds=0.2))
    assert told in str(caught.value)
    held = [value for frame, _ in walk_tb(caught.tb) for value in frame.f_locals.values()]
    assert not any(isinstance(value, ox.QuerySolutions) for value in held)


def test_an_endless_answer_is_read_as_far_as_asked(server: str) -> None:
    with closing(RemoteQuads(f"http://{server}/endless")) as quads:
        answer = quads.answer(QUERY, None, Limits(3, 1000))
    assert [row[0] and row[0].value for row in answer.rows] == ["urn:s", "urn:t", "urn:t"]
    assert answer.truncated == "Only the first 3 rows are here."


@pytest.fixture
def server() -> Iterator[str]:
    """Host and port of a server that is none of SPARQL."""
    with HTTPServer(("127.0.0.1", 0), Answers) as listening:
        thread = Thread(target=listening.serve_forever)
        thread.start()
        yield f"127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


def asked(url: str) -> str:
    """What a person reads who asks this server something."""
    quads = RemoteQuads(url, timeout=httpx2.Timeout(0.2))
    try:
        with pytest.raises(SlateError) as caught:
            quads.table(QUERY)
    finally:
        quads.close()
    return str(caught.value)


def test_nobody_there() -> None:
    told = asked(f"http://mia:secret@127.0.0.1:{free_port()}/graph")
    assert "The graph server cannot be reached (" in told
    assert told.startswith("http://127.0.0.1:")
    assert "secret" not in told


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("401", "The graph server refuses the name and password"),
        ("403", "The graph server refuses the name and password"),
        ("500", "The graph server answers with status 500: <p>an"),
        ("302", "The graph server answers with status 302"),
        ("page", "The graph server answers with an answer that is no table"),
        ("ragged", "The graph server answers with a table that cannot be read"),
        ("slow", "The graph server takes too long to answer"),
    ],
)
def test_an_answer_that_is_none(server: str, path: str, told: str) -> None:
    said = asked(f"http://mia:se%40cret@{server}/{path}")
    assert told in said
    assert "se%40cret" not in said
    assert "se@cret" not in said


def test_name_and_password_are_sent_and_never_logged(
    server: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        asked(f"http://mia:se%40cret@{server}/page")
    assert Answers.login == "Basic bWlhOnNlQGNyZXQ="  # mia:se@cret
    assert not [r for r in caplog.records if "cret" in r.getMessage()]


@pytest.mark.parametrize("url", ["", "localhost:7878", "file:///etc", "http://", "http://h:x"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(SlateError, match="The address of the graph server is none"):
        RemoteQuads(url)


def test_a_broken_query_is_one_sentence(server: str) -> None:
    quads = RemoteQuads(f"http://{server}/400")
    with pytest.raises(SlateError, match="status 400"):
        quads.update("nonsense")
    with pytest.raises(SlateError, match="status 400"):
        list(quads.dump("urn:g"))
    quads.close()
