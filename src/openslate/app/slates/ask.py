"""What a page depends on beside the engine: who asks, where and when, and what they watched."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from openslate.app.engine import Engine
from openslate.app.slates.request import context_from_json, context_to_json, impersonal
from openslate.app.viewers import histories_of, history_of
from openslate.app.views import RequestContext
from openslate.app.workspace import Workspace
from openslate.audience.viewing_history import COUNTING, LIKED
from openslate.graph.vocabulary import Columns
from openslate.store.history_choices import HistoryChoices
from openslate.store.viewers import Viewer, ViewerStore

History = tuple[tuple[int, ...], tuple[float, ...], tuple[int, ...]]
NOTHING: History = ((), (), ())


@dataclass(frozen=True)
class Ask:
    """A request for a page. Without history `viewer` is None and nothing in it is personal.

    `history` holds dense items, most recent first; `ratings` stand beside them, a viewing without
    one counting as liked. `set_aside` were watched too, and say nothing of what to show: disliked,
    or not agreed to be used for that. `exploration` is the share of places in which other titles
    are tried.
    """

    context: RequestContext
    viewer: Viewer | None = None
    history: tuple[int, ...] = ()
    ratings: tuple[float, ...] = ()
    set_aside: tuple[int, ...] = ()
    exploration: float = 0.0

    @property
    def watched(self) -> tuple[int, ...]:
        """Everything the viewer has watched; none of it is shown again."""
        return (*self.history, *self.set_aside)

    @property
    def sequence(self) -> tuple[int, ...]:
        """The history as scorers take it, the oldest first."""
        return self.history[::-1]

    @property
    def personal(self) -> bool:
        """Whether anything about a person may count."""
        return self.viewer is not None


def ask_for(
    workspace: Workspace, engine: Engine, viewer: str, context: RequestContext, *, history: bool
) -> Ask:
    """What `viewer` asks for; raises NotFoundError for a viewer nobody knows.

    A viewer who switched the use of their history off gets a page without it, whatever is asked.
    """
    known = ViewerStore(workspace.database).get(viewer)
    exploration = workspace.settings.home.exploration
    if not history or not HistoryChoices(workspace.database).used(viewer):
        return Ask(impersonal(context), exploration=exploration)
    seen = history_of(workspace, engine, viewer)
    counting = [viewing for viewing in seen if viewing.counting]
    return Ask(
        context,
        known,
        tuple(viewing.item for viewing in counting),
        tuple(LIKED if viewing.rating is None else viewing.rating for viewing in counting),
        tuple(viewing.item for viewing in seen if not viewing.counting),
        exploration=exploration,
    )


def asks_for(
    workspace: Workspace, engine: Engine, requests: Sequence[tuple[Viewer, RequestContext]]
) -> list[Ask]:
    """What many viewers ask for, each with their history, read at once; in the same order."""
    names = [known.viewer for known, _ in requests]
    exploration = workspace.settings.home.exploration
    unused = HistoryChoices(workspace.database).unused_by(names)
    histories = _told(histories_of(workspace, engine, names))
    return [
        Ask(impersonal(context), exploration=exploration)
        if known.viewer in unused
        else Ask(context, known, *histories.get(known.viewer, NOTHING), exploration=exploration)
        for known, context in requests
    ]


def _told(histories: pl.DataFrame) -> dict[str, History]:
    """By viewer the items that count, their ratings, and the items set aside."""
    item, counts = pl.col(Columns.ITEM), pl.col(COUNTING)
    rows = histories.group_by(Columns.VIEWER).agg(
        item.filter(counts),
        pl.col(Columns.RATING).fill_null(LIKED).filter(counts),
        item.filter(~counts).alias("set_aside"),
    )
    return {
        viewer: (tuple(items), tuple(ratings), tuple(aside))
        for viewer, items, ratings, aside in rows.iter_rows()
    }


def ask_to_json(ask: Ask, engine: Engine) -> dict[str, Any]:
    """An ask as the journal keeps it, with stable ids."""
    ids = engine.snapshot.ids
    return {
        "context": context_to_json(ask.context),
        "viewer": asdict(ask.viewer) if ask.viewer else None,
        "history": [ids[item] for item in ask.history],
        "ratings": list(ask.ratings),
        "set_aside": [ids[item] for item in ask.set_aside],
        **({"exploration": ask.exploration} if ask.exploration else {}),
    }


def ask_from_json(kept: Mapping[str, Any], engine: Engine) -> Ask:
    """An ask as the journal kept it."""
    return Ask(
        context_from_json(kept["context"]),
        Viewer(**kept["viewer"]) if kept["viewer"] else None,
        tuple(engine.dense(kept["history"])),
        tuple(kept["ratings"]),
        tuple(engine.dense(kept.get("set_aside", ()))),
        kept.get("exploration", 0.0),
    )
