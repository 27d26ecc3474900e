"""What can go wrong with a server is one sentence, and no password is in it."""

import logging
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx2
import pytest

from openslate.common.errors import SlateError
from openslate.graph.remote import RemoteQuads

from .server import free_port

QUERY = "SELECT ?s WHERE { ?s ?p ?o }"


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
        body = b"a,b\r\n1,2,3\r\n" if what == "ragged" else b"<p>an \xff answer</p>"
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


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
