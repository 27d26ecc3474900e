"""Erasing a viewer at their wish."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from openslate.app.audience.audience_views import Erasure
from openslate.app.audience.integrity.confirmed import VIEWERS
from openslate.app.audience.purposes import check_known
from openslate.app.workspace import Workspace
from openslate.store.erasure import Eraser
from openslate.store.events import EventStore

Forget = Callable[[str, pl.DataFrame], None]
"""Takes a viewer out of a model, given their events as they were."""


@dataclass(frozen=True)
class EraseViewer:
    """Deletes events, profile and consent of a viewer; empties what the journal says of them.

    `forget` is told the viewer and their events (`EventStore.of_viewer`) first, so that a model
    can be taken back to what it would be without them; if it fails nothing is erased. Raises
    NotFoundError for a viewer nobody knows.
    """

    workspace: Workspace
    forget: Forget | None = None

    def __call__(self, viewer: str, *, by: str, because: str) -> Erasure:
        check_known(self.workspace, viewer)
        if self.forget is not None:
            self.forget(viewer, EventStore(self.workspace.database).of_viewer(viewer))
        eraser = Eraser(self.workspace.database, self.workspace.clock)
        erased = eraser.erase(viewer, by=by, because=because, about_viewers=(VIEWERS,))
        return Erasure(*erased)
