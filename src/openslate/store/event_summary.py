"""What can be said of all events without reading them."""

from typing import Any

import polars as pl
import sqlalchemy as sa

from openslate.store.tables import DELIVERIES, EVENTS, WITHDRAWALS


def count_events(connection: sa.Connection, where: sa.ColumnElement[bool] | None = None) -> int:
    """How many events there are, or how many `where` picks."""
    query = sa.select(sa.func.count()).select_from(EVENTS)
    return connection.scalar(query if where is None else query.where(where)) or 0


def events_of_records(connection: sa.Connection) -> pl.DataFrame:
    """How many events each record has: source, record, events."""
    keys = EVENTS.c.source, EVENTS.c.record
    query = sa.select(*keys, sa.func.count()).group_by(*keys).order_by(*keys)
    schema = {"source": pl.String, "record": pl.String, "events": pl.Int64}
    return pl.DataFrame(connection.execute(query).cursor.fetchall(), schema, orient="row")


def summary(connection: sa.Connection) -> dict[str, Any]:
    """Which files are in, how many live events came after them, and when the last of those was;
    and when a purpose was last withdrawn or given again.

    Two stores that imported the same files and saw nothing else have the same summary.
    """
    files = sa.select(DELIVERIES.c.source, DELIVERIES.c.file_hash)
    complete = files.where(DELIVERIES.c.completed_at.is_not(None))
    live = EVENTS.c.delivery.is_(None)
    newest = sa.select(sa.func.max(sa.type_coerce(EVENTS.c.at, sa.BigInteger))).where(live)
    withdrawn = sa.func.max(sa.type_coerce(WITHDRAWALS.c.withdrawn_at, sa.BigInteger))
    given = sa.func.max(sa.type_coerce(WITHDRAWALS.c.given_at, sa.BigInteger))
    consent = sa.select(sa.func.count(), withdrawn, given).select_from(WITHDRAWALS)
    return {
        "files": sorted([source, file_hash] for source, file_hash in connection.execute(complete)),
        "events": count_events(connection),
        "live": count_events(connection, live),
        "newest": connection.scalar(newest),
        "consent": list(connection.execute(consent).one()),
    }
