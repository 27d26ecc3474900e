"""Frames written while importing are what the graph says; they can be thrown away."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openslate.common.errors import SlateError
from openslate.graph import current_records, frame_writer
from openslate.graph.current_records import frame_path
from openslate.graph.delivery import Delivery
from openslate.graph.delivery_frame import DELIVERY_SCHEMA, read_deliveries_frame
from openslate.graph.quad_store import QuadStore
from openslate.graph.vocabulary import Columns

from .test_quad_store import MORNING, VALUES, delivery
from .told import Told


def frames(store: QuadStore) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Records as kept while importing, and as read back from the graph."""
    kept = store.records_frame()
    assert store.frames
    for path in store.frames.glob("*.parquet"):
        path.unlink()
    return kept, store.records_frame()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(VALUES, min_size=1, max_size=6))
def test_any_record_is_kept_as_the_graph_has_it(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    told: Sequence[dict[str, Any]],
) -> None:
    monkeypatch.setattr(frame_writer, "CHUNK", 2)
    with QuadStore(tmp_path_factory.mktemp("any") / "graph") as store:
        store.add_delivery(delivery("aa"), [Told(f"r {i}", i, v) for i, v in enumerate(told)])
        kept, read = frames(store)
        assert kept.height == len(told)
        assert kept.equals(read)


def test_values_of_another_type_are_kept_as_the_graph_has_them(tmp_path: Path) -> None:
    """Readers should give what the vocabulary asks for; both ways agree when they don't."""
    values = {
        "year": 1994.0,
        "box_office": 12,
        "release_date": "1994-05-06",
        "genres": ["War", "", "War", "Drama"],
        "cast": [],
        "name": "",
    }
    with QuadStore(tmp_path / "graph") as store:
        store.add_delivery(delivery("aa"), [Told("1", 1, values)])
        kept, read = frames(store)
        assert kept.equals(read)
        (row,) = kept.drop(Columns.SOURCE, Columns.RECORD, Columns.ROW).iter_rows(named=True)
        assert {k: v for k, v in row.items() if v is not None} == {
            "year": 1994,
            "box_office": 12.0,
            "release_date": date(1994, 5, 6),
            "genres": ["War", "Drama"],
        }


def test_an_update_read_back_says_the_same(tmp_path: Path) -> None:
    with QuadStore(tmp_path / "graph") as store:
        store.add_delivery(delivery("aa"), [Told("1", 1), Told("2", 2), Told("3", 3)])
        update = Delivery("shop", "u", "bb", MORNING, "own", 0.5, "test", scope="update")
        store.add_delivery(update, [Told("2", 9, {"name": "Two"})], gone=["3"])
        kept, read = frames(store)
        assert kept.equals(read)
        assert kept.select(Columns.RECORD, Columns.ROW).rows() == [("1", 1), ("2", 9)]


def test_many_updates_are_read_from_what_they_say_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folded or not, after every delivery and after one is withdrawn, the same records count."""
    with QuadStore(tmp_path / "graph") as store:
        store.add_delivery(delivery("aa"), [Told(str(n), n, {"name": "One"}) for n in range(30)])
        for turn in range(1, 20):
            update = Delivery(
                *("shop", "u", f"{turn:02x}", MORNING + timedelta(hours=turn)),
                *("own", 0.5, "test"),
                scope="update",
            )
            changed = [Told(str(n), n, {"name": f"At {turn}"}) for n in (turn, turn + 7)]
            store.add_delivery(update, changed, gone=[str(turn + 1), str(turn - 5)])
            assert both_ways(store, monkeypatch, turn)
        store.deliveries.withdraw(store.deliveries.current()[4].graph, "mia", MORNING, "wrong")
        assert both_ways(store, monkeypatch, 0)
        assert store.frames
        assert len([*store.frames.glob("together-*.parquet")]) == 1


def both_ways(store: QuadStore, monkeypatch: pytest.MonkeyPatch, turn: int) -> bool:
    """Are records read together those read one delivery after the other?"""
    folded = store.records_frame()
    with monkeypatch.context() as patched:
        patched.setattr(current_records, "TOGETHER", 1000)
        apart = store.records_frame()
    assert not turn or f"At {turn}" in folded["name"]
    return folded.equals(apart)


def test_only_some_columns_can_be_asked_for(tmp_path: Path) -> None:
    with QuadStore(tmp_path / "graph") as store:
        store.add_delivery(delivery("aa"), [Told("2", 1, {"name": "B"}), Told("1", 2)])
        assert store.records_frame(columns=["name"]).rows() == [("B",), (None,)]
        assert store.records_frame(columns=["year", Columns.RECORD]).columns == ["year", "record"]
    assert QuadStore().records_frame(columns=["name"]).schema == {"name": pl.String}


def test_an_import_leaves_one_frame_and_nothing_unfinished(tmp_path: Path) -> None:
    with QuadStore(tmp_path / "graph") as store:
        assert store.frames
        store.add_delivery(delivery("aa"), [Told("1", 1)])
        with pytest.raises(SlateError, match="half a character, after 'One '"):
            store.add_delivery(delivery("bb"), [Told("1", 1, {"name": "One \ud800"})])
        named = {frame_path(store.frames, delivery("aa")).name, "deliveries.parquet"}
        assert {path.name for path in store.frames.iterdir()} == named
        assert len(store.records_frame()) == 1


def test_the_list_of_deliveries_is_read_without_the_graph(tmp_path: Path) -> None:
    folder = tmp_path / "graph-frames"
    assert read_deliveries_frame(folder).schema == DELIVERY_SCHEMA
    with QuadStore(tmp_path / "graph") as store:
        store.add_delivery(delivery("aa"), [Told("1", 1, {"name": "One"})])
        store.add_delivery(delivery("bb", days=1), [Told("2", 1)])
        store.deliveries.withdraw(delivery("bb").graph, "mia", MORNING, "wrong file")
        told = read_deliveries_frame(folder)  # while the graph is open
    assert dict(told.schema) == DELIVERY_SCHEMA
    assert told.select(Columns.FILE_HASH, Columns.RECORDS, Columns.CURRENT).rows() == [
        ("aa", 1, True),
        ("bb", 1, False),
    ]
    taken = [Columns.WITHDRAWN_AT, Columns.WITHDRAWN_BY, Columns.WITHDRAWN_BECAUSE]
    assert told.select(taken).rows() == [(None, None, None), (MORNING, "mia", "wrong file")]


def test_a_lost_list_of_deliveries_is_made_again_on_opening(tmp_path: Path) -> None:
    with QuadStore(tmp_path / "graph") as store:
        store.add_delivery(delivery("aa"), [Told("1", 1)])
    path = tmp_path / "graph-frames" / "deliveries.parquet"
    told = pl.read_parquet(path)
    path.unlink()
    QuadStore(tmp_path / "graph").close()
    assert pl.read_parquet(path).equals(told)
