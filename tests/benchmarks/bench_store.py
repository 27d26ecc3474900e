"""How long the store takes to import, read and record.

    scripts/bench store [URL]

URL (default: an SQLite file that is thrown away afterwards) names an empty database.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from openslate.decision.types import Provenance
from openslate.store import Database, EventStore, Journal, JournalEntry
from openslate.testing.ratings import ratings
from tests.benchmarks.report import markdown_table, milliseconds, time_in_turns, write_page

RATINGS = 100_000
HOMES = 200
ITEM = {"item": "i3f2a99aa01cd", "score": 0.123456, "findings": [{"rule": "watershed"}]}
HOME = JournalEntry(
    viewer="v7",
    kind="home",
    provenance=Provenance("s0001-1a2b3c4d", "m-5e6f", "rb-7a8b", {"territory": "US"}),
    payload={"rows": [{"key": f"row-{n}", "items": [ITEM] * 20} for n in range(5)]},
    fired={f"rule-{n}": n for n in range(10)},
)
ABOUT = """With {dialect}, and no peer beside it. A home that is recorded has five rows of twenty
items with a finding each; `±` is half the distance between the quarters, and processor time is that
of this process alone.
"""


def measure(database: Database) -> str:
    """Medians of what a page, an import and a training ask of the store."""
    events, journal = EventStore(database), Journal(database)
    rows = [
        row(
            f"import {RATINGS:,} viewings",
            lambda: events.import_events("bench", "file", ratings(RATINGS)),
            repeats=1,
            warm_up=0,
        ),
        row("import the same file again", lambda: import_again(events)),
        row("read all viewings as a frame", events.frame),
        row("read one viewer's", lambda: events.of_viewer("v7"), HOMES),
        row("name the state of all viewings", events.digest),
        row("record a home", lambda: journal.record(HOME), HOMES),
        row("what rules did in these homes", journal.fired),
    ]
    return markdown_table(("", "times", "median", "±", "processor time"), rows)


def import_again(events: EventStore) -> None:
    """Give the same file once more; it changes nothing."""
    events.import_events("bench", "file", ratings(RATINGS))


def row(
    name: str, run: Callable[[], object], repeats: int = 9, warm_up: int = 1
) -> Sequence[object]:
    """A line of the table."""
    timing = time_in_turns({name: run}, repeats, warm_up)[name]
    times = (timing.median, timing.spread, timing.processor)
    return (name, repeats, *map(milliseconds, times))


@contextmanager
def opened(url: str | None) -> Iterator[Database]:
    """The database at `url`, else one that is thrown away afterwards."""
    with TemporaryDirectory() as folder:
        database = Database(url or f"sqlite:///{Path(folder) / 'bench.db'}")
        database.migrate()
        yield database
        database.dispose()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page and write it to docs/evaluation/store.md."""
    given = sys.argv[1:] if arguments is None else arguments
    with opened(given[0] if given else None) as database:
        about = ABOUT.format(dialect=database.engine.dialect.name)
        write_page("store", "The store", f"{about}\n{measure(database)}")


if __name__ == "__main__":
    main()
