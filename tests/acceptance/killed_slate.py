"""`slate` as it is, but that it may die at a counted point; run as a program.

`python -m tests.acceptance.killed_slate POINT WORDS...` dies by SIGKILL at point POINT, or never
(0). It writes `ready` when the command begins, and at the end how many points there were.
Points lie before and after each change of the graph, at every few hundred triples of a bulk load,
and before each file that is opened for writing, renamed or removed.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from openslate.app import workspace
from openslate.cli.main import main
from openslate.graph import embedded, frame_writer
from openslate.graph.embedded import EmbeddedQuads
from openslate.testing.clock import FrozenClock
from openslate.testing.workspace import NOW

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.truncate"}
EVERY = 500


class Points:
    """Counts points, and dies at one of them."""

    def __init__(self, last: int) -> None:
        self._last = last
        self.count = 0

    def reached(self) -> None:
        """Go past a point, or not."""
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, change: Callable[..., Any]) -> Callable[..., Any]:
        """The same change with a point on each side."""

        def changed(*arguments: Any) -> Any:
            self.reached()
            done = change(*arguments)
            self.reached()
            return done

        return changed

    def among(self, lines: Iterable[str]) -> Iterator[str]:
        """The same lines with a point now and then."""
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                self.reached()
            yield line

    def watch(self, event: str, arguments: Any) -> None:
        """An audit hook: a point for whatever changes the disk."""
        if event in CHANGES or (event == "open" and set(arguments[1] or "") & set("wax+")):
            self.reached()


def arm(points: Points) -> None:
    """Set points into everything that changes something."""
    embedded.BATCH, embedded.CLEARED, frame_writer.CHUNK = EVERY, EVERY, 50
    load = points.around(EmbeddedQuads.load)
    EmbeddedQuads.load = lambda self, graph, lines: load(  # type: ignore[method-assign]
        self, graph, points.among(lines)
    )
    EmbeddedQuads.update = points.around(EmbeddedQuads.update)  # type: ignore[method-assign]
    EmbeddedQuads.clear = points.around(EmbeddedQuads.clear)  # type: ignore[method-assign]
    sys.addaudithook(points.watch)


def run(last: int, words: list[str]) -> None:
    """Run one command at a time of day that never changes."""
    points = Points(last)
    workspace.SystemClock = lambda: FrozenClock(NOW)  # type: ignore[assignment,misc]
    arm(points)
    print("ready", flush=True)
    try:
        main(words, prog_name="slate")
    finally:
        print(points.count, flush=True)


if __name__ == "__main__":
    run(int(sys.argv[1]), sys.argv[2:])
