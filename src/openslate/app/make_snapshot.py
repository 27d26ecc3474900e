"""From everything delivered and decided to the next numbered snapshot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.graph.canonical import derive_canonical
from openslate.graph.canonical_writer import write_canonical
from openslate.graph.snapshot_writer import current_folder, write_snapshot
from openslate.graph.vocabulary import FIELD, Columns
from openslate.graph.windows import WHY


@dataclass(frozen=True)
class SnapshotReport:
    """The snapshot's name and size, and whether anything in it is new.

    `problems` are sentences about rights windows that belong to no item, and so count for nothing.
    """

    name: str
    items: int
    claims: int
    new: bool
    problems: tuple[str, ...] = ()


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
        problems = tuple(_problems(canonical.windows.unattached))
        return SnapshotReport(snapshot.name, snapshot.size, snapshot.claim.height, new, problems)


def _problems(unattached: pl.DataFrame) -> Iterator[str]:
    """A sentence for each rights window that found no item."""
    name = FIELD["name"].column
    for window in unattached.iter_rows(named=True):
        record = f"{window[Columns.OF_SOURCE]} {window[Columns.OF_RECORD]}"
        about = record if window[Columns.OF_RECORD] else repr(window[name])
        yield (
            f"{window[Columns.SOURCE]}, row {window[Columns.ROW]}: the rights of {about} "
            f"count for nothing, {window[WHY]}."
        )
