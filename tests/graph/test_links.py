"""Links stay, and what a person decided outlives every new proposal."""

from pathlib import Path

import polars as pl
import pytest

from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.clusters import cluster_links
from openslate.graph.links import ACCEPTED, LINK_SCHEMA, REJECTED, WAITING
from openslate.graph.quad_store import QuadStore


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
