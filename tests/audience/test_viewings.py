"""Which events say that somebody watched."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from openslate.audience.events.viewings import liked_events, positive_events, seen_events
from openslate.audience.viewing_history import items_of, viewing_history
from openslate.store.event_frame import COLUMNS
from openslate.store.purposes import ALL_PURPOSES, Purpose

NINE = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ITEMS = {("m", "heat"): 0, ("n", "heat"): 0, ("m", "fargo"): 1, ("m", "babe"): 2}
RECORDS = pl.DataFrame(
    [(source, record, item) for (source, record), item in ITEMS.items()],
    {"source": pl.String, "record": pl.String, "item": pl.Int64},
    orient="row",
)
Row = tuple[str, str, str, int | None]


def frame(*rows: Row, purposes: Purpose = ALL_PURPOSES) -> pl.DataFrame:
    """Events of ada, a minute apart: source, record, kind, position."""
    told = [
        ("ada", source, record, kind, None, NINE + timedelta(minutes=i), position, purposes)
        for i, (source, record, kind, position) in enumerate(rows)
    ]
    return pl.DataFrame(told, COLUMNS, orient="row")


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        ([("m", "heat", "view", None)], ["view"]),
        ([("m", "heat", "progress", 299)], []),
        ([("m", "heat", "progress", 300)], ["progress"]),
        ([("m", "heat", "view", None), ("m", "heat", "progress", 60)], []),
        ([("m", "heat", "view", None), ("n", "heat", "progress", 60)], []),
        ([("m", "heat", "view", None), ("m", "babe", "progress", 60)], ["view"]),
        ([("m", "heat", "progress", 60), ("m", "heat", "finish", None)], ["finish"]),
        ([("m", "heat", "progress", 60), ("m", "heat", "progress", 900)], ["progress"] * 2),
        ([("m", "heat", "share", None), ("m", "", "search", None)], []),
        ([("m", "heat", "dislike", None)], ["dislike"]),
        ([("m", "nowhere", "progress", 10)], ["progress"]),
    ],
)
def test_what_was_watched(rows: list[Row], seen: list[str]) -> None:
    assert seen_events(frame(*rows), RECORDS)["event"].to_list() == seen


def test_the_last_verdict_on_an_item_counts() -> None:
    rows: list[Row] = [
        ("m", "heat", "watched", None),
        ("n", "heat", "dislike", None),
        ("m", "fargo", "dislike", None),
        ("m", "fargo", "like", None),
    ]
    assert liked_events(frame(*rows), RECORDS)["record"].to_list() == ["fargo", "fargo"]
    turned = frame(*rows, ("m", "heat", "like", None), ("m", "fargo", "dislike", None))
    assert positive_events(turned, RECORDS)["record"].to_list() == ["heat"] * 3


def test_what_is_disliked_was_seen_and_does_not_count() -> None:
    events = frame(("m", "heat", "watched", None), ("n", "heat", "dislike", None))
    (viewing,) = viewing_history(events, ITEMS)
    assert (viewing.item, viewing.counting) == (0, False)


def test_without_agreement_what_was_seen_does_not_count() -> None:
    agreed = frame(("m", "babe", "view", None))
    for_service = frame(("m", "heat", "view", None), purposes=Purpose.SERVICE)
    history = viewing_history(pl.concat([for_service, agreed]), ITEMS)
    assert items_of(history) == [2, 0]
    assert [viewing.counting for viewing in history] == [True, False]


def test_what_was_left_early_is_no_history() -> None:
    assert viewing_history(frame(("m", "heat", "progress", 60)), ITEMS) == []
    assert items_of(viewing_history(frame(("m", "heat", "progress", 60)), ITEMS, 30)) == [0]
