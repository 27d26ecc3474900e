"""Who is left out of learning: those whom a person confirmed, and nobody else."""

from datetime import UTC, datetime

import pytest

from openslate.app.audience.integrity.confirmed import (
    KIND,
    confirmed_not_genuine,
    genuine_events,
)
from openslate.app.desk import Desk
from openslate.app.train import TrainRecommender
from openslate.app.workspace import Workspace
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.store.reviews import ReviewStore
from openslate.testing.workspace import MadeWorkspace

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def workspace(tiny_copy: MadeWorkspace) -> Workspace:
    return tiny_copy.open()


def say(workspace: Workspace, flag: str, verdict: Verdict, *viewers: str) -> None:
    review = Review("ada", verdict, "Looked at the evidence", AT)
    ReviewStore(workspace.database).record(KIND, flag, review, about={"viewers": list(viewers)})


def test_nobody_is_left_out_before_a_person_says_so(workspace: Workspace) -> None:
    assert confirmed_not_genuine(workspace) == frozenset()
    assert genuine_events(workspace).height == 25


def test_confirming_putting_off_and_taking_back(workspace: Workspace) -> None:
    say(workspace, "f1", Verdict.REVIEW, "4", "5")
    assert confirmed_not_genuine(workspace) == frozenset()
    say(workspace, "f1", Verdict.BLOCK, "4", "5")
    assert confirmed_not_genuine(workspace) == {"4", "5"}
    say(workspace, "f2", Verdict.ALLOW, "5")
    assert confirmed_not_genuine(workspace) == {"4"}
    say(workspace, "f2", Verdict.REVIEW, "5")  # taken back: what was said before counts again
    assert confirmed_not_genuine(workspace) == {"4", "5"}
    say(workspace, "f1", Verdict.REVIEW, "4", "5")
    assert confirmed_not_genuine(workspace) == frozenset()


def test_training_learns_nothing_from_them(workspace: Workspace) -> None:
    before = TrainRecommender(workspace)()
    say(workspace, "f1", Verdict.BLOCK, "4", "5")
    after = TrainRecommender(workspace)()
    assert (before.viewers, before.events, before.not_genuine) == (5, 25, 0)
    assert (after.viewers, after.events, after.not_genuine) == (3, 12, 2)


def test_an_item_is_watched_by_genuine_viewers_only(workspace: Workspace) -> None:
    say(workspace, "f1", Verdict.BLOCK, "4", "5")
    TrainRecommender(workspace)()
    with Desk(workspace) as desk:
        (toys,) = desk.search("toy story").cards
        assert desk.item(toys.item, desk.context()).viewings == 3
