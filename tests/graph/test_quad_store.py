"""Deliveries: whole or invisible, once only, the latest of a source counts."""

import gc
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.common.errors import SlateError
from openslate.graph.delivery import Delivery
from openslate.graph.quad_store import QuadStore
from openslate.graph.record_frame import record_schema
from openslate.graph.vocabulary import FIELDS, Columns, Field
from openslate.testing.graph import NOON

from .told import Told

MORNING = datetime(2026, 3, 1, 8, tzinfo=UTC)


def delivery(file_hash: str, source: str = "shop", days: int = 0, trust: float = 0.5) -> Delivery:
    at = MORNING + timedelta(days=days)
    return Delivery(source, "shop.csv", file_hash, at, "own", trust, "shop-reader")


def names(store: QuadStore) -> list[str]:
    return store.records_frame()["name"].to_list()


def test_what_was_delivered_comes_back_with_its_types_and_order() -> None:
    store = QuadStore()
    values = {
        "name": 'The "Big"\nOne, ô',
        "year": 1994,
        "genres": ["War", "Drama", "Horror"],  # not alphabetical
        "cast": ["Zoë Bell", "Abe Vigoda"],
        "box_office": 12.5,
    }
    store.add_delivery(delivery("aa"), [Told("7", 2, values)])
    (row,) = store.records_frame().iter_rows(named=True)
    assert {k: v for k, v in row.items() if v is not None} == {
        "source": "shop",
        "record": "7",
        "row": 2,
        **values,
    }


def test_the_same_file_again_changes_nothing() -> None:
    store = QuadStore()
    first = store.add_delivery(delivery("aa"), [Told("1", 1, {"name": "One"})])
    again = store.add_delivery(delivery("aa", days=1), [Told("9", 9, {"name": "Nine"})])
    assert again.already_there
    assert (again.records, again.triples) == (first.records, first.triples) == (1, 4)
    assert names(store) == ["One"]


def test_the_latest_delivery_of_a_source_counts_and_the_older_stays() -> None:
    store = QuadStore()
    store.add_delivery(delivery("aa"), [Told("1", 1, {"name": "One"})])
    store.add_delivery(delivery("bb", days=1), [Told("2", 1, {"name": "Two"})])
    assert names(store) == ["Two"]
    assert [report.delivery.file_hash for report in store.deliveries.reports()] == ["aa", "bb"]


def test_sources_stand_beside_each_other_most_trusted_first() -> None:
    store = QuadStore()
    store.add_delivery(delivery("aa", "shop", trust=0.2), [Told("1", 1, {"name": "One"})])
    store.add_delivery(delivery("bb", "lab", trust=0.9), [Told("2", 1, {"name": "Two"})])
    assert names(store) == ["Two", "One"]  # ordered by source
    assert [d.source for d in store.deliveries.current()] == ["lab", "shop"]
    assert store.records_frame("shop")["name"].to_list() == ["One"]


def test_an_import_that_breaks_off_leaves_nothing_to_see() -> None:
    store = QuadStore()
    store.add_delivery(delivery("aa"), [Told("1", 1, {"name": "One"})])
    with pytest.raises(ValueError, match="disk"):
        store.add_delivery(delivery("bb", days=1), breaking_off())
    assert names(store) == ["One"]
    store.add_delivery(delivery("bb", days=1), [Told("2", 1, {"name": "Two"})])
    assert names(store) == ["Two"]


def breaking_off() -> Iterator[Told]:
    yield Told("2", 1, {"name": "Two"})
    raise ValueError("disk")


def test_progress_is_told_up_to_the_last_record() -> None:
    told: list[int] = []
    records = [Told(str(i), i) for i in range(2500)]
    QuadStore().add_delivery(delivery("aa"), records, told.append)
    assert told == [1000, 2000, 2500]


def test_a_store_on_disk_opens_again_with_everything(tmp_path: Path) -> None:
    with QuadStore(tmp_path / "graph") as store:
        store.add_delivery(delivery("aa"), [Told("1", 1, {"name": "One"})])
        before = store.records_frame()
    with QuadStore(tmp_path / "graph") as store:
        assert store.records_frame().equals(before)


def test_two_processes_cannot_write_the_same_graph(tmp_path: Path) -> None:
    store = QuadStore(tmp_path / "graph")
    with pytest.raises(SlateError, match="another slate process"):
        QuadStore(tmp_path / "graph")
    store.close()
    gc.collect()
    QuadStore(tmp_path / "graph").close()


def value_of(known: Field) -> st.SearchStrategy[Any]:
    words = st.text(st.characters(exclude_categories=["C"]), min_size=1)
    one: st.SearchStrategy[Any] = {
        "text": words,
        "integer": st.integers(-(2**62), 2**62),
        "number": st.floats(allow_nan=False, allow_infinity=False),
        "date": st.dates(),
        "boolean": st.booleans(),
    }[known.kind]
    return st.lists(one, min_size=1, max_size=4, unique=True) if known.many else one


VALUES = st.fixed_dictionaries({}, optional={f.column: value_of(f) for f in FIELDS})


@settings(max_examples=40, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=4))
def test_any_record_comes_back_as_it_was_read(told: Sequence[dict[str, Any]]) -> None:
    store = QuadStore()
    store.add_delivery(delivery("aa"), [Told(f"r {i}", i, v) for i, v in enumerate(told)])
    rows = [
        {Columns.SOURCE: "shop", Columns.RECORD: f"r {i}", Columns.ROW: i, **values}
        for i, values in enumerate(told)
    ]
    expected = pl.DataFrame(rows, record_schema("works"))
    assert store.records_frame().equals(expected)


def test_the_tiny_catalogue_is_all_there(store: QuadStore) -> None:
    assert store.records_frame().height == 7 + 6
    assert store.records_frame(kind="availability").height == 6
    received = {report.delivery.received_at for report in store.deliveries.reports()}
    assert received == {NOON}
