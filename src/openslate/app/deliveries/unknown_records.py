"""Which records events name that nobody delivered: the events are kept, but about nothing yet."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from openslate.app.deliveries.delivery_views import NAMED, UnknownRecords
from openslate.app.workspace import Workspace
from openslate.graph.current_records import frame_path
from openslate.graph.delivery_frame import delivery_of, read_deliveries_frame
from openslate.graph.kept import frames_folder
from openslate.graph.snapshot_writer import current_folder
from openslate.graph.vocabulary import Columns
from openslate.store.events import Event


@dataclass
class RecordCensus:
    """Counts the records that events name, while they go by."""

    counted: Counter[str] = field(default_factory=Counter)

    def over(self, events: Iterable[Event]) -> Iterator[Event]:
        """The same events."""
        for event in events:
            if event.record:
                self.counted[event.record] += 1
            yield event

    def unknown(self, workspace: Workspace, source: str) -> UnknownRecords | None:
        """Those that `source` has not delivered, None where it delivered all."""
        known = _delivered(workspace, source)
        missing = {record: n for record, n in self.counted.items() if record not in known}
        if not missing:
            return None
        others = () if known else _sources(workspace)
        first = tuple(missing)[:NAMED]
        return UnknownRecords(source, sum(missing.values()), len(missing), first, others)


def _delivered(workspace: Workspace, source: str) -> frozenset[str]:
    """Ids of a source's records, by what is kept beside the graph, which is not opened."""
    frames = frames_folder(workspace.folder / "graph")
    known: set[str] = set()
    for row in _works(workspace).filter(pl.col(Columns.SOURCE) == source).iter_rows(named=True):
        path = frame_path(frames, delivery_of(row))
        if path.exists():
            known.update(pl.read_parquet(path, columns=[Columns.RECORD])[Columns.RECORD])
    if not known and current_folder(workspace.snapshots) is not None:
        records = workspace.snapshot().record
        known.update(records.filter(pl.col(Columns.SOURCE) == source)[Columns.RECORD])
    return frozenset(known)


def _sources(workspace: Workspace) -> tuple[str, ...]:
    return tuple(_works(workspace)[Columns.SOURCE].unique().sort())


def _works(workspace: Workspace) -> pl.DataFrame:
    """The catalogues that count."""
    deliveries = read_deliveries_frame(frames_folder(workspace.folder / "graph"))
    return deliveries.filter((pl.col(Columns.KIND) == "works") & pl.col(Columns.CURRENT))
