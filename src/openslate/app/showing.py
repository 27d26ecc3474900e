"""What pages about items are made from: a snapshot, and a model where there is one."""

from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np

from openslate.app.audience.counted_events import measured_events
from openslate.app.audience.integrity.confirmed import confirmed_not_genuine
from openslate.app.cards import CardMaker
from openslate.app.engine import Engine
from openslate.app.serving import Serving
from openslate.app.workspace import CURRENT, Workspace
from openslate.audience.integrity.cleaning import genuine_only
from openslate.catalogue.search import ItemSearch
from openslate.graph.snapshot import Snapshot
from openslate.graph.snapshot_writer import current_folder
from openslate.graph.vocabulary import Columns
from openslate.rules.book import Rulebook

NO_MODEL = "none"
"""What the status says of the model while there is none."""


@dataclass(frozen=True)
class Shown:
    """A snapshot's items as pages show them. `engine` is what decides, None while none does."""

    workspace: Workspace
    snapshot: Snapshot
    engine: Engine | None = None

    @cached_property
    def viewings(self) -> np.ndarray:
        """Viewers by item, as the model counted them, or as the events tell without one.

        Those confirmed as not genuine are left out (of a model's, from the next training on).
        """
        if self.engine is not None:
            return self.engine.model.viewings
        keys = [Columns.SOURCE, Columns.RECORD]
        measured = measured_events(self.workspace, self.snapshot)
        events = genuine_only(measured, confirmed_not_genuine(self.workspace))
        seen = events.select(Columns.VIEWER, *keys).join(
            self.snapshot.record.select(*keys, Columns.ITEM), on=keys
        )
        watched = seen.select(Columns.VIEWER, Columns.ITEM).unique()[Columns.ITEM]
        return np.bincount(watched.to_numpy(), minlength=self.snapshot.size)

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook that decides, or would with a model."""
        return self.engine.rulebook if self.engine else self.workspace.rulebook()

    @cached_property
    def cards(self) -> CardMaker:
        """Makes cards of items."""
        return self.engine.cards if self.engine else CardMaker(self.snapshot, self.viewings > 0)

    @cached_property
    def search(self) -> ItemSearch:
        """Finds items by name and people."""
        return self.engine.search if self.engine else ItemSearch(self.snapshot, self.viewings)


class Showing:
    """Keeps what is shown in step: what serves, or the newest snapshot while no model does.

    Safe to share between threads. Raises SlateError while there is neither, and when a model that
    is in force cannot be loaded.
    """

    def __init__(self, workspace: Workspace, serving: Serving) -> None:
        self._workspace, self._serving = workspace, serving
        self._lock = Lock()
        self._last: Shown | None = None

    @property
    def shown(self) -> Shown:
        """The snapshot to show, with what decides about it."""
        trained = (self._workspace.models / CURRENT).exists()
        engine = self._serving.engine if trained else None
        with self._lock:
            if self._last is None or not self._fresh(self._last, engine):
                snapshot = engine.snapshot if engine else self._workspace.snapshot()
                self._last = Shown(self._workspace, snapshot, engine)
            return self._last

    def _fresh(self, last: Shown, engine: Engine | None) -> bool:
        """Whether what was shown last is still what is to be shown."""
        if engine is not None or last.engine is not None:
            return last.engine is engine
        newest = current_folder(self._workspace.snapshots)
        return newest is not None and newest.name == last.snapshot.name
