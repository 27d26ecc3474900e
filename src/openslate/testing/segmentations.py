"""What every SQL database must do for learned segments; a fixture `database` as for `stores`."""

from datetime import UTC, datetime, timedelta

import pytest

from openslate.common.errors import NotFoundError
from openslate.store.database import Database
from openslate.store.segmentations import SegmentationStore
from openslate.testing.clock import FrozenClock

MORNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ABOUT = {"groups": [{"name": "group-1", "title": "More Drama"}]}


class SegmentationStoreTests:
    """A version is kept once under its name, with who is in which segment."""

    @pytest.fixture
    def clock(self) -> FrozenClock:
        return FrozenClock(MORNING)

    @pytest.fixture
    def segmentations(self, database: Database, clock: FrozenClock) -> SegmentationStore:
        return SegmentationStore(database, clock)

    def test_what_went_in_comes_out(self, segmentations: SegmentationStore) -> None:
        assert segmentations.keep("sg-1", ABOUT, {"bob": "group-2", "ada": "group-1"})
        kept = segmentations.get("sg-1")
        assert (kept.name, kept.made_at, kept.about) == ("sg-1", MORNING, ABOUT)
        assert list(segmentations.members("sg-1").items()) == [
            ("ada", "group-1"),
            ("bob", "group-2"),
        ]

    def test_the_same_name_again_changes_nothing(self, segmentations: SegmentationStore) -> None:
        segmentations.keep("sg-1", ABOUT, {"ada": "group-1"})
        assert not segmentations.keep("sg-1", {}, {"bob": "group-1"})
        assert segmentations.members("sg-1") == {"ada": "group-1"}

    def test_the_newest_first(self, segmentations: SegmentationStore, clock: FrozenClock) -> None:
        segmentations.keep("sg-1", ABOUT, {})
        clock.forward(timedelta(hours=1))
        segmentations.keep("sg-0", ABOUT, {})
        assert [version.name for version in segmentations.all()] == ["sg-0", "sg-1"]

    def test_an_unknown_name(self, segmentations: SegmentationStore) -> None:
        segmentations.keep("sg-12345678", ABOUT, {})
        with pytest.raises(NotFoundError, match="Did you mean 'sg-12345678'"):
            segmentations.get("sg-12345679")
