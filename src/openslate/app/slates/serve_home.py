"""Serving a viewer's page, and writing down what was served and why."""

from dataclasses import dataclass

from openslate.app.engine import Engine
from openslate.app.experiments.arms import Exposure
from openslate.app.slates.ask import ask_for
from openslate.app.slates.compose import conflicts
from openslate.app.slates.dress import dress_rows
from openslate.app.slates.exploring import make_home
from openslate.app.slates.journal_entry import HOME, journal_entry
from openslate.app.views import Home, RequestContext
from openslate.app.workspace import Workspace
from openslate.store.journal import Journal


@dataclass(frozen=True)
class ServeHome:
    """Composes a page, records it in the journal and dresses it for showing.

    `exposure` is the group of an experiment that the page is made for, if one runs.
    """

    workspace: Workspace
    engine: Engine
    exposure: Exposure | None = None

    def __call__(self, viewer: str, context: RequestContext, *, history: bool = True) -> Home:
        ask = ask_for(self.workspace, self.engine, viewer, context, history=history)
        ask = self.exposure.asked(ask) if self.exposure else ask
        size = row_size(self.workspace, self.exposure)
        home = make_home(self.engine, ask, size)
        entry = journal_entry(self.engine, HOME, viewer, home, size, self.exposure)
        journal_id = Journal(self.workspace.database, self.workspace.clock).record(entry)
        return Home(
            viewer=viewer,
            personal=ask.personal,
            context=ask.context,
            rows=dress_rows(self.engine, home, "Because you watched"),
            journal_id=journal_id,
            snapshot=self.engine.snapshot.name,
            model=self.engine.model_name,
            rulebook=self.engine.rulebook.version,
            conflicts=tuple(conflicts(home)),
        )


def row_size(workspace: Workspace, exposure: Exposure | None) -> int:
    """Items in a row, for a group of an experiment or for everybody."""
    own = exposure.settings.row_size if exposure else None
    return own or workspace.settings.home.row_size
