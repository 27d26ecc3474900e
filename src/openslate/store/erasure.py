"""Taking out everything about one viewer: the one way in which the past is ever changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.store.database import Database
from openslate.store.journal import ERASED
from openslate.store.sortable_ids import SortableIds
from openslate.store.tables import (
    ERASURES,
    EVENTS,
    HISTORY_CHOICES,
    JOURNAL,
    REVIEWS,
    SEGMENT_MEMBERS,
    STAGED_EVENTS,
    VIEWERS,
    WITHDRAWALS,
)

DELETED = {
    "events": EVENTS,
    "events of unfinished files": STAGED_EVENTS,
    "withdrawals": WITHDRAWALS,
    "choices about their history": HISTORY_CHOICES,
    "places in segments": SEGMENT_MEMBERS,
    "profiles": VIEWERS,
}
"""Tables whose rows about a viewer are deleted."""


class Eraser:
    """Erases a viewer in one transaction and leaves a tombstone that says that, when and why.

    Journal and reviews are append-only, and the database lets through exactly what an erasure does
    to a row: nothing can be rewritten, only emptied. The tombstone does not name the viewer.
    """

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()
        self._ids = SortableIds("x")

    def erase(
        self, viewer: str, *, by: str, because: str, about_viewers: Sequence[str] = ()
    ) -> tuple[str, datetime, Mapping[str, int]]:
        """Erase a viewer; returns the tombstone's id, its moment and how much went.

        `about_viewers` are keys under which reviews list viewers in what they are about.
        """
        at = self.clock.now()
        tombstone = self._ids.next(at)
        with self.database.begin() as connection:
            removed = {
                what: connection.execute(sa.delete(table).where(table.c.viewer == viewer)).rowcount
                for what, table in DELETED.items()
            }
            removed["journal entries"] = _empty_journal(connection, viewer, tombstone, at)
            removed["reviews"] = _empty_reviews(connection, viewer, about_viewers)
            row = {"id": tombstone, "at": at, "erased_by": by, "because": because}
            connection.execute(sa.insert(ERASURES), {**row, "removed": removed})
        return tombstone, at, removed


def _empty_journal(connection: sa.Connection, viewer: str, tombstone: str, at: datetime) -> int:
    empty = {
        "viewer": "",
        "kind": ERASED,
        "context": {},
        "payload": {"erasure": tombstone, "erased_at": at.isoformat()},
        "fired": {},
    }
    query = sa.update(JOURNAL).where(JOURNAL.c.viewer == viewer).values(empty)
    return connection.execute(query).rowcount


def _empty_reviews(connection: sa.Connection, viewer: str, keys: Sequence[str]) -> int:
    """Take the viewer out of the lists that reviews keep of viewers; the rest of them stays."""
    found = connection.execute(
        sa.select(REVIEWS.c.id, REVIEWS.c.about).where(REVIEWS.c.about.is_not(None))
    ).all()
    count = 0
    for review, about in found:
        without = _without(about, viewer, keys)
        if without != about:
            query = sa.update(REVIEWS).where(REVIEWS.c.id == review)
            connection.execute(query.values(about=without))
            count += 1
    return count


def _without(about: Mapping[str, Any], viewer: str, keys: Sequence[str]) -> dict[str, Any]:
    def left(key: str, value: Any) -> Any:
        listed = key in keys and isinstance(value, list)
        return [name for name in value if name != viewer] if listed else value

    return {key: left(key, value) for key, value in about.items()}
