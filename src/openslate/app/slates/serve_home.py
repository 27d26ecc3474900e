"""Serving a viewer's page, and writing down what was served and why."""

from dataclasses import dataclass

from openslate.app.engine import Engine
from openslate.app.slates.ask import ask_for
from openslate.app.slates.compose import compose_home, conflicts
from openslate.app.slates.dress import dress_rows
from openslate.app.slates.journal_entry import HOME, journal_entry
from openslate.app.views import Home, RequestContext
from openslate.app.workspace import Workspace
from openslate.store.journal import Journal


@dataclass(frozen=True)
class ServeHome:
    """Composes a page, records it in the journal and dresses it for showing."""

    workspace: Workspace
    engine: Engine

    def __call__(self, viewer: str, context: RequestContext, *, history: bool = True) -> Home:
        ask = ask_for(self.workspace, self.engine, viewer, context, history=history)
        size = self.workspace.settings.home.row_size
        home = compose_home(self.engine, ask, size)
        entry = journal_entry(self.engine, HOME, viewer, home, size)
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
