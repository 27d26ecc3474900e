"""Events as a polars frame, read past the row objects that SQLAlchemy would make of each."""

from typing import Any

import polars as pl
import sqlalchemy as sa

from openslate.store.tables import EVENTS

COLUMNS: dict[str, pl.DataType] = {
    EVENTS.c.viewer.name: pl.String(),
    EVENTS.c.source.name: pl.String(),
    EVENTS.c.record.name: pl.String(),
    EVENTS.c.event.name: pl.String(),
    EVENTS.c.rating.name: pl.Float64(),
    EVENTS.c.at.name: pl.Datetime("us", "UTC"),
}
AT = EVENTS.c.at.name
ORDER = [EVENTS.c[name].name for name in ("viewer", "at", "record", "source", "event")]


def read_frame(connection: sa.Connection, where: sa.ColumnElement[bool]) -> pl.DataFrame:
    """The events that `where` picks, in `COLUMNS`, ordered by viewer, moment and record."""
    rows = connection.execute(_query().where(where)).cursor.fetchall()
    numbers = pl.DataFrame(rows, schema={**COLUMNS, AT: pl.Int64()}, orient="row")
    return numbers.cast({AT: COLUMNS[AT]}).sort(ORDER)


def _query() -> sa.Select[Any]:
    # Moments are read as plain numbers: polars turns them into datetimes all at once.
    columns = [EVENTS.c[name] for name in COLUMNS if name != AT]
    return sa.select(*columns, sa.type_coerce(EVENTS.c.at, sa.BigInteger))
