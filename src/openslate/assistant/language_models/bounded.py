"""The body of an answer that may be endless, slow or a bomb."""

from collections.abc import Callable, Iterator

import httpx2

from openslate.assistant.language_models.errors import LanguageModelError


class Bounded:
    """Pieces of a body as they arrive, up to `most` bytes and the moment `ends`."""

    def __init__(
        self,
        response: httpx2.Response,
        most: int,
        ends: float,
        now: Callable[[], float],
        error: Callable[[str], LanguageModelError],
    ) -> None:
        self._response, self._most, self._ends = response, most, ends
        self._now, self._error = now, error

    def __iter__(self) -> Iterator[bytes]:
        left = self._most
        if self._response.headers.get("content-encoding", "identity") != "identity":
            raise self._error("sent a packed answer, which was not asked for")
        for piece in self._response.iter_raw():
            if self._now() > self._ends:
                raise self._error("took too long for its answer")
            yield piece[:left]  # a reader who has enough in what came at once never sees the error
            left -= len(piece)
            if left < 0:
                raise self._error("sent more than is read of an answer")
