"""Who watches: profiles, histories, and one more viewing."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from openslate.app.engine import Engine
from openslate.app.views import Card, ViewerView
from openslate.app.workspace import Workspace
from openslate.audience.viewing_history import Viewing, viewing_history, watched_items
from openslate.store.event_kinds import EventKind
from openslate.store.events import Event, EventStore
from openslate.store.purposes import Purpose
from openslate.store.viewers import Viewer, ViewerStore

LATEST = 40
NOTED_FOR = Purpose.SERVICE | Purpose.PERSONALISATION | Purpose.MEASUREMENT
"""What a viewing that an editor notes is used for, unless the viewer withdrew it."""


def history_of(workspace: Workspace, engine: Engine, viewer: str) -> list[Viewing]:
    """A viewer's history in dense items, most recent first; empty for someone new."""
    events = EventStore(workspace.database).of_viewer(viewer)
    after = workspace.settings.audience.viewing_after
    return viewing_history(events, engine.snapshot.item_of_record, after)


def histories_of(workspace: Workspace, engine: Engine, viewers: Sequence[str]) -> pl.DataFrame:
    """The histories of many viewers, read at once, as `watched_items` tells them."""
    events = EventStore(workspace.database).of_viewers(viewers)
    after = workspace.settings.audience.viewing_after
    return watched_items(events, engine.snapshot.item_of_record, after)


@dataclass(frozen=True)
class ShowViewer:
    """A viewer's profile and what they watched last."""

    workspace: Workspace
    engine: Engine

    def __call__(self, viewer: str) -> ViewerView:
        found = ViewerStore(self.workspace.database).get(viewer)
        history = history_of(self.workspace, self.engine, viewer)
        latest = tuple(self.engine.cards.card(v.item, _seen(v)) for v in history[:LATEST])
        viewings = EventStore(self.workspace.database).counts([viewer]).get(viewer, 0)
        return _view(found, viewings, self._home, latest)

    @property
    def _home(self) -> str:
        return self.workspace.settings.home.territory


@dataclass(frozen=True)
class ListViewers:
    """Viewers whose id or occupation begins with the query."""

    workspace: Workspace

    def __call__(self, query: str = "", *, limit: int = 50) -> tuple[ViewerView, ...]:
        found = ViewerStore(self.workspace.database).find(query.strip(), limit=limit)
        counts = EventStore(self.workspace.database).counts([viewer.viewer for viewer in found])
        home = self.workspace.settings.home.territory
        return tuple(_view(v, counts.get(v.viewer, 0), home) for v in found)


@dataclass(frozen=True)
class RecordViewing:
    """Notes that a viewer watched an item now; the next page counts it."""

    workspace: Workspace
    engine: Engine

    def __call__(self, viewer: str, item: str, *, by: str) -> None:
        ViewerStore(self.workspace.database).get(viewer)
        index = self.engine.snapshot.index_of(item)
        source, record = self.engine.snapshot.record_of_item[index]
        now = self.workspace.clock.now()
        event = Event(viewer, record, EventKind.WATCHED, None, now, purposes=NOTED_FOR)
        EventStore(self.workspace.database).add(source, event, by=by)


def _seen(viewing: Viewing) -> str:
    stars = f"{viewing.rating:g} of 5 stars, " if viewing.rating is not None else ""
    return f"{stars}{viewing.at:%-d %B %Y}"


def _view(viewer: Viewer, viewings: int, home: str, latest: tuple[Card, ...] = ()) -> ViewerView:
    return ViewerView(
        viewer=viewer.viewer,
        age=viewer.age,
        gender=viewer.gender,
        occupation=viewer.occupation,
        territory=viewer.territory or home,
        child_profile=viewer.child_profile,
        viewings=viewings,
        latest=latest,
    )
