"""What viewers did: imported from files or seen live."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

import polars as pl
import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.common.ids import hash_json
from openslate.store.consent import for_purpose
from openslate.store.database import Database
from openslate.store.deliveries import Delivery, discard_staged, finish, open_delivery, stage
from openslate.store.event_frame import read_frame
from openslate.store.event_summary import count_events, events_of_records, summary
from openslate.store.purposes import NO_PURPOSE, Purpose
from openslate.store.tables import DELIVERIES, EVENTS, HEARTBEAT
from openslate.store.upsert import insert_new

CHUNK = 5_000
Progress = Callable[[int, int | None], None]


class Event(NamedTuple):
    """One viewer did one thing with one record of a source; `at` has a time zone.

    `event` is one of `KINDS`. `position` counts seconds into the item, `query` holds the words of a
    search, whose record is empty. `event_id` is what the sender calls the event: of one viewer an
    id is kept once. `purposes` say what the event may be used for; nothing but the service unless
    the viewer agreed to more.
    """

    viewer: str
    record: str
    event: str
    rating: float | None
    at: datetime
    position: int | None = None
    query: str | None = None
    event_id: str | None = None
    purposes: Purpose = Purpose.SERVICE


@dataclass(frozen=True)
class ImportReport:
    """What an import did: `rows` in the file, `added` of them new, the rest known already.

    `resumed_at` is the row an interrupted import went on from; `already` says that this very file
    had been imported before, so that nothing was done.
    """

    source: str
    file_hash: str
    rows: int
    added: int
    resumed_at: int = 0
    already: bool = False

    @property
    def known(self) -> int:
        """Rows that said nothing new."""
        return self.rows - self.added


class EventStore:
    """Events of viewers; the same event is kept once, however often it is delivered."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()

    def import_events(
        self,
        source: str,
        file_hash: str,
        rows: Iterable[Event],
        *,
        chunk: int = CHUNK,
        total: int | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Take in one file; a rerun after an interruption goes on where the last one stopped.

        `rows` must give the same events in the same order for the same `file_hash`. Events appear
        when the whole file is in, never before. `progress(done, total)` is called after each chunk.
        """
        with self.database.begin() as connection:
            delivery = open_delivery(connection, source, file_hash, self.clock.now())
        if delivery.completed_at is not None:
            return ImportReport(source, file_hash, delivery.rows, 0, already=True)
        done = delivery.rows
        for done in self._stage(delivery, rows, chunk):
            if progress:
                progress(done, total)
        with self.database.begin() as connection:
            added = finish(connection, delivery, done, self.clock.now())
        return ImportReport(source, file_hash, done, added, resumed_at=delivery.rows)

    def add(self, source: str, event: Event, *, by: str | None = None) -> bool:
        """Keep one live event; False when it was known. `by` names the account behind it."""
        return self.add_all([(source, event)], by=by) == 1

    def add_all(self, events: Sequence[tuple[str, Event]], *, by: str | None = None) -> int:
        """Keep events with their sources, all or none; returns how many were not known before."""
        rows = [{**_row(event), "source": source, "recorded_by": by} for source, event in events]
        if not rows:
            return 0
        with self.database.begin() as connection:
            return connection.execute(insert_new(connection, EVENTS), rows).rowcount

    def frame(self, purpose: Purpose = NO_PURPOSE) -> pl.DataFrame:
        """All events that may be used for `purpose`, or simply all.

        Columns: viewer, source, record, event, rating, at, position, purposes (what still counts,
        as a sum); ordered by viewer, at, record.
        """
        with self.database.read() as connection:
            return for_purpose(read_frame(connection, sa.true()), purpose)

    def of_viewer(self, viewer: str) -> pl.DataFrame:
        """One viewer's events, oldest first, in the columns of `frame`; empty if there are none."""
        with self.database.read() as connection:
            return read_frame(connection, EVENTS.c.viewer == viewer, viewer)

    def of_viewers(self, viewers: Sequence[str]) -> pl.DataFrame:
        """The events of these viewers in the columns and the order of `frame`."""
        with self.database.read() as connection:
            return read_frame(connection, EVENTS.c.viewer.in_(viewers))

    def heartbeats(self, records: Sequence[tuple[str, str]], purpose: Purpose) -> pl.DataFrame:
        """Progress and finish events of these (source, record)s, in the columns of `frame`."""
        of_records = sa.tuple_(EVENTS.c.source, EVENTS.c.record).in_(records)
        with self.database.read() as connection:
            return for_purpose(read_frame(connection, HEARTBEAT & of_records), purpose)

    def count(self) -> int:
        """How many events there are."""
        with self.database.read() as connection:
            return count_events(connection)

    def counts(self, viewers: Sequence[str]) -> dict[str, int]:
        """How many events each of these viewers has; those without any are left out."""
        viewer = EVENTS.c.viewer
        query = sa.select(viewer, sa.func.count()).where(viewer.in_(viewers)).group_by(viewer)
        with self.database.read() as connection:
            return dict(connection.execute(query).all())

    def of_records(self) -> pl.DataFrame:
        """How many events each record has: source, record, events; in the order of the keys."""
        with self.database.read() as connection:
            return events_of_records(connection)

    def unfinished(self) -> list[Delivery]:
        """Deliveries that were interrupted, oldest first."""
        waiting = sa.select(DELIVERIES).where(DELIVERIES.c.completed_at.is_(None))
        with self.database.read() as connection:
            found = connection.execute(waiting.order_by(DELIVERIES.c.id)).mappings().all()
        return [Delivery(**row) for row in found]

    def discard(self, delivery: Delivery) -> None:
        """Forget an interrupted delivery; nothing of it was ever visible."""
        unfinished = (DELIVERIES.c.id == delivery.id) & DELIVERIES.c.completed_at.is_(None)
        with self.database.begin() as connection:
            discard_staged(connection, delivery)
            connection.execute(sa.delete(DELIVERIES).where(unfinished))

    def digest(self) -> str:
        """Names the state of the events without reading them: changes when any event is added."""
        with self.database.read() as connection:
            return hash_json(summary(connection))

    def _stage(self, delivery: Delivery, rows: Iterable[Event], chunk: int) -> Iterator[int]:
        """Keep the rows that are missing, a transaction a chunk; yields how many are done."""
        done = delivery.rows
        missing = islice(rows, done, None)
        while batch := list(islice(missing, chunk)):
            staged = [_staged(delivery, done + i, event) for i, event in enumerate(batch)]
            with self.database.begin() as connection:
                stage(connection, delivery, done, staged)
            done += len(batch)
            yield done


def _staged(delivery: Delivery, row: int, event: Event) -> dict[str, Any]:
    return {**_row(event), "delivery": delivery.id, "row": row}


def _row(event: Event) -> dict[str, Any]:
    return {**event._asdict(), "purposes": int(event.purposes)}
