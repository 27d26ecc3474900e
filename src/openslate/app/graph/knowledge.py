"""What asking the graph needs of the snapshot in use: worked out once, and anew when it changes."""

from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from openslate.app.graph.connections import Connections
from openslate.app.graph.subject_finder import SubjectFinder
from openslate.app.serving import Serving
from openslate.app.workspace import CURRENT, Workspace
from openslate.graph.snapshot import Snapshot
from openslate.graph.snapshot_writer import current_folder


@dataclass(frozen=True)
class Known:
    """One snapshot's connections, and the search over them."""

    connections: Connections

    @cached_property
    def search(self) -> SubjectFinder:
        """Finds names."""
        return SubjectFinder(self.connections)


class Knowledge:
    """The connections of the snapshot that serves, or of the newest while no model serves.

    Safe to share between threads.
    """

    def __init__(self, workspace: Workspace, serving: Serving) -> None:
        self._workspace, self._serving = workspace, serving
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
            snapshot = self._snapshot()
            if self._last is None or self._last.connections.snapshot is not snapshot:
                self._last = Known(Connections(snapshot))
            return self._last

    def _snapshot(self) -> Snapshot:
        """The snapshot to use; it is read only when it is another than before."""
        if (self._workspace.models / CURRENT).exists():
            return self._serving.engine.snapshot
        newest = current_folder(self._workspace.snapshots)
        if self._last is not None and newest is not None:
            last = self._last.connections.snapshot
            if last.name == newest.name:
                return last
        return self._workspace.snapshot()
