"""One item for records that mean the same; who wins, what loses, and ids that stay."""

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.graph.canonical import CanonicalPolicy, Winner, derive_canonical, item_id
from openslate.graph.canonical_writer import canonical_digest, item_iri, write_canonical
from openslate.graph.delivery import Delivery
from openslate.graph.links import ACCEPTED, LINK_SCHEMA, WAITING
from openslate.graph.quad_store import QuadStore
from openslate.graph.tabular import graph_frame
from openslate.graph.vocabulary import FIELD, Graphs, Terms
from openslate.testing.tiny import MOVIELENS, WIKIDATA

from .told import Told

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def deliver(store: QuadStore, source: str, trust: float, *told: Told, file: str = "aa") -> None:
    days = timedelta(days=int(file, 16) - 0xAA)
    at = NOW + days
    store.add_delivery(Delivery(source, "f", file, at, "own", trust, "test"), told)


def same(*pairs: tuple[str, str], status: str = ACCEPTED) -> pl.DataFrame:
    rows = [("low", x, "high", y, 0.9, "test", "", status, None, None) for x, y in pairs]
    return pl.DataFrame(rows, LINK_SCHEMA, orient="row")


def two_sources() -> QuadStore:
    store = QuadStore()
    low = {
        "name": "Postino, Il",
        "year": 1994,
        "genres": ["Drama", "Comédy"],
        "age_rating": "12",
        "minimum_age": 12,
    }
    high = {
        "name": "Il Postino",
        "alternate_names": ["IL POSTINO", "The Postman"],
        "runtime": 108,
        "genres": ["Romance", "comedy"],
        "age_rating": "PG",
    }
    deliver(store, "low", 0.5, Told("1", 1, low), Told("2", 2, {"name": "Alone"}))
    deliver(store, "high", 0.9, Told("x", 1, high))
    return store


def only_item(store: QuadStore, policy: CanonicalPolicy | None = None) -> dict[str, object]:
    items = derive_canonical(store, policy).items
    row = items.row(by_predicate=pl.col("id") == item_id("high", "x"), named=True)
    return {column: value for column, value in row.items() if value is not None}


def test_the_more_trusted_source_wins_and_lists_are_united() -> None:
    store = two_sources()
    store.links.put(same(("1", "x")))
    assert only_item(store) == {
        "id": item_id("high", "x"),
        "name": "Il Postino",
        "alternate_names": ["Postino, Il", "The Postman"],
        "year": 1994,  # only the less trusted source knows
        "runtime": 108,
        "age_rating": "PG",  # and not the age that belongs to the other rating
        "genres": ["Romance", "comedy", "Drama"],
    }


def test_a_policy_prefers_a_source_for_a_field() -> None:
    store = two_sources()
    store.links.put(same(("1", "x")))
    item = only_item(store, CanonicalPolicy({"age_rating": Winner(prefer=("low",))}))
    assert (item["age_rating"], item["minimum_age"], item["name"]) == ("12", 12, "Il Postino")


def test_waiting_links_join_nothing() -> None:
    store = two_sources()
    store.links.put(same(("1", "x"), status=WAITING))
    canonical = derive_canonical(store)
    assert canonical.items.height == 3
    assert canonical.replaced.is_empty()


def test_the_id_of_a_record_that_was_joined_leads_to_its_item() -> None:
    store = two_sources()
    alone = derive_canonical(store).items["id"].to_list()
    store.links.put(same(("1", "x")))
    canonical = derive_canonical(store)
    assert item_id("low", "1") in alone
    assert canonical.replaced.rows() == [(item_id("low", "1"), item_id("high", "x"))]
    assert canonical.items["id"].to_list() == sorted([item_id("low", "2"), item_id("high", "x")])


