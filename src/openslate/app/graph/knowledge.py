"""What asking the graph needs of the snapshot in use: worked out once, and anew when it changes."""

from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from openslate.app.graph.connections import Connections
from openslate.app.graph.subject_finder import SubjectFinder
from openslate.app.showing import Showing


@dataclass(frozen=True)
class Known:
    """One snapshot's connections, and the search over them."""

    connections: Connections

    @cached_property
    def search(self) -> SubjectFinder:
        """Finds names."""
        return SubjectFinder(self.connections)


class Knowledge:
    """The connections of the snapshot that is shown.

    Safe to share between threads.
    """

    def __init__(self, showing: Showing) -> None:
        self._showing = showing
        self._lock = Lock()
        self._last: Known | None = None

    @property
    def connections(self) -> Connections:
        """Who and what items have in common."""
        return self._known.connections

    @property
    def search(self) -> SubjectFinder:
        """Finds people, companies and topics."""
        return self._known.search

    @property
    def _known(self) -> Known:
        with self._lock:
            snapshot = self._showing.shown.snapshot
            if self._last is None or self._last.connections.snapshot is not snapshot:
                self._last = Known(Connections(snapshot))
            return self._last
