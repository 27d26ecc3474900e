"""A SPARQL server's answer, read as it arrives and no further than the limits."""

import time
from collections.abc import Iterator
from traceback import clear_frames

import httpx2
import pyoxigraph as ox

from openslate.common.errors import SlateError
from openslate.graph.answers import Answer, Limits, read_answer, read_triples

JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"
ACCEPTED = f"{JSON}, {TRIPLES};q=0.9"
"""Tables and yes or no come as JSON, what CONSTRUCT and DESCRIBE make as N-Triples."""
WRAPPING, ROOM = 16, 1 << 20
"""How many times as large as its values an answer may be sent, and what a small one may take."""


def read_response(response: httpx2.Response, limits: Limits) -> Answer:
    """The answer in a response that was not read yet.

    Raises SlateError when it takes too long or grows out of all proportion, SyntaxError or
    ValueError when it is no answer.
    """
    try:
        return _read(response, limits)
    except BaseException as error:
        # the engine's half-read results may be dropped by this thread alone, so no traceback
        # that lives on may hold them
        clear_frames(error.__traceback__)
        raise


def _read(response: httpx2.Response, limits: Limits) -> Answer:
    stream = _Stream(response.iter_bytes(), limits)
    kind = response.headers.get("content-type", "").partition(";")[0].strip()
    if kind == JSON:
        found = ox.parse_query_results(stream, format=ox.QueryResultsFormat.JSON)  # type: ignore[arg-type]
        return read_answer(found, limits)
    if kind == TRIPLES:
        return read_triples(ox.parse(stream, format=ox.RdfFormat.N_TRIPLES), limits)  # type: ignore[arg-type]
    raise ValueError(f"{kind} is no kind of answer")


class _Stream:
    """Chunks of bytes as a file to read from, as long as there is time and room."""

    def __init__(self, chunks: Iterator[bytes], limits: Limits) -> None:
        self._chunks, self._seconds = chunks, limits.seconds
        self._end = time.monotonic() + limits.seconds
        self._room = WRAPPING * limits.size + ROOM
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, none at the end."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._rest = self._allowed(chunk)
        given = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(given) :]
        return given

    def _allowed(self, chunk: bytes) -> bytes:
        self._room -= len(chunk)
        if time.monotonic() > self._end:
            raise SlateError(
                f"The query was ended after {self._seconds:g} seconds", do="Ask for less"
            )
        if self._room < 0:
            raise SlateError("The answer of the graph server is too large", do="Ask for less")
        return chunk
