"""By difference or from nothing: the same graph, the same snapshot, to the byte."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.common.errors import SlateError
from openslate.graph.canonical import CanonicalPolicy, Winner, item_id
from openslate.graph.canonical_writer import canonical_digest
from openslate.graph.delivery import Delivery, DeliveryKind
from openslate.graph.links import ACCEPTED, LINK_SCHEMA, REJECTED, WAITING
from openslate.graph.quad_store import QuadStore
from openslate.graph.refresh import Fresh, Refreshed, refresh
from openslate.graph.snapshot import read_snapshot
from openslate.graph.vocabulary import Graphs

from .told import Told

START = datetime(2026, 3, 1, tzinfo=UTC)
TRUST = CanonicalPolicy()
OTHERS = CanonicalPolicy(
    {
        "name": Winner("majority"),
        "year": Winner("newest"),
        "genres": Winner("longest"),
        "cast": Winner("union", ("b",)),
        "age_rating": Winner("trust", ("c",)),
    }
)


@dataclass(frozen=True)
class Step:
    """One thing that happens between two refreshes."""

    source: str = ""
    trust: float = 0.5
    told: tuple[Told, ...] = ()
    kind: DeliveryKind = "works"
    links: tuple[tuple[Any, ...], ...] | None = None
    withdrawn: bool = False
    policy: CanonicalPolicy = TRUST


def happen(store: QuadStore, number: int, step: Step) -> None:
    if step.links is not None:
        store.links.put(pl.DataFrame(step.links, FULL_LINK, orient="row", strict=False))
        return
    at = START + timedelta(hours=number)
    if step.withdrawn:
        for delivery in store.deliveries.current():
            if delivery.source == step.source:
                store.deliveries.withdraw(delivery.graph, "mia", at, "a mistake")
        return
    delivery = Delivery(
        step.source, "f", f"{number:04x}", at, "own", step.trust, "test", kind=step.kind
    )
    store.add_delivery(delivery, step.told)


FULL_LINK = {k: v for k, v in LINK_SCHEMA.items() if k != "contributions"}

NAMES = st.sampled_from(["Solaris", "SOLARIS", "Sólaris", "Stalker", 'Mirror \\ "one"\n'])
PEOPLE = st.lists(st.sampled_from(["Ann", "Bo", "Çan", "Dee"]), min_size=1, max_size=3, unique=True)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "name": NAMES,
        "alternate_names": st.lists(NAMES, min_size=1, max_size=2, unique=True),
        "work_type": st.sampled_from(["movie", "episode"]),
        "year": st.integers(1999, 2001),
        "genres": st.lists(st.sampled_from(["Drama", "drama", "Noir"]), min_size=1, unique=True),
        "cast": PEOPLE,
        "directors": PEOPLE,
        "age_rating": st.sampled_from(["PG", "R"]),
        "minimum_age": st.sampled_from([8, 17]),
        "release_date": st.dates(datetime(2000, 1, 1).date(), datetime(2000, 1, 3).date()),
        "box_office": st.sampled_from([1.5, 2e7, 1e-7]),
        "identifiers": st.sampled_from([["eidr:1"], ["eidr:2"], ["eidr:1", "tmdb:3"]]),
        "imdb_id": st.sampled_from(["tt1", "tt2"]),
    },
)
SOURCES = st.sampled_from(["a", "b", "c"])
IDS = st.sampled_from(["1", "2", "3 ü"])
WINDOW = st.fixed_dictionaries(
    {"territory": st.sampled_from(["GB", "world"])},
    optional={
        "name": NAMES,
        "of_identifier": st.sampled_from(["eidr:1", "EIDR:2", "imdb:tt1", "isan:9"]),
        "price": st.sampled_from([1.0, 2.5]),
    },
)
OF_RECORD = st.tuples(SOURCES, IDS).map(
    lambda key: {"of_source": key[0], "of_record": key[1], "territory": "US"}
)


@st.composite
def told(draw: st.DrawFn, values: st.SearchStrategy[dict[str, Any]]) -> tuple[Told, ...]:
    ids = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    return tuple(Told(one, row, draw(values)) for row, one in enumerate(ids, 1))


LINK = st.tuples(
    *(SOURCES, IDS, SOURCES, IDS),
    st.sampled_from([0.5, 0.9, 1.0]),
    st.just("test"),
    st.sampled_from(["alike", "very alike"]),
    st.sampled_from([ACCEPTED, ACCEPTED, ACCEPTED, WAITING, REJECTED]),
    st.sampled_from([None, None, "mia"]),
).filter(lambda link: link[:2] < link[2:4])
STEPS = st.one_of(
    st.builds(Step, SOURCES, st.sampled_from([0.4, 0.5, 0.9]), told(VALUES)),
    st.builds(Step, st.sampled_from(["b", "c"]), withdrawn=st.just(True)),
    st.builds(
        Step,
        links=st.lists(LINK, max_size=5, unique_by=lambda link: link[:4]).map(tuple),
        policy=st.sampled_from([TRUST, OTHERS]),
    ),
    st.builds(
        Step,
        source=st.just("a"),
        told=told(st.one_of(WINDOW, OF_RECORD)),
        kind=st.just("availability"),
        policy=st.just(OTHERS),
    ),
)
FIRST = Step("a", 0.5, (Told("1", 1, {"name": "Solaris", "cast": ["Bo", "Ann"]}), Told("2", 2)))


def content(store: QuadStore, made: Refreshed) -> tuple[Any, ...]:
    """All that a refresh leaves, but the number of the snapshot."""
    graph = sorted(store.quads.dump(Graphs.CANONICAL))
    return graph, canonical_digest(store.quads), made.snapshot.name[-8:], made.unattached.rows()


@settings(max_examples=10, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=5))
def test_by_difference_is_from_nothing(steps: Sequence[Step]) -> None:
    with TemporaryDirectory() as folder:
        remembering, forgetting = Path(folder) / "remembering", Path(folder) / "forgetting"
        stores = [QuadStore(root / "graph") for root in (remembering, forgetting)]
        for number, step in enumerate([FIRST, *steps]):
            shutil.rmtree(forgetting / "graph-frames", ignore_errors=True)
            shutil.rmtree(forgetting / "snapshots", ignore_errors=True)
            results = []
            for root, store in zip((remembering, forgetting), stores, strict=True):
                happen(store, number, step)
                results.append(content(store, refresh(store, step.policy, root / "snapshots")))
            assert results[0] == results[1]
            again = refresh(stores[0], step.policy, remembering / "snapshots")
            assert (again.touched, again.new) == (0, False)
        for store in stores:
            store.close()


@pytest.fixture
def store(tmp_path: Path) -> QuadStore:
    store = QuadStore(tmp_path / "graph")
    films = {"1": "Solaris", "2": "Stalker", "3": "Mirror"}
    deliver(
        store, 0, "a", 0.5, {one: {"name": name, "cast": ["Ann"]} for one, name in films.items()}
    )
    return store


def deliver(
    store: QuadStore, number: int, source: str, trust: float, films: Mapping[str, dict[str, Any]]
) -> None:
    told = tuple(Told(one, row, values) for row, (one, values) in enumerate(films.items(), 1))
    happen(store, number, Step(source, trust, told))


def link(store: QuadStore, *pairs: tuple[str, str]) -> None:
    rows = tuple(("a", x, "b", y, 0.9, "test", "alike", ACCEPTED, None) for x, y in pairs)
    happen(store, 0, Step(links=rows))


def test_only_what_changed_is_made_anew(store: QuadStore, tmp_path: Path) -> None:
    root = tmp_path / "snapshots"
    assert refresh(store, TRUST, root).touched == 3
    deliver(store, 1, "b", 0.9, {"x": {"name": "Zerkalo"}, "y": {"name": "Nostalgia"}})
    link(store, ("3", "x"))
    second = refresh(store, TRUST, root)
    assert (second.items, second.touched, second.new) == (4, 2, True)
    mirror = second.snapshot.index_of(item_id("a", "3"))
    assert second.snapshot.item["name"][mirror] == "Zerkalo"
    assert second.snapshot.index_of(item_id("b", "x")) == mirror  # by its redirect
    assert read_snapshot(root / second.snapshot.name).link.rows() == [
        ("a", "3", "b", "x", 0.9, "test", "alike", None, ACCEPTED, None, mirror, mirror)
    ]


def test_a_source_that_is_trusted_more_now_turns_only_shared_items(
    store: QuadStore, tmp_path: Path
) -> None:
    root = tmp_path / "snapshots"
    other = {"x": {"name": "Zerkalo"}}
    deliver(store, 1, "b", 0.4, other)
    link(store, ("3", "x"))
    assert set(refresh(store, TRUST, root).snapshot.item["name"]) == {
        "Solaris",
        "Stalker",
        "Mirror",
    }
    deliver(store, 2, "b", 0.9, other)
    turned = refresh(store, TRUST, root)
    assert set(turned.snapshot.item["name"]) == {"Solaris", "Stalker", "Zerkalo"}
    assert turned.touched == 1


def test_another_policy_makes_another_snapshot(store: QuadStore, tmp_path: Path) -> None:
    root = tmp_path / "snapshots"
    deliver(store, 1, "b", 0.4, {"x": {"name": "Zerkalo"}})
    link(store, ("3", "x"))
    first = refresh(store, TRUST, root)
    second = refresh(store, CanonicalPolicy({"name": Winner("longest")}), root)
    assert second.new
    assert "Zerkalo" in set(second.snapshot.item["name"]) - set(first.snapshot.item["name"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda root: shutil.rmtree(root / "graph-frames" / "canonical"),
        lambda root: (root / "graph-frames" / "canonical" / "mark.json").write_text("{}"),
        lambda root: next((root / "graph-frames" / "canonical").glob("r*.parquet")).write_bytes(
            b""
        ),
        lambda root: next((root / "snapshots").glob("*/claim.parquet")).write_bytes(b"x"),
        lambda root: shutil.rmtree(root / "snapshots"),
    ],
)
def test_what_is_remembered_may_be_lost_or_spoiled(
    store: QuadStore, tmp_path: Path, spoil: Any
) -> None:
    root = tmp_path / "snapshots"
    before = content(store, refresh(store, TRUST, root))
    spoil(tmp_path)
    made = refresh(store, TRUST, root)
    assert made.touched == 3
    assert content(store, made) == before


def test_others_add_tables_of_their_own(store: QuadStore, tmp_path: Path) -> None:
    def lengths(fresh: Fresh) -> dict[str, pl.DataFrame]:
        return {"length": fresh.tables["item"].select("item", pl.col("name").str.len_chars())}

    made = refresh(store, TRUST, tmp_path / "snapshots", lengths)
    kept = read_snapshot(tmp_path / "snapshots" / made.snapshot.name)
    assert sorted(kept.extra["length"]["name"]) == [6, 7, 7]
    assert kept.extra["length"].equals(made.snapshot.extra["length"])


def test_what_stops_between_graph_and_snapshot_is_made_good(
    store: QuadStore, tmp_path: Path
) -> None:
    class PulledPlugError(Exception):
        """Power is gone."""

    def pull(fresh: Fresh) -> dict[str, pl.DataFrame]:
        assert fresh.before is not None
        raise PulledPlugError

    root = tmp_path / "snapshots"
    first = refresh(store, TRUST, root)
    deliver(store, 1, "b", 0.9, {"x": {"name": "Zerkalo"}})
    link(store, ("3", "x"))
    with pytest.raises(PulledPlugError):
        refresh(store, TRUST, root, pull)
    assert [path.name for path in root.iterdir()] == [first.snapshot.name]
    mended = refresh(store, TRUST, root)
    assert mended.touched == 3  # from nothing: graph and snapshot did not fit together
    shutil.rmtree(root)
    assert content(store, mended) == content(store, refresh(store, TRUST, root))


def test_without_a_record_there_is_nothing_to_make(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="nothing to take a snapshot of"):
        refresh(QuadStore(), TRUST, tmp_path)
