"""A graph store elsewhere: any server that speaks SPARQL 1.1 over HTTP."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from urllib.parse import unquote, urlsplit, urlunsplit

import httpx2
import polars as pl

from openslate.common.errors import SlateError
from openslate.common.text import shorten
from openslate.graph.answers import Answer, Limits
from openslate.graph.remote_answer import ACCEPTED, read_response
from openslate.graph.tabular import csv_frame

BATCH = 50_000
"""Lines sent in one request."""
CONNECT = 5.0  # seconds
TIMEOUT = httpx2.Timeout(300.0, connect=CONNECT)
MOST_TOLD = 200

_GRAPHS = """
SELECT ?g WHERE { GRAPH ?g {} FILTER EXISTS { GRAPH ?g { ?s ?p ?o } } }
"""


class RemoteQuads:
    """`Quads` over the SPARQL 1.1 protocol and, for loading, the graph store protocol.

    `url` is the server's address; a name and password in it are sent as basic authentication and
    are never shown. `query`, `update` and `store` are the endpoints beneath it, here those of
    the `oxigraph` server; others name them differently (Fuseki: `query`, `update`, `data`).
    The server must run a request's updates as one transaction. It does not keep two writers
    apart: let one Slate at a time import and resolve.
    """

    def __init__(
        self,
        url: str,
        *,
        query: str = "query",
        update: str = "update",
        store: str = "store",
        timeout: httpx2.Timeout = TIMEOUT,
    ) -> None:
        self._shown, login = _without_login(url)
        self._query, self._update, self._store = query, update, store
        # trust_env=False: neither a proxy nor a netrc file decides where the catalogue goes
        self._client = httpx2.Client(
            base_url=self._shown, auth=login, timeout=timeout, trust_env=False
        )

    def load(self, graph: str, lines: Iterable[str]) -> int:
        """Send lines in batches, each one transaction; how many."""
        count = 0
        remaining = iter(lines)
        while batch := list(islice(remaining, BATCH)):
            self._send(
                self._store, "\n".join(batch), "application/n-triples", params={"graph": graph}
            )
            count += len(batch)
        return count

    def update(self, text: str) -> None:
        """Run a SPARQL update; the server makes one request one transaction."""
        self._send(self._update, text, "application/sparql-update")

    def table(self, query: str) -> pl.DataFrame:
        """The answers of a SELECT."""
        answer = self._send(self._query, query, "application/sparql-query", accept="text/csv")
        if not answer.headers.get("content-type", "").startswith("text/csv"):
            raise self._nonsense("an answer that is no table")
        try:
            return csv_frame(answer.content)
        except pl.exceptions.PolarsError as error:
            raise self._nonsense("a table that cannot be read") from error

    def answer(self, query: str, graph: str | None, limits: Limits) -> Answer:
        """The typed answer to any query, read as it arrives and only as far as the limits.

        A server that says what it asks by default says which graphs can be named too, so all of
        them are listed. A server that stops in the midst is waited for once more as long.
        """
        dataset = {} if graph is None else {"default-graph-uri": graph}
        named = [] if graph is None else self.graphs()
        request = self._client.build_request(
            "POST",
            self._query,
            data={"query": query, **dataset, "named-graph-uri": named},
            headers={"accept": ACCEPTED, "accept-encoding": "identity"},
            timeout=httpx2.Timeout(limits.seconds, connect=CONNECT),
        )
        with self._told(), self._sent(request) as response:
            if response.status_code == httpx2.codes.BAD_REQUEST:
                raise SyntaxError(_short(response))
            self._check(response)
            try:
                return read_response(response, limits)
            except (SyntaxError, ValueError) as error:
                raise self._nonsense("an answer that cannot be read") from error

    def dump(self, graph: str) -> Iterator[str]:
        """Every triple of a graph as a line of N-Triples, as they arrive."""
        request = self._client.build_request(
            "GET",
            self._store,
            params={"graph": graph},
            headers={"accept": "application/n-triples"},
        )
        with self._told(), self._sent(request) as answer:
            if answer.status_code != httpx2.codes.NOT_FOUND:
                self._check(answer)
                yield from filter(None, _lines(answer.iter_bytes()))

    def graphs(self) -> list[str]:
        """The named graphs that hold something."""
        found = self.table(_GRAPHS)
        return sorted(found.to_series().drop_nulls().unique())

    def clear(self, graph: str) -> None:
        """Remove a graph and everything in it."""
        self.update(f"DROP SILENT GRAPH <{graph}>")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _send(
        self,
        endpoint: str,
        text: str,
        kind: str,
        *,
        accept: str = "*/*",
        params: dict[str, str] | None = None,
    ) -> httpx2.Response:
        headers = {"content-type": f"{kind}; charset=utf-8", "accept": accept}
        with self._told():
            answer = self._client.post(
                endpoint, content=text.encode(), headers=headers, params=params
            )
            self._check(answer)
        return answer

    @contextmanager
    def _sent(self, request: httpx2.Request) -> Iterator[httpx2.Response]:
        """The response to a request, not read yet; closed in the end."""
        response = self._client.send(request, stream=True)
        try:
            yield response
        finally:
            response.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns what can go wrong on the way into one sentence."""
        try:
            yield
        except httpx2.TimeoutException as error:
            raise SlateError(
                "The graph server takes too long to answer",
                where=self._shown,
                do="Look at the load of the server, then try again",
            ) from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise SlateError(
                f"The graph server cannot be reached ({shorten(str(error), MOST_TOLD)})",
                where=self._shown,
                do="Start the server or mend [graph] url in slate.toml",
            ) from error

    def _check(self, answer: httpx2.Response) -> None:
        if answer.is_success:
            return
        if answer.status_code in (401, 403):
            raise SlateError(
                "The graph server refuses the name and password",
                where=self._shown,
                do="Put the right ones into the address: http://name:password@host",
            )
        told = _short(answer)
        raise self._nonsense(f"status {answer.status_code}" + (f": {told}" if told else ""))

    def _nonsense(self, what: str) -> SlateError:
        return SlateError(
            f"The graph server answers with {what}",
            where=self._shown,
            do="Check that the address is that of a SPARQL 1.1 server",
        )


def _short(answer: httpx2.Response) -> str:
    """The beginning of what a server says, in one line."""
    answer.read()
    return shorten(" ".join(answer.text.split()), MOST_TOLD)


def _without_login(url: str) -> tuple[str, tuple[str, str] | None]:
    """An address fit to be shown, and the name and password that it held."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts, port = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SlateError(
            "The address of the graph server is none",
            do="Write it like http://127.0.0.1:7878",
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    shown = urlunsplit((parts.scheme, host + port, parts.path, "", ""))
    login = None
    if parts.username is not None:
        login = unquote(parts.username), unquote(parts.password or "")
    return shown, login


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Lines of a stream, parted by line feeds alone: texts may hold other line separators."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line.decode().removesuffix("\r")
    yield rest.decode()
