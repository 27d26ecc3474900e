"""Switching the use of one's history off, for good and back again."""

from dataclasses import dataclass

from openslate.app.workspace import Workspace
from openslate.store.history_choices import HistoryChoices
from openslate.store.viewers import ViewerStore


@dataclass(frozen=True)
class HistoryUse:
    """Whether a viewer's page uses what they watched, from now on."""

    viewer: str
    used: bool


@dataclass(frozen=True)
class ChooseHistory:
    """Notes a viewer's choice; the next page keeps to it. NotFoundError for an unknown viewer.

    Their viewings stay, and what is learnt from everyone's goes on; only their own page changes.
    """

    workspace: Workspace

    def __call__(self, viewer: str, *, used: bool, by: str) -> HistoryUse:
        ViewerStore(self.workspace.database).get(viewer)
        choices = HistoryChoices(self.workspace.database, self.workspace.clock)
        choices.choose(viewer, used=used, by=by)
        return HistoryUse(viewer, used)
