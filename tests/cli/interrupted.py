"""Runs `slate` and is interrupted on the way: `interrupted.py MOMENT WORD...`.

MOMENT says where and how: `events-kill` and `events-stop` after the second chunk (SIGKILL,
Ctrl+C), `reading-kill` while records flow into the graph, `completing-kill` when a catalogue is all
there and not yet marked complete.
"""

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from openslate.cli.main import main
from openslate.graph import embedded
from openslate.graph.delivery_log import DeliveryLog
from openslate.graph.embedded import EmbeddedQuads
from openslate.store import events

SIGNALS = {"kill": signal.SIGKILL, "stop": signal.SIGINT}


def interrupt(how: str) -> None:
    os.kill(os.getpid(), SIGNALS[how])


def after_two_chunks(how: str) -> None:
    """Small chunks; the third is never begun."""
    stage, chunks = events.stage, 0

    def counted(*arguments: Any) -> None:
        nonlocal chunks
        if chunks == 2:
            interrupt(how)
        chunks += 1
        stage(*arguments)

    events.stage = counted


def while_reading(how: str) -> None:
    """In the middle of the records, when a part is on disk."""
    embedded.BATCH = 500
    load = EmbeddedQuads.load

    def cut(quads: EmbeddedQuads, graph: str, lines: Iterable[str]) -> int:
        return load(quads, graph, until(lines))

    def until(lines: Iterable[str]) -> Iterator[str]:
        for count, line in enumerate(lines):
            if count == 1200:
                interrupt(how)
            yield line

    EmbeddedQuads.load = cut  # type: ignore[method-assign]


def before_the_mark(how: str) -> None:
    """When everything is written but the mark that makes it count."""
    DeliveryLog.complete = lambda *_: interrupt(how)  # type: ignore[method-assign]


MOMENTS = {
    "events": after_two_chunks,
    "reading": while_reading,
    "completing": before_the_mark,
}

if __name__ == "__main__":
    moment, _, manner = sys.argv[1].partition("-")
    events.EventStore.import_events.__kwdefaults__["chunk"] = 100
    MOMENTS[moment](manner)
    main(sys.argv[2:])
