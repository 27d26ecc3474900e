"""Whom people confirmed as not genuine: they leave learning and metrics, nobody else does."""

from collections.abc import Iterable

import polars as pl

from openslate.app.workspace import Workspace
from openslate.audience.integrity.cleaning import genuine_only
from openslate.decision.verdict import Verdict
from openslate.store.events import EventStore
from openslate.store.reviews import KeptReview, ReviewStore

KIND = "integrity"
VIEWERS = "viewers"
"""Under this key a review's `about` names the viewers that were decided about."""


def decided_viewers(reviews: Iterable[KeptReview]) -> dict[str, Verdict]:
    """What was last said of every viewer: BLOCK is not genuine, ALLOW is genuine.

    `reviews` are those that count (`ReviewStore.counting`), the oldest first. What was put off or
    taken back decides nothing, so that an earlier flag with the same viewer counts again.
    """
    said: dict[str, Verdict] = {}
    for kept in reviews:
        if kept.review.verdict != Verdict.REVIEW:
            said.update(dict.fromkeys((kept.about or {}).get(VIEWERS, ()), kept.review.verdict))
    return said


def confirmed_not_genuine(workspace: Workspace) -> frozenset[str]:
    """The viewers whom a person confirmed as not genuine.

    Training, resonance, evaluation and every published figure leave them out; a flag that nobody
    confirmed changes nothing.
    """
    counting = ReviewStore(workspace.database).counting(KIND).values()
    said = decided_viewers(counting)
    return frozenset(viewer for viewer, verdict in said.items() if verdict == Verdict.BLOCK)


def genuine_events(workspace: Workspace) -> pl.DataFrame:
    """All events (`EventStore.frame`) but those of viewers confirmed as not genuine."""
    return genuine_only(EventStore(workspace.database).frame(), confirmed_not_genuine(workspace))
