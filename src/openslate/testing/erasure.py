"""What every SQL database must do when a viewer is erased; a fixture `database` as for `stores`."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from openslate.common.errors import NotFoundError
from openslate.decision.types import Provenance, Review
from openslate.decision.verdict import Verdict
from openslate.store.consent import ConsentStore
from openslate.store.database import Database
from openslate.store.erasure import Eraser
from openslate.store.events import Event, EventStore
from openslate.store.history_choices import HistoryChoices
from openslate.store.journal import Journal, JournalEntry
from openslate.store.purposes import NO_PURPOSE, Purpose
from openslate.store.reviews import ReviewStore
from openslate.store.tables import METADATA
from openslate.store.viewers import Viewer, ViewerStore
from openslate.testing.clock import FrozenClock

MORNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
VIEWERS = "viewers"


class EraserTests:
    """Nothing of the viewer is left, everything of others is, and the past can't be rewritten."""

    @pytest.fixture
    def journal(self, database: Database) -> Journal:
        return Journal(database, FrozenClock(MORNING))

    @pytest.fixture
    def entries(self, database: Database, journal: Journal) -> dict[str, str]:
        """Ada and bob with events, profiles, withdrawals, a page each and a review of both."""
        EventStore(database).add_all(
            [("m", Event(v, "heat", "view", None, MORNING)) for v in ("ada", "bob")]
        )
        ViewerStore(database).upsert([Viewer("ada", 36), Viewer("bob", 9)])
        for viewer in ("ada", "bob"):
            ConsentStore(database).withdraw(viewer, Purpose.RESEARCH)
            HistoryChoices(database).choose(viewer, used=False, by=viewer)
        review = Review("eve", Verdict.BLOCK, "a bot", MORNING)
        ReviewStore(database).record(
            "integrity", "f1", review, about={VIEWERS: ["ada", "bob"], "n": 2}
        )
        made_from = Provenance("s", "m", "r", {"age": 36})
        return {
            viewer: journal.record(JournalEntry(viewer, "home", made_from, {"rows": [viewer]}))
            for viewer in ("ada", "bob")
        }

    def erase(self, database: Database) -> dict[str, int]:
        eraser = Eraser(database, FrozenClock(MORNING))
        _, _, removed = eraser.erase("ada", by="eve", because="asked", about_viewers=(VIEWERS,))
        return dict(removed)

    def test_nothing_is_left(
        self, database: Database, journal: Journal, entries: dict[str, str]
    ) -> None:
        removed = self.erase(database)
        assert removed == {
            "events": 1,
            "events of unfinished files": 0,
            "withdrawals": 1,
            "choices about their history": 1,
            "places in segments": 0,
            "profiles": 1,
            "journal entries": 1,
            "reviews": 1,
        }
        assert EventStore(database).frame()["viewer"].to_list() == ["bob"]
        assert ConsentStore(database).withdrawn("ada") == NO_PURPOSE
        assert [v.viewer for v in ViewerStore(database).find()] == ["bob"]
        with pytest.raises(NotFoundError, match=r"was erased on 2026-03-01, with everything"):
            journal.get(entries["ada"])
        assert [entry.viewer for entry in journal.latest()] == ["bob"]
        (kept,) = ReviewStore(database).history("integrity", "f1")
        assert kept.about == {VIEWERS: ["bob"], "n": 2}

    def test_no_table_names_the_viewer(self, database: Database, entries: dict[str, str]) -> None:
        assert entries
        self.erase(database)
        with database.read() as connection:
            rows = [
                tuple(r) for t in METADATA.sorted_tables for r in connection.execute(t.select())
            ]
        assert "ada" not in repr(rows)
        assert "bob" in repr(rows)

    def test_erasing_again_finds_nothing(self, database: Database, entries: dict[str, str]) -> None:
        assert entries
        self.erase(database)
        assert not any(self.erase(database).values())

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE journal SET kind = 'erased'",
            "UPDATE journal SET viewer = '', kind = 'erased', model = 'x'",
            "UPDATE journal SET viewer = 'x'",
            "UPDATE reviews SET because = ''",
            'UPDATE reviews SET about = \'{"n": 2, "viewers": ["ada", "bob", "cyd"]}\'',
            "DELETE FROM journal",
            "DELETE FROM reviews",
        ],
    )
    def test_every_other_change_is_refused(
        self, database: Database, entries: dict[str, str], change: str
    ) -> None:
        assert entries
        with (
            pytest.raises(sa.exc.DBAPIError, match="is append-only"),
            database.begin() as connection,
        ):
            connection.execute(sa.text(change))

    def test_tombstones_stay(self, database: Database, entries: dict[str, str]) -> None:
        assert entries
        self.erase(database)
        with (
            pytest.raises(sa.exc.DBAPIError, match="erasures is append-only"),
            database.begin() as connection,
        ):
            connection.execute(sa.text("DELETE FROM erasures"))
