"""A row for someone who arrived a second ago."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openslate.app.engine import Engine
from openslate.app.slates.ask import Ask
from openslate.app.slates.compose import compose_row
from openslate.app.slates.dress import dress_rows
from openslate.app.slates.journal_entry import ROW, journal_entry
from openslate.app.views import RequestContext, Row
from openslate.app.workspace import Workspace
from openslate.store.journal import Journal

NEWCOMER = "newcomer"


@dataclass(frozen=True)
class RecommendRow:
    """Scores everything for a few liked items, without retraining and without a profile.

    Recorded in the journal like every served slate.
    """

    workspace: Workspace
    engine: Engine

    def __call__(self, likes: Sequence[str], context: RequestContext, *, size: int = 20) -> Row:
        ask = Ask(context, history=tuple(self.engine.dense(likes)))
        home = compose_row(self.engine, ask, size)
        entry = journal_entry(self.engine, ROW, NEWCOMER, home, size)
        journal_id = Journal(self.workspace.database, self.workspace.clock).record(entry)
        (row,) = dress_rows(self.engine, home, "Because you like")
        return replace(row, journal_id=journal_id)
