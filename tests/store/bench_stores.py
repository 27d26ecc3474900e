"""How fast the stores are: `bench_stores.py URL`, with the URL of an empty database."""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from openslate.decision.types import Provenance
from openslate.store import Database, EventStore, Journal, JournalEntry
from openslate.testing.ratings import ratings

RATINGS = 100_000
ITEM = {"item": "i3f2a99aa01cd", "score": 0.123456, "findings": [{"rule": "watershed"}]}
HOME = JournalEntry(
    viewer="v7",
    kind="home",
    provenance=Provenance("s0001-1a2b3c4d", "m-5e6f", "rb-7a8b", {"territory": "US"}),
    payload={"rows": [{"key": f"row-{n}", "items": [ITEM] * 20} for n in range(5)]},
    fired={f"rule-{n}": n for n in range(10)},
)


def milliseconds(run: Callable[[], object], times: int) -> float:
    """Median over `times` runs."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        run()
        taken.append(perf_counter() - start)
    return median(taken) * 1_000


def main(url: str) -> None:
    database = Database(url)
    database.migrate()
    events, journal = EventStore(database), Journal(database)
    took = milliseconds(lambda: events.import_events("bench", "file", ratings(RATINGS)), 1)
    print(f"import {RATINGS} ratings   {took:9.1f} ms")
    print(f"read all as a frame      {milliseconds(events.frame, 5):9.1f} ms")
    print(f"read one viewer          {milliseconds(lambda: events.of_viewer('v7'), 100):9.1f} ms")
    print(f"name the state           {milliseconds(events.digest, 20):9.1f} ms")
    print(f"record a home            {milliseconds(lambda: journal.record(HOME), 500):9.1f} ms")
    print(f"what rules did           {milliseconds(journal.fired, 5):9.1f} ms")
    database.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
