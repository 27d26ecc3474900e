"""Links stay, and what a person decided outlives every new proposal."""

from pathlib import Path

import polars as pl
import pytest

from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.clusters import cluster_links
from openslate.graph.link_graph import BULK
from openslate.graph.links import ACCEPTED, LINK_SCHEMA, PAIR, REJECTED, WAITING
from openslate.graph.quad_store import QuadStore

from .told import everything


def links(*rows: tuple[str, str, float, str]) -> pl.DataFrame:
    """Links between record x of source a and record y of source b."""
    return pl.DataFrame(
        [
            ("a", x, "b", y, sure, "names", "says 'so', \"really\"", status, None, None)
            for x, y, sure, status in rows
        ],
        schema=LINK_SCHEMA,
        orient="row",
    )


def statuses(store: QuadStore) -> dict[tuple[str, str], tuple[str, str | None]]:
    chosen = store.links.frame().select("left_record", "right_record", "status", "decided_by")
    return {(x, y): (status, by) for x, y, status, by in chosen.iter_rows()}


def test_links_come_back_as_they_were_put() -> None:
    store = QuadStore()
    told = links(("1", "x:y #", 0.75, ACCEPTED), ("2", "é", 1.0, REJECTED))
    assert store.links.put(told) == 2
    assert store.links.frame().equals(told)
    assert store.links.put(told.drop("decided_by")) == 2
    assert store.links.frame().equals(told)


def test_a_store_without_links_has_an_empty_frame() -> None:
    assert QuadStore().links.frame().equals(pl.DataFrame(schema=LINK_SCHEMA))


def test_a_new_proposal_replaces_the_old_one_but_no_decision() -> None:
    store = QuadStore()
    store.links.put(
        links(("1", "1", 0.9, ACCEPTED), ("2", "2", 0.6, WAITING), ("3", "3", 0.5, WAITING))
    )
    store.links.decide(("a", "2", "b", "2"), REJECTED, "mia")
    store.links.put(links(("1", "1", 0.8, WAITING), ("2", "2", 0.9, ACCEPTED)))
    assert statuses(store) == {
        ("1", "1"): (WAITING, None),
        ("2", "2"): (REJECTED, "mia"),  # 3 was nobody's decision and is gone
    }


def test_deciding_about_what_is_not_there_is_one_sentence() -> None:
    store = QuadStore()
    with pytest.raises(NotFoundError, match="no link between a 1 and b 9"):
        store.links.decide(("a", "1", "b", "9"), ACCEPTED, "mia")
    with pytest.raises(SlateError, match="'perhaps' is no status"):
        store.links.decide(("a", "1", "b", "9"), "perhaps", "mia")


def test_writing_links_again_writes_only_what_differs() -> None:
    """The digest stays where nothing differs; a link that is the same keeps its triples."""
    store = QuadStore()
    told = links(("1", "1", 0.9, ACCEPTED), ("2", "2", 0.6, WAITING))
    store.links.put(told)
    before, digest = everything(store), store.links.digest()
    store.links.put(told.reverse())
    assert (everything(store), store.links.digest()) == (before, digest)
    store.links.put(links(("1", "1", 0.8, ACCEPTED), ("2", "2", 0.6, WAITING)))
    changed = {line for _, line in before ^ everything(store)}
    assert len(changed) == 4  # one confidence and the digest, each before and after
    assert store.links.digest() != digest


def test_a_link_says_what_added_up(tmp_path: Path) -> None:
    told = links(("1", "1", 0.9, ACCEPTED), ("2", "2", 0.6, WAITING)).with_columns(
        pl.Series("contributions", ['[["name", 3.1]]', None])
    )
    with QuadStore(tmp_path / "graph") as store:
        store.links.put(told)
        assert store.links.frame().equals(told)
        throw_away(store)
        assert store.links.frame().equals(told)
        store.links.put(told.drop("contributions"))
        assert store.links.frame()["contributions"].to_list() == [None, None]


