"""From everything delivered and decided to the next numbered snapshot."""

from collections.abc import Callable
from dataclasses import dataclass

from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.graph.canonical import derive_canonical
from openslate.graph.canonical_writer import write_canonical
from openslate.graph.snapshot_writer import current_folder, write_snapshot


@dataclass(frozen=True)
class SnapshotReport:
    """The snapshot's name and size, and whether anything in it is new."""

    name: str
    items: int
    claims: int
    new: bool


@dataclass(frozen=True)
class MakeSnapshot:
    """Derives the canonical graph and writes the feature plane; the same content is a no-op."""

    workspace: Workspace

    def __call__(self, progress: Callable[[int, int], None] | None = None) -> SnapshotReport:
        store, root = self.workspace.quads, self.workspace.snapshots
        canonical = derive_canonical(store)
        if canonical.items.is_empty():
            raise SlateError(
                "There is nothing to take a snapshot of",
                where=str(self.workspace.folder),
                do="Run 'slate import catalogue' first",
            )
        before = current_folder(root)
        write_canonical(store, canonical)
        if progress:
            progress(1, 2)
        snapshot = write_snapshot(canonical, root)
        if progress:
            progress(2, 2)
        new = before is None or before.name != snapshot.name
        return SnapshotReport(snapshot.name, snapshot.size, snapshot.claim.height, new)
