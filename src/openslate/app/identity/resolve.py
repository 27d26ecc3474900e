"""Finding the records of different sources that mean the same item."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from openslate.app.identity.apply_reviews import ApplyReviews
from openslate.app.identity.resolver_settings import (
    forget_memory,
    memory_folder,
    read_resolver_settings,
)
from openslate.app.workspace import Workspace
from openslate.catalogue.identity import ResolverMemory, resolve
from openslate.common.errors import SlateError
from openslate.graph.links import ACCEPTED, PAIR, WAITING
from openslate.graph.vocabulary import Columns


@dataclass(frozen=True)
class ResolveReport:
    """How many records there are, how many items they make, and what was linked.

    `compared` counts the records that were looked at again.
    """

    records: int
    items: int
    accepted: int
    waiting: int
    compared: int


@dataclass(frozen=True)
class ResolveIdentities:
    """Compares all current records and replaces what the method proposed before.

    What people said of pairs is written into the graph first, and stands: it is handed to the
    resolver and never overwritten. With `fresh` what the resolver remembers is dropped first, and
    every record is compared anew.
    """

    workspace: Workspace
    fresh: bool = False

    def __call__(self, progress: Callable[[int, int], None] | None = None) -> ResolveReport:
        store = self.workspace.quads
        if self.fresh:
            forget_memory(self.workspace)
        settings = read_resolver_settings(self.workspace)
        with ResolverMemory(memory_folder(self.workspace)).aside(settings) as memory:
            records = self._records()
            ApplyReviews(self.workspace)()
            decided = store.links.frame().filter(pl.col(Columns.DECIDED_BY).is_not_null())
            said = decided.select(*PAIR, Columns.STATUS)
            resolution = resolve(records, said, settings, memory, progress)
            store.links.put(resolution.links)
        if progress:
            progress(records.height, records.height)
        status = store.links.frame()[Columns.STATUS]
        return ResolveReport(
            records=records.height,
            items=resolution.clusters[Columns.CLUSTER].n_unique(),
            accepted=int((status == ACCEPTED).sum()),
            waiting=int((status == WAITING).sum()),
            compared=resolution.compared,
        )

    def _records(self) -> pl.DataFrame:
        records = self.workspace.quads.records_frame()
        if records.is_empty():
            raise SlateError(
                "There are no records yet",
                where=str(self.workspace.folder),
                do="Run 'slate import catalogue' first",
            )
        return records
