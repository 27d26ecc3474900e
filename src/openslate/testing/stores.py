"""What every SQL database must do for viewers, journal and reviews; run it on yours.

Give a fixture `database` with an empty, migrated `Database`:

    class TestJournal(JournalTests): ...
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from openslate.common.errors import ConflictError, NotFoundError
from openslate.decision.types import Provenance, Review
from openslate.decision.verdict import Verdict
from openslate.store.database import Database
from openslate.store.journal import Journal, JournalEntry
from openslate.store.reviews import NOBODY, ReviewStore
from openslate.store.viewers import Viewer, ViewerStore
from openslate.testing.clock import FrozenClock

MORNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


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

    def test_find_by_how_the_occupation_begins(self, viewers: ViewerStore) -> None:
        assert [v.viewer for v in viewers.find("Engin")] == ["ada"]


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

    def test_who_looked_before_another_decided_is_told(self, reviews: ReviewStore) -> None:
        seen = reviews.record("merge", "a=b", self.review(Verdict.BLOCK, "no"), after=NOBODY)
        reviews.record("merge", "a=b", self.review(Verdict.ALLOW, "yes"), after=seen)
        for stale in (NOBODY, seen):
            with pytest.raises(ConflictError, match="decided meanwhile"):
                reviews.record("merge", "a=b", self.review(Verdict.BLOCK, "no!"), after=stale)
        assert [review.because for review in reviews.of_subject("merge", "a=b")] == ["yes", "no"]

    def test_of_many_at_once_one_is_the_first(self, database: Database) -> None:
        def decide(number: int) -> bool:
            try:
                review = self.review(Verdict.ALLOW, str(number))
                ReviewStore(database).record("merge", "a=b", review, after=NOBODY)
            except ConflictError:
                return False
            return True

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(decide, range(12))) == 1
        assert len(ReviewStore(database).of_subject("merge", "a=b")) == 1

    def test_the_last_to_come_counts_even_if_its_clock_is_late(self, database: Database) -> None:
        early = ReviewStore(database, FrozenClock(MORNING))
        late = ReviewStore(database, FrozenClock(MORNING + timedelta(hours=1)))
        late.record("merge", "a=b", self.review(Verdict.BLOCK, "first"))
        early.record("merge", "a=b", self.review(Verdict.ALLOW, "second"))
        assert [r.because for r in early.of_subject("merge", "a=b")] == ["second", "first"]

    def test_what_a_review_is_about_is_kept(self, reviews: ReviewStore) -> None:
        about = {"left": ["movielens", "1"], "right": ["wikidata", "Amélie"]}
        review = self.review(Verdict.ALLOW, "yes")
        kept = reviews.record("merge", "l1", review, about=about)
        assert reviews.record("merge", "l2", review) > kept
        first, second = reviews.counting("merge").values()
        assert (first.subject, first.id, first.about) == ("l1", kept, about)
        assert second.about is None
