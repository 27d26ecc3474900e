"""A refresh that a test kills in its midst; run as a program, it says when it starts."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from openslate.graph import embedded
from openslate.graph.delivery import Delivery
from openslate.graph.links import ACCEPTED, PAIR
from openslate.graph.policy import CanonicalPolicy
from openslate.graph.quad_store import QuadStore
from openslate.graph.refresh import refresh
from openslate.graph.vocabulary import Columns
from tests.graph.told import Told

AT = datetime(2026, 3, 1, tzinfo=UTC)
FILMS = 2000
COURSES = ("first", "change")


def prepare(folder: Path, course: str) -> None:
    """What is there when the refresh begins."""
    with QuadStore(folder / "graph") as store:
        for source in ("a", "b"):
            store.add_delivery(_delivery(source, "aa"), _films(FILMS, source))
        store.links.put(_links(range(0, FILMS, 3)))
        if course == "change":
            refresh(store, CanonicalPolicy(), folder / "snapshots")
            update = _delivery("a", "bb", scope="update")
            store.add_delivery(update, _films(300, "newer"), gone=[str(FILMS - 1)])
            store.links.put(_links(range(0, FILMS, 2)))


def run(folder: Path) -> None:
    """Refresh; doing it again is no harm."""
    with QuadStore(folder / "graph") as store:
        print("ready", flush=True)
        refresh(store, CanonicalPolicy(), folder / "snapshots")


def _delivery(source: str, file_hash: str, **named: str) -> Delivery:
    return Delivery(source, "f", file_hash, AT, "own", 0.5, "test", **named)  # type: ignore[arg-type]


def _films(count: int, said: str) -> Iterator[Told]:
    for film in range(count):
        values = {"name": f"Film {film} {said}", "cast": ["B", f"Actor {film % 50}"], "year": 1999}
        yield Told(str(film), film, values)


def _links(films: range) -> pl.DataFrame:
    rows = [("a", str(f), "b", str(f), 0.9, "names", "same", ACCEPTED) for f in films]
    columns = (*PAIR, Columns.CONFIDENCE, Columns.METHOD, Columns.EVIDENCE, Columns.STATUS)
    return pl.DataFrame(rows, list(columns), orient="row")


if __name__ == "__main__":
    embedded.BATCH = 1000  # much is on disk before the end
    run(Path(sys.argv[1]))
