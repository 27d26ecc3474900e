"""Purposes that viewers withdrew, and what that takes from their events."""

from collections.abc import Mapping
from datetime import datetime

import polars as pl
import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.store.database import Database
from openslate.store.purposes import NO_PURPOSE, Purpose
from openslate.store.tables import EVENTS, WITHDRAWALS
from openslate.store.upsert import insert_new

VIEWER, AT, PURPOSES = EVENTS.c.viewer.name, EVENTS.c.at.name, EVENTS.c.purposes.name
GIVEN_AT = WITHDRAWALS.c.given_at.name
MARKED = "withdrawn"
STATE: dict[str, pl.DataType] = {
    VIEWER: pl.String(),
    WITHDRAWALS.c.purpose.name: pl.Int64(),
    GIVEN_AT: pl.Int64(),
}


class ConsentStore:
    """Which purposes a viewer withdrew; from that moment none of their events count for it.

    Given again, only events from then on count: what was withdrawn stays so.
    """

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()

    def withdraw(self, viewer: str, purposes: Purpose) -> Purpose:
        """Let none of a viewer's events count for these purposes; returns all that is withdrawn."""
        now = self.clock.now()
        with self.database.begin() as connection:
            for purpose in purposes:
                row = {"viewer": viewer, "purpose": int(purpose), "withdrawn_at": now}
                connection.execute(insert_new(connection, WITHDRAWALS).values(row))
                again = _of(viewer, purpose) & WITHDRAWALS.c.given_at.is_not(None)
                renewed = {"withdrawn_at": now, "given_at": None}
                connection.execute(sa.update(WITHDRAWALS).where(again).values(renewed))
        return self.withdrawn(viewer)

    def give(self, viewer: str, purposes: Purpose) -> Purpose:
        """Let what a viewer does from now on count again; returns what stays withdrawn."""
        with self.database.begin() as connection:
            for purpose in purposes:
                gone = _of(viewer, purpose) & WITHDRAWALS.c.given_at.is_(None)
                now = {"given_at": self.clock.now()}
                connection.execute(sa.update(WITHDRAWALS).where(gone).values(now))
        return self.withdrawn(viewer)

    def withdrawn(self, viewer: str) -> Purpose:
        """The purposes that a viewer withdrew and did not give again."""
        given = self.history(viewer)
        gone = (purpose for purpose, given_at in given.items() if given_at is None)
        return Purpose(sum(gone, NO_PURPOSE))

    def history(self, viewer: str) -> Mapping[Purpose, datetime | None]:
        """Every purpose a viewer ever withdrew, and when they gave it again (None = not)."""
        query = sa.select(WITHDRAWALS.c.purpose, WITHDRAWALS.c.given_at)
        with self.database.read() as connection:
            rows = connection.execute(query.where(WITHDRAWALS.c.viewer == viewer)).all()
        return {Purpose(purpose): given_at for purpose, given_at in rows}


def without_withdrawn(
    events: pl.DataFrame, connection: sa.Connection, viewer: str | None = None
) -> pl.DataFrame:
    """The same events; a purpose that its viewer withdrew is taken out of their `purposes`.

    `viewer` says that all events are this one's.
    """
    columns = WITHDRAWALS.c.viewer, WITHDRAWALS.c.purpose
    query = sa.select(*columns, sa.type_coerce(WITHDRAWALS.c.given_at, sa.BigInteger))
    query = query if viewer is None else query.where(WITHDRAWALS.c.viewer == viewer)
    rows = connection.execute(query).cursor.fetchall()
    for (purpose,), gone in pl.DataFrame(rows, STATE, orient="row").group_by(list(STATE)[1]):
        events = _take(events, int(str(purpose)), gone)
    return events


def for_purpose(events: pl.DataFrame, purpose: Purpose) -> pl.DataFrame:
    """The events of a frame that may be used for all of `purpose`."""
    wanted = pl.lit(int(purpose), pl.UInt8)
    return events.filter(pl.col(PURPOSES) & wanted == wanted)


def _take(events: pl.DataFrame, purpose: int, gone: pl.DataFrame) -> pl.DataFrame:
    left = pl.lit(int(~Purpose(purpose)), pl.UInt8)
    of_viewer = gone.select(VIEWER, GIVEN_AT, pl.lit(value=True).alias(MARKED))
    joined = events.join(of_viewer, on=VIEWER, how="left", maintain_order="left")
    before = pl.col(GIVEN_AT).is_null() | (pl.col(AT).dt.epoch("us") < pl.col(GIVEN_AT))
    taken = pl.when(pl.col(MARKED) & before).then(pl.col(PURPOSES) & left)
    return joined.with_columns(taken.otherwise(pl.col(PURPOSES))).drop(GIVEN_AT, MARKED)


def _of(viewer: str, purpose: Purpose) -> sa.ColumnElement[bool]:
    return (WITHDRAWALS.c.viewer == viewer) & (WITHDRAWALS.c.purpose == int(purpose))
