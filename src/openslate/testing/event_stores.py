"""What every SQL database must do for events; give a fixture `database` as for `stores`."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from openslate.common.errors import SlateError
from openslate.store.database import Database
from openslate.store.events import Event, EventStore
from openslate.store.purposes import Purpose
from openslate.testing.clock import FrozenClock

MORNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def event(viewer: str, record: str, minute: int, rating: float | None = 4.0) -> Event:
    """A rating, `minute` minutes after nine."""
    return Event(viewer, record, "rated", rating, MORNING + timedelta(minutes=minute))


FIRST_COLUMNS = ["viewer", "source", "record", "event", "rating"]
FIVE = [
    event("ada", "heat", 3),
    event("bob", "heat", 1, 2.0),
    event("ada", "seven", 1, None),
    event("ada", "fargo", 1, 5.0),
    event("bob", "babe", 2, 3.5),
]


class EventStoreTests:
    """Importing is idempotent, resumable and all or nothing to those who read."""

    @pytest.fixture
    def events(self, database: Database) -> EventStore:
        return EventStore(database, FrozenClock(MORNING))

    def test_frame_is_ordered_by_viewer_moment_record(self, events: EventStore) -> None:
        events.import_events("m", "file-1", FIVE)
        frame = events.frame()
        assert frame.columns == [*FIRST_COLUMNS, "at", "position", "purposes"]
        assert frame.select(FIRST_COLUMNS).rows() == [
            ("ada", "m", "fargo", "rated", 5.0),
            ("ada", "m", "seven", "rated", None),
            ("ada", "m", "heat", "rated", 4.0),
            ("bob", "m", "heat", "rated", 2.0),
            ("bob", "m", "babe", "rated", 3.5),
        ]
        assert frame["at"][2] == MORNING + timedelta(minutes=3)

    def test_an_empty_store_has_a_frame(self, events: EventStore) -> None:
        assert events.frame().height == 0
        assert events.frame().schema == events.of_viewer("nobody").schema

    def test_the_same_file_again_changes_nothing(self, events: EventStore) -> None:
        first = events.import_events("m", "file-1", FIVE)
        assert (first.rows, first.added, first.already) == (5, 5, False)
        before = events.digest()
        again = events.import_events("m", "file-1", _never_read())
        assert (again.rows, again.added, again.known, again.already) == (5, 0, 5, True)
        assert (events.count(), events.digest()) == (5, before)

    def test_a_changed_file_adds_only_what_is_new(self, events: EventStore) -> None:
        events.import_events("m", "file-1", FIVE)
        report = events.import_events("m", "file-2", [*FIVE[:4], event("cyd", "heat", 9)])
        assert (report.rows, report.added, report.known) == (5, 1, 4)
        assert events.count() == 6

    def test_a_row_given_twice_is_one_event(self, events: EventStore) -> None:
        assert events.import_events("m", "file-1", [*FIVE, FIVE[0]]).added == 5

    def test_two_sources_may_say_the_same(self, events: EventStore) -> None:
        events.import_events("m", "file-1", FIVE)
        assert events.import_events("n", "file-1", FIVE).added == 5

    def test_nothing_is_visible_before_the_end(self, events: EventStore) -> None:
        seen = []
        events.import_events(
            "m", "file-1", FIVE, chunk=2, progress=lambda *_: seen.append(events.count())
        )
        assert (seen, events.count()) == ([0, 0, 0], 5)

    def test_progress_counts_rows(self, events: EventStore) -> None:
        calls: list[tuple[int, int | None]] = []
        events.import_events(
            "m", "file-1", FIVE, chunk=2, total=5, progress=lambda *call: calls.append(call)
        )
        assert calls == [(2, 5), (4, 5), (5, 5)]

    def test_an_interrupted_import_goes_on_where_it_stopped(self, events: EventStore) -> None:
        with pytest.raises(RuntimeError, match="unplugged"):
            events.import_events("m", "file-1", _unplugged(FIVE[:4]), chunk=2)
        assert [(d.source, d.rows) for d in events.unfinished()] == [("m", 4)]
        assert events.frame().height == 0
        report = events.import_events("m", "file-1", FIVE, chunk=2)
        assert (report.rows, report.added, report.resumed_at) == (5, 5, 4)
        assert events.unfinished() == []

    def test_an_unfinished_file_hides_nothing_from_a_finished_one(self, events: EventStore) -> None:
        with pytest.raises(RuntimeError, match="unplugged"):
            events.import_events("m", "file-1", _unplugged(FIVE[:4]), chunk=2)
        assert events.import_events("m", "file-2", FIVE).added == 5
        assert events.import_events("m", "file-1", FIVE).added == 0
        assert events.count() == 5

    def test_an_interrupted_import_can_be_forgotten(self, events: EventStore) -> None:
        with pytest.raises(RuntimeError, match="unplugged"):
            events.import_events("m", "file-1", _unplugged(FIVE[:4]), chunk=2)
        events.discard(events.unfinished()[0])
        assert events.unfinished() == []
        assert events.import_events("m", "file-1", FIVE).resumed_at == 0

    def test_forgetting_leaves_a_finished_file_alone(self, events: EventStore) -> None:
        with pytest.raises(RuntimeError, match="unplugged"):
            events.import_events("m", "file-1", _unplugged(FIVE[:4]), chunk=2)
        stale = events.unfinished()[0]
        events.import_events("m", "file-1", FIVE)
        events.discard(stale)
        assert events.count() == 5
        assert events.import_events("m", "file-1", _never_read()).already

    @pytest.mark.parametrize("others_begin_at", [0, 2, 4])
    def test_two_at_once_do_not_mix(self, events: EventStore, others_begin_at: int) -> None:
        def rows() -> Iterator[Event]:
            for number, row in enumerate(FIVE):
                if number == others_begin_at:
                    events.import_events("m", "file-1", FIVE, chunk=2)
                yield row

        with pytest.raises(SlateError, match="Another process is importing this file"):
            events.import_events("m", "file-1", rows(), chunk=2)
        assert events.count() == 5

    def test_live_events_are_kept_once(self, events: EventStore) -> None:
        assert events.add("slate", FIVE[0], by="eve")
        assert not events.add("slate", FIVE[0], by="eve")
        assert events.of_viewer("ada")["record"].to_list() == ["heat"]

    def test_what_a_player_calls_an_event_is_kept_once(self, events: EventStore) -> None:
        sent = event("ada", "heat", 1)._replace(event_id="e1")
        later = event("ada", "seven", 2)._replace(event_id="e1")
        others = event("bob", "heat", 1)._replace(event_id="e1")
        assert events.add_all([("m", sent), ("m", later), ("m", others)]) == 2
        assert events.add_all([("m", later), ("m", sent)]) == 0
        assert events.of_viewer("ada")["record"].to_list() == ["heat"]

    def test_an_imported_event_and_a_live_one_may_be_the_same(self, events: EventStore) -> None:
        sent = event("ada", "heat", 1)._replace(event_id="e1")
        events.add("m", sent)
        moved = sent._replace(at=MORNING)
        assert events.import_events("m", "file-1", [moved, event("ada", "heat", 1)]).added == 0

    def test_many_events_at_once_in_any_order(self, events: EventStore) -> None:
        batch = [("m", one) for one in FIVE]
        assert events.add_all([]) == 0
        assert events.add_all(batch[::-1], by="player") == 5
        assert events.add_all(batch, by="player") == 0
        assert events.frame().select(FIRST_COLUMNS).rows()[0] == ("ada", "m", "fargo", "rated", 5.0)

    def test_heartbeats_of_an_item(self, events: EventStore) -> None:
        agreed = Purpose.MEASUREMENT
        beats = [
            Event("ada", "heat", "progress", None, MORNING, 60, purposes=agreed),
            Event("bob", "heat", "finish", None, MORNING, purposes=agreed),
            Event("cyd", "heat", "progress", None, MORNING, 60),
            Event("ada", "fargo", "progress", None, MORNING, 60, purposes=agreed),
            Event("ada", "heat", "view", None, MORNING, purposes=agreed),
        ]
        events.import_events("m", "file-1", beats)
        found = events.heartbeats([("m", "heat"), ("n", "heat")], agreed)
        assert found.select("viewer", "event", "position").rows() == [
            ("ada", "progress", 60),
            ("bob", "finish", None),
        ]

    def test_of_viewer_is_that_part_of_the_frame(self, events: EventStore) -> None:
        events.import_events("m", "file-1", FIVE)
        events.add("slate", event("ada", "babe", 0))
        frame = events.frame()
        assert events.of_viewer("ada").equals(frame.filter(frame["viewer"] == "ada"))

    def test_digest_names_the_state(self, events: EventStore) -> None:
        digests = [events.digest()]
        events.import_events("m", "file-1", FIVE)
        digests.append(events.digest())
        events.add("slate", event("ada", "babe", 0))
        digests.append(events.digest())
        assert len(set(digests)) == 3


def _unplugged(rows: list[Event]) -> Iterator[Event]:
    yield from rows
    raise RuntimeError("unplugged")


def _never_read() -> Iterator[Event]:
    yield from _unplugged([])