def test_nothing_is_said_in_one_way(tmp_path: Path) -> None:
    """No text and an empty one are the same in the graph, so the frame tells them alike."""
    told = links(("1", "1", 0.9, ACCEPTED)).with_columns(
        pl.lit("").alias("evidence"), pl.lit("").alias("decided_by")
    )
    with QuadStore(tmp_path / "graph") as store:
        store.links.put(told)
        kept = store.links.frame()
        assert kept.row(0, named=True)["evidence"] is None
        assert kept.row(0, named=True)["decided_by"] is None
        throw_away(store)
        assert store.links.frame().equals(kept)


def throw_away(store: QuadStore) -> None:
    """Delete the frames beside the graph."""
    assert store.frames
    for path in store.frames.glob("links-*"):
        path.unlink()


def test_many_links_are_loaded_at_once_and_changed_one_by_one(tmp_path: Path) -> None:
    many = links(*((f"{i:04}", "x", 0.5, WAITING) for i in range(BULK)))
    with QuadStore(tmp_path / "graph") as store:
        assert store.links.put(many) == BULK
        throw_away(store)
        assert store.links.frame().equals(many)
        assert store.links.put(many.head(7)) == 7
        throw_away(store)
        assert store.links.frame().equals(many.head(7))


def test_many_decisions_at_once() -> None:
    store = QuadStore()
    store.links.put(links(("1", "1", 0.9, ACCEPTED), ("2", "2", 0.6, WAITING)))
    said = [
        ("b", "1", "a", "1", REJECTED, "mia"),  # the same pair from the other side
        ("a", "2", "b", "2", ACCEPTED, "mia"),
        ("a", "9", "b", "9", REJECTED, "eve"),  # nobody proposed it
    ]
    assert store.links.decide_many(decisions(*said)) == 3
    assert statuses(store) == {
        ("1", "1"): (REJECTED, "mia"),
        ("2", "2"): (ACCEPTED, "mia"),
        ("9", "9"): (REJECTED, "eve"),
    }
    assert store.links.decide_many(decisions(*said)) == 0
    store.links.decide_many(decisions(("a", "1", "b", "1", WAITING, None)))
    assert statuses(store)["1", "1"] == (WAITING, None)
    with pytest.raises(SlateError, match="'maybe' is no status"):
        store.links.decide_many(decisions(("a", "1", "b", "1", "maybe", "mia")))


def decisions(*said: tuple[str, str, str, str, str, str | None]) -> pl.DataFrame:
    columns = [name for name in LINK_SCHEMA if name in {*PAIR, "status", "decided_by"}]
    return pl.DataFrame(said, dict.fromkeys(columns, pl.String), orient="row")


def test_links_survive_closing(tmp_path: Path) -> None:
    told = links(("1", "1", 0.9, ACCEPTED))
    with QuadStore(tmp_path / "graph") as store:
        store.links.put(told)
    with QuadStore(tmp_path / "graph") as store:
        assert store.links.frame().equals(told)


def test_clusters_are_what_accepted_links_draw_together() -> None:
    clusters = cluster_links(
        links(("1", "1", 0.9, ACCEPTED), ("2", "1", 0.8, ACCEPTED), ("3", "3", 0.9, WAITING))
    )
    homes = {clusters.home(key) for key in (("a", "1"), ("a", "2"), ("b", "1"))}
    assert len(homes) == 1
    assert clusters.home(("a", "3")) == ("a", "3")


def test_a_person_keeps_two_records_apart_even_by_detours() -> None:
    """1-x and 2-x were accepted by a method; a person says that 2 is not x's friend 1."""
    apart = pl.DataFrame(
        [("a", "1", "a", "2", 0.0, "person", "", REJECTED, "mia", None)], LINK_SCHEMA, orient="row"
    )
    proposed = links(("1", "x", 0.9, ACCEPTED), ("2", "x", 0.8, ACCEPTED))
    clusters = cluster_links(pl.concat([apart, proposed]))
    assert clusters.home(("a", "1")) == clusters.home(("b", "x"))
    assert clusters.home(("a", "2")) == ("a", "2")
