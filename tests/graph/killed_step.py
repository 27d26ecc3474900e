"""Steps that a test kills in their midst; run as a program, it does one and says when it starts."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from openslate.common.errors import SlateError
from openslate.graph import embedded, frame_writer
from openslate.graph.delivery import Delivery
from openslate.graph.links import ACCEPTED, PAIR, REJECTED
from openslate.graph.quad_store import QuadStore
from openslate.graph.vocabulary import Columns
from tests.graph.told import Told

AT = datetime(2026, 3, 1, tzinfo=UTC)
STEPS = ("import", "update", "withdraw", "links", "first links")


def prepare(store: QuadStore) -> None:
    """What is there before each step."""
    store.add_delivery(delivery("aa"), records(400, "Film"))
    store.add_delivery(delivery("bb"), records(300, "Old"))
    store.links.put(links(600, ACCEPTED))


def step(store: QuadStore, name: str) -> None:
    """Do one step; doing it again is no harm."""
    if name == "import":
        store.add_delivery(delivery("cc"), records(4000, "New"))
    elif name == "update":
        update = Delivery("shop", "f.csv", "dd", AT, "own", 0.5, "test", scope="update")
        store.add_delivery(update, records(2000, "Newer"), gone=["9999"])
    elif name == "withdraw":
        withdraw(store)
    elif name == "links":
        store.links.put(links(2500, REJECTED))
    else:
        store.links.put(links(0, ACCEPTED))
        store.links.put(links(2500, ACCEPTED))


def withdraw(store: QuadStore) -> None:
    """Take the current delivery back, and put up with having done it already."""
    try:
        store.deliveries.withdraw(delivery("bb").graph, "mia", AT, "wrong")
    except SlateError as error:
        assert "withdrawn already" in str(error)  # noqa: PT017


def delivery(file_hash: str) -> Delivery:
    return Delivery("shop", "f.csv", file_hash, AT, "own", 0.5, "test")


def records(count: int, name: str) -> list[Told]:
    return [Told(str(i), i, {"name": f"{name} {i}", "cast": ["B", "A"]}) for i in range(count)]


def links(count: int, status: str) -> pl.DataFrame:
    """The first hundred are always the same, the others have this status."""
    rows = [
        ("a", str(i), "b", str(i), 0.5, "names", "same", ACCEPTED if i < 100 else status)
        for i in range(count)
    ]
    columns = (*PAIR, Columns.CONFIDENCE, Columns.METHOD, Columns.EVIDENCE, Columns.STATUS)
    texts = dict.fromkeys(columns, pl.String) | {Columns.CONFIDENCE: pl.Float64}
    return pl.DataFrame(rows, texts, orient="row")


def main(folder: Path, name: str) -> None:
    embedded.BATCH, frame_writer.CHUNK = 1000, 500  # much is on disk before the end
    with QuadStore(folder) as store:
        print("ready", flush=True)
        step(store, name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
