"""The events that count: for learning, and for figures about the audience."""

import polars as pl

from openslate.app.audience.integrity.confirmed import confirmed_not_genuine
from openslate.app.workspace import Workspace
from openslate.audience.events.viewings import positive_events, seen_events
from openslate.audience.integrity.cleaning import genuine_only
from openslate.graph.snapshot import Snapshot
from openslate.store.events import EventStore
from openslate.store.purposes import Purpose


def learning_events(workspace: Workspace, snapshot: Snapshot) -> pl.DataFrame:
    """What models learn from: agreed to be used for personalisation, watched, not disliked.

    Viewers whom a person confirmed as not genuine are left out.
    """
    agreed = EventStore(workspace.database).frame(Purpose.PERSONALISATION)
    events = genuine_only(agreed, confirmed_not_genuine(workspace))
    after = workspace.settings.audience.viewing_after
    return positive_events(events, snapshot.record, after)


def measured_events(workspace: Workspace, snapshot: Snapshot) -> pl.DataFrame:
    """What figures about the audience are made of: agreed to be measured, and watched.

    Also of viewers confirmed as not genuine, for every figure exists raw and cleaned
    (`audience.integrity.cleaning`).
    """
    events = EventStore(workspace.database).frame(Purpose.MEASUREMENT)
    return seen_events(events, snapshot.record, workspace.settings.audience.viewing_after)
