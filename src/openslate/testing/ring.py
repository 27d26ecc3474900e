"""A ring of five among the town's evenings, as events of a workspace."""

from datetime import UTC

from openslate.app.workspace import Workspace
from openslate.store.events import Event, EventStore
from openslate.testing.traffic import Evenings, Ring, events_of, hide_ring, ordinary_evenings

SOURCE = "evenings"
TOWN = Evenings(viewers=250, titles=120, days=42, median=16, series=1)
RING = Ring(size=5, jitter=3, length=50, targets=4)
RING_VIEWERS = tuple(f"v{number:05d}" for number in range(TOWN.viewers, TOWN.viewers + RING.size))
"""The viewers that are not genuine; all others are."""


def add_ring(workspace: Workspace) -> None:
    """Import the evenings into a workspace; their titles are in no snapshot."""
    rows, _ = hide_ring(ordinary_evenings(TOWN, 5), RING, 1)
    seen = events_of(rows).select("viewer", "record", "at").iter_rows()
    events = (
        Event(viewer, record, "view", None, at.astimezone(UTC)) for viewer, record, at in seen
    )
    EventStore(workspace.database).import_events(SOURCE, "evenings", events)