def test_an_item_keeps_its_id_when_its_founder_leaves() -> None:
    store = two_sources()
    store.links.put(same(("1", "x")))
    write_canonical(store, derive_canonical(store))
    deliver(store, "high", 0.9, Told("y", 1, {"name": "Another"}), file="ab")
    for _ in range(2):  # also the second time, from the graph just written
        canonical = derive_canonical(store)
        write_canonical(store, canonical)
        items = dict(canonical.records.select("record", "id").iter_rows())
        assert items == {
            "1": item_id("high", "x"),
            "2": item_id("low", "2"),
            "y": item_id("high", "y"),
        }
        assert canonical.replaced.rows() == [(item_id("low", "1"), item_id("high", "x"))]


def test_the_graph_says_what_the_frames_say(store: QuadStore) -> None:
    canonical = derive_canonical(store)
    report = write_canonical(store, canonical)
    graph = graph_frame(store.quads, Graphs.CANONICAL)
    assert graph.height == report.added
    names = dict(graph.filter(pl.col("p") == FIELD["name"].iri).select("s", "o").iter_rows())
    for item, name in canonical.items.select("id", "name").drop_nulls().iter_rows():
        assert names[item_iri(item)] == name
    assert graph.filter(pl.col("p") == Terms.RECORD_OF).height == 13
    assert graph.filter(pl.col("p") == Terms.WINDOW_OF).height == 5
    assert graph.filter(pl.col("p") == Terms.REPLACED_BY).height == 5


def test_writing_twice_changes_nothing_and_a_change_writes_the_difference(store: QuadStore) -> None:
    first = write_canonical(store, derive_canonical(store))
    assert write_canonical(store, derive_canonical(store)).added == 0
    store.links.decide((MOVIELENS, "4", WIKIDATA, "tt0114709"), WAITING, "mia")
    split = write_canonical(store, derive_canonical(store))
    assert (split.items, first.items) == (9, 8)
    assert 0 < split.added < 12
    assert canonical_digest(store.quads) == split.digest
    store.links.decide((MOVIELENS, "4", WIKIDATA, "tt0114709"), ACCEPTED, "mia")
    assert write_canonical(store, derive_canonical(store)).digest == first.digest


def test_a_canonical_graph_half_written_by_a_killed_process_is_mended(store: QuadStore) -> None:
    whole = write_canonical(store, derive_canonical(store))
    expected = set(graph_frame(store.quads, Graphs.CANONICAL).rows())
    store.quads.update(
        f"DELETE WHERE {{ GRAPH <{Graphs.CANONICAL}> {{ ?s <{Terms.TYPE}> ?o }} }};"
        f"DELETE WHERE {{ GRAPH <{Graphs.DELIVERIES}> {{ ?s <{Terms.DIGEST}> ?o }} }}"
    )
    assert canonical_digest(store.quads) is None
    assert write_canonical(store, derive_canonical(store)).digest == whole.digest
    assert set(graph_frame(store.quads, Graphs.CANONICAL).rows()) == expected


def test_windows_attach_by_record_or_name_and_the_rest_says_why(store: QuadStore) -> None:
    windows = derive_canonical(store).windows
    assert windows.attached.height == 5
    assert windows.unattached.select("of_record", "why").rows() == [("tt9999999", "no such record")]


IDS = st.integers(0, 5).map(str)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(IDS, IDS), max_size=6, unique=True), st.permutations(range(6)))
def test_the_order_of_delivery_changes_nothing(
    pairs: list[tuple[str, str]], order: list[int]
) -> None:
    """The same records and links, delivered in any order, make the same items."""
    derived = []
    for places in (range(6), order):
        store = QuadStore()
        told = [Told(str(i), i, {"name": f"Film {i}", "genres": [f"g{i}"]}) for i in places]
        deliver(store, "low", 0.5, *told)
        deliver(store, "high", 0.9, *reversed(told))
        store.links.put(same(*(pairs[::-1] if places is order else pairs)))
        derived.append(derive_canonical(store))
    assert derived[0].items.equals(derived[1].items)
    assert derived[0].replaced.equals(derived[1].replaced)
    assert derived[0].items.height + derived[0].replaced.height == 12
