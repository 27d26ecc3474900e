"""What viewers ask for, one by one and many at once."""

from openslate.app.context import context_for
from openslate.app.desk import Desk
from openslate.app.slates.ask import ask_for, asks_for
from openslate.store.history_choices import HistoryChoices
from openslate.store.viewers import ViewerStore

OFF, NEWCOMER = "7", "40"


def test_many_ask_for_what_each_would_alone(town: Desk) -> None:
    workspace, engine = town.workspace, town.engine
    HistoryChoices(workspace.database).choose(OFF, used=False, by="ann")
    viewers = ViewerStore(workspace.database).find()
    contexts = [context_for(workspace, viewer) for viewer in viewers]
    together = asks_for(workspace, engine, list(zip(viewers, contexts, strict=True)))
    alone = [
        ask_for(workspace, engine, viewer.viewer, context, history=True)
        for viewer, context in zip(viewers, contexts, strict=True)
    ]
    assert together == alone
    told = {viewer.viewer: ask for viewer, ask in zip(viewers, together, strict=True)}
    assert not told[OFF].personal
    assert told[NEWCOMER].history == ()
    assert len([ask for ask in together if len(ask.history) > 10]) > 20
