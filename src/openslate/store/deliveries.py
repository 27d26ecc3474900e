"""Event deliveries: files read in chunks, resumable, visible only when they are complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from openslate.common.errors import SlateError
from openslate.store.tables import DELIVERIES, EVENTS, STAGED_EVENTS
from openslate.store.upsert import insert_new


@dataclass(frozen=True)
class Delivery:
    """How far one file of one source has come; `rows` counts those already staged."""

    id: int
    source: str
    file_hash: str
    rows: int
    added: int | None
    started_at: datetime
    completed_at: datetime | None


def open_delivery(
    connection: sa.Connection, source: str, file_hash: str, now: datetime
) -> Delivery:
    """The delivery of this file, begun if it is new."""
    new = {"source": source, "file_hash": file_hash, "rows": 0, "started_at": now}
    connection.execute(insert_new(connection, DELIVERIES).values(new))
    same = (DELIVERIES.c.source == source) & (DELIVERIES.c.file_hash == file_hash)
    return Delivery(**connection.execute(sa.select(DELIVERIES).where(same)).mappings().one())


def stage(
    connection: sa.Connection, delivery: Delivery, done: int, rows: Sequence[dict[str, Any]]
) -> None:
    """Keep the rows after the first `done` and count them, in the caller's transaction.

    Raises SlateError when another process is reading the same file.
    """
    _advance(connection, delivery, done, rows=done + len(rows))
    connection.execute(sa.insert(STAGED_EVENTS), rows)


def finish(connection: sa.Connection, delivery: Delivery, done: int, now: datetime) -> int:
    """Make all `done` staged rows visible at once; returns how many events were new."""
    _advance(connection, delivery, done, completed_at=now)
    added = connection.execute(_publish(connection, delivery)).rowcount
    discard_staged(connection, delivery)
    _advance(connection, delivery, done, added=added)
    return added


def discard_staged(connection: sa.Connection, delivery: Delivery) -> None:
    """Throw away the staged rows of a delivery."""
    connection.execute(sa.delete(STAGED_EVENTS).where(STAGED_EVENTS.c.delivery == delivery.id))


def _advance(connection: sa.Connection, delivery: Delivery, done: int, **values: object) -> None:
    """Write down how far we are; the row counter tells whether somebody else went on meanwhile."""
    ours = (DELIVERIES.c.id == delivery.id) & (DELIVERIES.c.rows == done)
    ours &= DELIVERIES.c.added.is_(None)
    if connection.execute(sa.update(DELIVERIES).where(ours).values(values)).rowcount != 1:
        raise SlateError(
            f"Another process is importing this file from {delivery.source}",
            do="Let it finish, or stop it and import the file again",
        )


def _publish(connection: sa.Connection, delivery: Delivery) -> sa.Executable:
    staged = STAGED_EVENTS.c
    names = ["viewer", "source", "record", "event", "at", "rating", "delivery"]
    names += ["position", "query", "event_id", "purposes"]
    rows = sa.select(
        staged.viewer,
        sa.literal(delivery.source),
        staged.record,
        staged.event,
        staged.at,
        staged.rating,
        staged.delivery,
        staged.position,
        staged.query,
        staged.event_id,
        staged.purposes,
    ).where(staged.delivery == delivery.id)
    # In the order of the events' key, which SQLite then appends to; of equal rows the first stays.
    ordered = rows.order_by(staged.viewer, staged.record, staged.event, staged.at, staged.row)
    return insert_new(connection, EVENTS).from_select(names, ordered)
