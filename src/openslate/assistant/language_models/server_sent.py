"""Server-sent events, as chat servers stream them (WHATWG HTML, 9.2).

Only the data of events is read; comments, names and ids are passed over.
"""

from collections.abc import Iterable, Iterator

DONE = b"[DONE]"


def events_of(pieces: Iterable[bytes]) -> Iterator[bytes]:
    r"""The data of each event; ends at `[DONE]` or with the stream.

    >>> list(events_of([b"data: 1\n", b"\ndata: 2\n\n", b"data: [DONE]\n\ndata: 3\n\n"]))
    [b'1', b'2']
    """
    data: list[bytes] = []
    for line in _lines(pieces):
        if line.startswith(b"data:"):
            data.append(line[5:].removeprefix(b" "))
        elif not line and data:
            event = b"\n".join(data)
            if event == DONE:
                return
            yield event
            data = []
    if data and data != [DONE]:
        yield b"\n".join(data)


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line.rstrip(b"\r") for line in whole)
    if rest:
        yield rest.rstrip(b"\r")
