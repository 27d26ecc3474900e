"""Looks through the traffic of a workspace."""

from dataclasses import dataclass, field

import polars as pl

from openslate.app.audience.integrity.scan_file import KeptScan, keep_scan
from openslate.app.workspace import Workspace
from openslate.audience.events.viewings import NO_VIEWING
from openslate.audience.integrity.account_scores import Progress
from openslate.audience.integrity.scan import scan_traffic
from openslate.audience.integrity.settings import IntegritySettings
from openslate.graph.snapshot import read_snapshot
from openslate.graph.snapshot_writer import current_folder
from openslate.graph.vocabulary import Columns
from openslate.store.events import EventStore

KEYS = [Columns.SOURCE, Columns.RECORD]


@dataclass(frozen=True)
class RunScan:
    """Scans all viewings, of confirmed viewers too, and keeps what it proposes.

    Nothing is left out of anything by a scan. Records of one item count as one title where there
    is a snapshot. Events are read whatever their purpose: keeping a service honest is part of it.
    """

    workspace: Workspace
    settings: IntegritySettings = field(default_factory=IntegritySettings)

    def __call__(self, progress: Progress | None = None) -> KeptScan:
        workspace = self.workspace
        store = EventStore(workspace.database)
        state = store.digest()
        scan = scan_traffic(watched(workspace), self.settings, progress)
        kept = KeptScan(workspace.clock.now(), state, self.settings, scan)
        keep_scan(workspace, kept)
        return kept


def watched(workspace: Workspace) -> pl.DataFrame:
    """All events that are about watching, with the dense `item` where the snapshot has it."""
    events = EventStore(workspace.database).frame()
    events = events.filter(~pl.col(Columns.EVENT).is_in(NO_VIEWING))
    folder = current_folder(workspace.snapshots)
    if folder is None:
        return events
    records = read_snapshot(folder).record.select(*KEYS, Columns.ITEM)
    return events.join(records, on=KEYS, how="left", maintain_order="left")
