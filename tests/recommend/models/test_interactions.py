"""Viewings from events."""

import polars as pl
import pytest

from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns
from openslate.recommend.models.interactions import Interactions, interactions_of, read_interactions

ROWS = [
    ("b", "source", "2", "rated", 4.0),
    ("a", "source", "0", "rated", 1.0),
    ("a", "source", "0", "watched", None),
    ("a", "source", "1", "watched", None),
    ("a", "elsewhere", "1", "rated", 5.0),
]
NAMES = [Columns.VIEWER, Columns.SOURCE, Columns.RECORD, Columns.EVENT, Columns.RATING]


@pytest.fixture
def events() -> pl.DataFrame:
    return pl.DataFrame(ROWS, NAMES, orient="row")


def test_every_event_counts_once_a_viewer_and_item(events: pl.DataFrame, snapshot: Snapshot):
    found = read_interactions(events, snapshot.record, snapshot.size)
    assert found.viewers == ("a", "b")
    assert found.matrix.toarray().tolist() == [[1, 1, 0, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0, 0]]
    assert found.unknown == 1


def test_kinds_limit_which_events_count(events: pl.DataFrame, snapshot: Snapshot):
    found = read_interactions(events, snapshot.record, snapshot.size, kinds=["watched"])
    assert found.history("a").tolist() == [0, 1]
    assert found.viewers == ("a",)


def test_the_order_of_events_changes_nothing(events: pl.DataFrame, snapshot: Snapshot):
    first = read_interactions(events, snapshot.record, snapshot.size)
    second = read_interactions(events.reverse(), snapshot.record, snapshot.size)
    assert first.digest == second.digest


def test_events_about_nothing_known_are_one_clear_sentence(snapshot: Snapshot):
    events = pl.DataFrame([ROWS[-1]], NAMES, orient="row")
    with pytest.raises(SlateError, match="None of the events is about an item of the snapshot"):
        read_interactions(events, snapshot.record, snapshot.size)


def test_viewings_count_viewers(interactions: Interactions):
    assert interactions.viewings.tolist() == [3, 2, 3, 2, 2, 0, 0]


def test_an_unknown_viewer_gets_the_nearest_name():
    with pytest.raises(NotFoundError, match="Did you mean 'anna'"):
        interactions_of(["anna"], [0], 1).history("anne")
