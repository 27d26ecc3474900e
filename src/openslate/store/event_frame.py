"""Events as a polars frame, read past the row objects that SQLAlchemy would make of each."""

from typing import Any

import polars as pl
import sqlalchemy as sa

from openslate.store.consent import without_withdrawn
from openslate.store.tables import EVENTS

COLUMNS: dict[str, pl.DataType] = {
    EVENTS.c.viewer.name: pl.String(),
    EVENTS.c.source.name: pl.String(),
    EVENTS.c.record.name: pl.String(),
    EVENTS.c.event.name: pl.String(),
    EVENTS.c.rating.name: pl.Float64(),
    EVENTS.c.at.name: pl.Datetime("us", "UTC"),
    EVENTS.c.position.name: pl.Int64(),
    EVENTS.c.purposes.name: pl.UInt8(),
}
AT = EVENTS.c.at.name
ORDER = [EVENTS.c[name].name for name in ("viewer", "at", "record", "source", "event")]


def read_frame(
    connection: sa.Connection, where: sa.ColumnElement[bool], viewer: str | None = None
) -> pl.DataFrame:
    """The events that `where` picks, in `COLUMNS`, ordered by viewer, moment and record.

    `purposes` holds what still counts: a purpose that its viewer withdrew is gone from it.
    """
    rows = connection.execute(_query().where(where)).cursor.fetchall()
    numbers = pl.DataFrame(rows, schema={**COLUMNS, AT: pl.Int64()}, orient="row")
    frame = numbers.cast({AT: COLUMNS[AT]}).sort(ORDER)
    return without_withdrawn(frame, connection, viewer)


def _query() -> sa.Select[Any]:
    # Moments are read as plain numbers: polars turns them into datetimes all at once.
    columns = [
        sa.type_coerce(EVENTS.c.at, sa.BigInteger) if name == AT else EVENTS.c[name]
        for name in COLUMNS
    ]
    return sa.select(*columns)
