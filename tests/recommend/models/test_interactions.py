"""Viewings from events."""

import numpy as np
import polars as pl
import pytest

from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns
from openslate.recommend.models.interactions import (
    Interactions,
    interactions_of,
    read_interactions,
    union,
)

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


TIMED = [("a", 3, 10), ("a", 1, 15), ("b", 2, 5), ("a", 0, 20), ("a", 3, 40), ("b", 0, 5)]


@pytest.fixture
def timed() -> Interactions:
    """Viewer a watches 3, 1, 0 and 3 again; viewer b watches 0 and 2 at the same moment."""
    viewers, items, times = zip(*TIMED, strict=True)
    return interactions_of(viewers, items, 4, times=times)


def test_a_history_is_told_oldest_first_each_item_at_its_last_time(timed: Interactions):
    assert [history.tolist() for history in timed.sequences()] == [[1, 0, 3], [0, 2]]
    assert timed.sequence(0).tolist() == [1, 0, 3]
    assert timed.times is not None
    assert timed.times.tolist() == [20, 15, 40, 5, 5]
    assert timed.places.tolist() == [1, 2, 0, 1, 0]


def test_without_times_the_order_is_that_of_the_items(timed: Interactions):
    untimed = Interactions(timed.viewers, timed.matrix)
    assert [history.tolist() for history in untimed.sequences()] == [[0, 1, 3], [0, 2]]
    assert untimed.places.tolist() == [2, 1, 0, 1, 0]


def test_times_are_part_of_the_digest(timed: Interactions):
    assert timed.digest != Interactions(timed.viewers, timed.matrix).digest


def test_parts_keep_their_times_and_make_the_whole_again(timed: Interactions):
    early = timed.times < 20
    first, rest = timed.keep(early), timed.keep(~early)
    assert [history.tolist() for history in first.sequences()] == [[1], [0, 2]]
    assert [history.tolist() for history in rest.sequences()] == [[0, 3], []]
    assert union(first, rest).digest == union(rest, first).digest == timed.digest


def test_some_items_are_numbered_anew(timed: Interactions):
    some = timed.among(np.array([0, 3]))
    assert [history.tolist() for history in some.sequences()] == [[0, 1], [0]]


def test_some_viewers_keep_what_they_watched(timed: Interactions):
    some = timed.of_rows(np.array([1, 0]))
    assert some.viewers == ("b", "a")
    assert [history.tolist() for history in some.sequences()] == [[0, 2], [1, 0, 3]]


def test_times_come_from_the_events(snapshot: Snapshot):
    rows = [("a", "source", "2", 7), ("a", "source", "0", 9), ("a", "source", "1", 8)]
    names = [Columns.VIEWER, Columns.SOURCE, Columns.RECORD, Columns.AT]
    events = pl.DataFrame(rows, names, orient="row").cast({Columns.AT: pl.Datetime("us", "UTC")})
    found = read_interactions(events, snapshot.record, snapshot.size)
    assert found.sequence(0).tolist() == [2, 1, 0]
    assert found.times is not None
    assert found.times.tolist() == [9, 8, 7]
