"""What every SQL database must do for Slate's stores; run it on yours.

Give a fixture `database` with an empty, migrated `Database`:

    class TestEventStore(EventStoreTests): ...
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from openslate.common.errors import NotFoundError, SlateError
from openslate.decision.types import Provenance, Review
from openslate.decision.verdict import Verdict
from openslate.store.database import Database
from openslate.store.events import Event, EventStore
from openslate.store.journal import Journal, JournalEntry
from openslate.store.reviews import ReviewStore
from openslate.store.viewers import Viewer, ViewerStore
from openslate.testing.clock import FrozenClock

MORNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def event(viewer: str, record: str, minute: int, rating: float | None = 4.0) -> Event:
    """A rating, `minute` minutes after nine."""
    return Event(viewer, record, "rated", rating, MORNING + timedelta(minutes=minute))


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
        assert frame.columns == ["viewer", "source", "record", "event", "rating", "at"]
        assert frame.drop("at").rows() == [
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


class ViewerStoreTests:
    """Profiles: the latest one counts, a wrong name is answered with the right one."""

    ADA = Viewer("ada", age=36, gender="F", occupation="engineer", territory="GB")
    BOB = Viewer("bob", child_profile=True)

    @pytest.fixture
    def viewers(self, database: Database) -> ViewerStore:
        store = ViewerStore(database)
        assert store.upsert([self.BOB, self.ADA]) == 2
        return store

    def test_what_went_in_comes_out(self, viewers: ViewerStore) -> None:
        assert viewers.get("ada") == self.ADA
        assert viewers.get("bob") == self.BOB

    def test_the_latest_profile_counts(self, viewers: ViewerStore) -> None:
        assert viewers.upsert([Viewer("ada", age=1), Viewer("ada", age=37)]) == 1
        assert viewers.get("ada") == Viewer("ada", age=37)
        assert viewers.count() == 2

    def test_nobody_is_no_trouble(self, viewers: ViewerStore) -> None:
        assert viewers.upsert([]) == 0

    def test_a_wrong_name_gets_the_nearest(self, viewers: ViewerStore) -> None:
        with pytest.raises(NotFoundError, match=r"no viewer 'adda'\. The nearest name is 'ada'"):
            viewers.get("adda")

    def test_frame(self, viewers: ViewerStore) -> None:
        assert viewers.frame().rows() == [
            ("ada", 36, "F", "engineer", "GB", False),
            ("bob", None, None, None, None, True),
        ]

    def test_find_by_how_the_name_begins(self, viewers: ViewerStore) -> None:
        viewers.upsert([Viewer("adam"), Viewer("a%d")])
        assert [v.viewer for v in viewers.find("ad")] == ["ada", "adam"]
        assert [v.viewer for v in viewers.find("a%")] == ["a%d"]
        assert [v.viewer for v in viewers.find(limit=1)] == ["a%d"]


class JournalTests:
    """Entries come back as they went in, in order, and cannot be changed."""

    ENTRY = JournalEntry(
        viewer="ada",
        kind="home",
        provenance=Provenance("s0001-ab", "m-cd", "rb-ef", {"territory": "GB", "age": 18}),
        payload={"rows": [{"key": "chosen", "items": ["i1", "i2"]}], "name": "Amélie \u0000"},
        fired={"watershed": 2, "home-made": 0},
    )

    @pytest.fixture
    def clock(self) -> FrozenClock:
        return FrozenClock(MORNING)

    @pytest.fixture
    def journal(self, database: Database, clock: FrozenClock) -> Journal:
        return Journal(database, clock)

    def test_an_entry_comes_back(self, journal: Journal) -> None:
        entry = journal.get(journal.record(self.ENTRY))
        assert (entry.viewer, entry.kind, entry.at) == ("ada", "home", MORNING)
        assert entry.provenance == self.ENTRY.provenance
        assert entry.payload == self.ENTRY.payload
        assert entry.fired == self.ENTRY.fired

    def test_ids_sort_by_time(self, journal: Journal, clock: FrozenClock) -> None:
        ids = []
        for _ in range(4):
            ids += [journal.record(self.ENTRY), journal.record(self.ENTRY)]
            clock.forward(timedelta(minutes=1))
        assert ids == sorted(ids)
        assert [entry.id for entry in journal.latest(3)] == ids[:-4:-1]

    def test_latest_of_one_viewer(self, journal: Journal) -> None:
        journal.record(self.ENTRY)
        assert [entry.viewer for entry in journal.latest(viewer="ada")] == ["ada"]
        assert journal.latest(viewer="bob") == []

    def test_an_unknown_id(self, journal: Journal) -> None:
        with pytest.raises(NotFoundError, match="no decision 'j0'"):
            journal.get("j0")

    def test_what_rules_did_in_the_last_decisions(self, journal: Journal) -> None:
        for fired in ({"old": 9}, {"watershed": 2}, {"watershed": 1, "fresh": 4, "quiet": 0}):
            journal.record(JournalEntry("ada", "home", self.ENTRY.provenance, {}, fired))
        activity = journal.fired(2)
        assert activity.decisions == 2
        assert activity.spoke == {"watershed": 2, "fresh": 1}
        assert activity.items == {"watershed": 3, "fresh": 4, "quiet": 0}
        assert (journal.fired(1_000).decisions, journal.count()) == (3, 3)

    def test_a_number_that_json_cannot_hold_is_refused(self, journal: Journal) -> None:
        broken = JournalEntry("ada", "home", self.ENTRY.provenance, {"score": float("nan")})
        with pytest.raises((ValueError, sa.exc.StatementError), match="JSON"):
            journal.record(broken)
        assert journal.count() == 0

    @pytest.mark.parametrize("change", ["UPDATE journal SET viewer = 'x'", "DELETE FROM journal"])
    def test_the_past_stays(self, journal: Journal, database: Database, change: str) -> None:
        journal.record(self.ENTRY)
        with (
            pytest.raises(sa.exc.DBAPIError, match="journal is append-only"),
            database.begin() as connection,
        ):
            connection.execute(sa.text(change))
        assert journal.latest(1)[0].viewer == "ada"

    def test_many_threads_record_at_once(self, database: Database) -> None:
        journal = Journal(database)
        with ThreadPoolExecutor(4) as pool:
            ids = list(pool.map(lambda _: journal.record(self.ENTRY), range(40)))
        assert len(set(ids)) == journal.count() == 40


class ReviewStoreTests:
    """Every review stays; the last one counts."""

    @pytest.fixture
    def reviews(self, database: Database) -> ReviewStore:
        return ReviewStore(database, FrozenClock(MORNING))

    @staticmethod
    def review(verdict: Verdict, because: str) -> Review:
        return Review("eve", verdict, because, MORNING)

    def test_the_last_review_counts(self, reviews: ReviewStore) -> None:
        first, second = self.review(Verdict.BLOCK, "no"), self.review(Verdict.ALLOW, "yes")
        reviews.record("merge", "a=b", first)
        reviews.record("merge", "a=b", second)
        assert reviews.latest("merge", "a=b") == second
        assert reviews.of_subject("merge", "a=b") == [second, first]

    def test_nobody_decided(self, reviews: ReviewStore) -> None:
        assert reviews.latest("merge", "a=b") is None

    def test_kinds_are_kept_apart(self, reviews: ReviewStore) -> None:
        merge, tag = self.review(Verdict.ALLOW, "same film"), self.review(Verdict.BLOCK, "no noir")
        reviews.record("merge", "a=b", merge)
        reviews.record("tag", "a=b", tag)
        assert reviews.of_kind("merge") == {"a=b": merge}
        assert reviews.of_kind("tag") == {"a=b": tag}

    @pytest.mark.parametrize("change", ["UPDATE reviews SET verdict = 0", "DELETE FROM reviews"])
    def test_the_past_stays(self, reviews: ReviewStore, database: Database, change: str) -> None:
        reviews.record("merge", "a=b", self.review(Verdict.BLOCK, "no"))
        with (
            pytest.raises(sa.exc.DBAPIError, match="reviews is append-only"),
            database.begin() as connection,
        ):
            connection.execute(sa.text(change))
