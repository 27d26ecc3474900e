"""Which viewers a preview looks at, and what they ask for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from openslate.app.context import context_for
from openslate.app.engine import Engine
from openslate.app.slates.ask import Ask, ask_for
from openslate.app.workspace import Workspace
from openslate.common.seeds import generator_for
from openslate.store.viewers import Viewer, ViewerStore

EVERYBODY = 1_000_000
HELD_BACK = 5  # of a viewer's last viewings
FEWEST = 10  # viewings of somebody who has some held back


@dataclass(frozen=True)
class HeldBack:
    """A request as it was before a viewer's last viewings, and those viewings."""

    ask: Ask
    wanted: frozenset[int]


def sample_viewers(workspace: Workspace, count: int) -> list[Viewer]:
    """So many viewers (all, if there are no more), the same every time while nobody joins."""
    known = sorted(ViewerStore(workspace.database).find(limit=EVERYBODY), key=lambda v: v.viewer)
    drawn = generator_for("rule preview", count).permutation(len(known))[:count]
    return [known[place] for place in sorted(drawn.tolist())]


def asks_of(
    workspace: Workspace, engine: Engine, viewers: Sequence[Viewer], at: datetime
) -> list[Ask]:
    """What each of them asks for at one moment."""
    return [
        ask_for(
            workspace,
            engine,
            viewer.viewer,
            context_for(workspace, viewer, at=at),
            history=True,
        )
        for viewer in viewers
    ]


def hold_back(ask: Ask) -> HeldBack | None:
    """The last viewings taken out of a history, None for one that is too short."""
    if len(ask.history) < FEWEST:
        return None
    earlier = replace(ask, history=ask.history[HELD_BACK:], ratings=ask.ratings[HELD_BACK:])
    return HeldBack(earlier, frozenset(ask.history[:HELD_BACK]))
