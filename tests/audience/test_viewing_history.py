"""A viewer's history as the recommender counts items."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.audience import items_of, viewing_history
from openslate.store import Database, Event, EventStore
from openslate.store.event_frame import COLUMNS

NINE = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ITEMS = {("m", "heat"): 0, ("m", "seven"): 1, ("other", "se7en"): 1, ("m", "fargo"): 2}


@pytest.fixture
def events(tmp_path: Path) -> Iterator[EventStore]:
    database = Database(f"sqlite:///{tmp_path}/slate.db")
    database.migrate()
    yield EventStore(database)
    database.dispose()


def see(store: EventStore, source: str, record: str, minute: int, rating: float | None) -> None:
    at = NINE + timedelta(minutes=minute)
    store.add(source, Event("ada", record, "rated" if rating else "watched", rating, at))


def test_most_recent_first_each_item_once(events: EventStore) -> None:
    see(events, "m", "heat", 1, 3.0)
    see(events, "m", "seven", 2, 5.0)
    see(events, "m", "heat", 3, 4.0)
    see(events, "m", "unknown film", 4, 5.0)
    history = viewing_history(events.of_viewer("ada"), ITEMS)
    assert items_of(history) == [0, 1]
    assert [viewing.rating for viewing in history] == [4.0, 5.0]
    assert history[0].at == NINE + timedelta(minutes=3)


def test_records_of_two_sources_are_one_item(events: EventStore) -> None:
    see(events, "m", "seven", 1, 2.0)
    see(events, "m", "fargo", 2, 3.5)
    see(events, "other", "se7en", 3, 5.0)
    history = viewing_history(events.of_viewer("ada"), ITEMS)
    assert items_of(history) == [1, 2]
    assert [viewing.liked for viewing in history] == [True, False]


def test_watching_again_keeps_the_rating(events: EventStore) -> None:
    see(events, "m", "heat", 1, 4.0)
    see(events, "m", "heat", 2, None)
    see(events, "m", "fargo", 3, None)
    fargo, heat = viewing_history(events.of_viewer("ada"), ITEMS)
    assert (heat.rating, heat.liked) == (4.0, True)
    assert (fargo.rating, fargo.liked) == (None, False)


def test_somebody_new_has_no_history(events: EventStore) -> None:
    assert viewing_history(events.of_viewer("ada"), ITEMS) == []


@given(st.lists(st.sampled_from(sorted(ITEMS)), max_size=20))
def test_history_is_the_last_time_of_each_item(seen: list[tuple[str, str]]) -> None:
    rows = [
        ("ada", source, record, "watched", None, NINE + timedelta(minutes=i), None, 1)
        for i, (source, record) in enumerate(seen)
    ]
    history = viewing_history(pl.DataFrame(rows, COLUMNS, orient="row"), ITEMS)
    expected = list(dict.fromkeys(ITEMS[key] for key in reversed(seen)))
    assert items_of(history) == expected
