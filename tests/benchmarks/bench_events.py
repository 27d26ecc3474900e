"""How many events a second are kept: by the store, from files, through the API.

    scripts/bench events

Into an SQLite file that is thrown away afterwards, beside what sqlite3 and duckdb do with the same
rows: the yardsticks check nothing, keep no second index and know nothing of files.
"""

import json
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import polars as pl
import uvicorn

from openslate.app.deliveries.import_files import ImportEvents
from openslate.app.desk import Desk
from openslate.app.workspace import Workspace
from openslate.graph.vocabulary import Columns
from openslate.store.events import Event, EventStore
from openslate.store.moment import to_microseconds
from openslate.store.purposes import purpose_words
from openslate.store.roles import Role
from openslate.testing.ratings import ratings
from openslate.testing.tiny import write_tiny
from openslate.testing.workspace import MadeWorkspace, make_workspace
from openslate.web.application import create_app
from tests.benchmarks.report import markdown_table, write_page

EVENTS, BATCH, ROUNDS = 10_000, 500, 3
SOURCE = "bench"
TABLE = """CREATE TABLE events (viewer TEXT, source TEXT, record TEXT, event TEXT, "at" BIGINT,
rating DOUBLE, position BIGINT, query TEXT, event_id TEXT, purposes INTEGER,
PRIMARY KEY (viewer, source, record, event, "at"))"""
Taken = tuple[float, float]
"""Seconds that passed, and seconds that processors worked."""
PLACES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
ABOUT = f"""{EVENTS:,} ratings of 97 viewers, each with purposes and an id, in {ROUNDS} rounds in
turns; the middle round counts. Batches are of {BATCH}: one transaction each in the store and for
sqlite3, one request each for the API (one connection, on loopback, with an API key). Files are
imported whole, with every row checked, staged and then published. The yardsticks insert the same
rows into a table with the same primary key and nothing else. The issue asks for 5,000 a second.
Processor time is that of this process with all its threads (server and client of the API both):
where other programs run beside, it says more than the seconds that passed.
"""


@dataclass(frozen=True)
class Bench:
    """A workspace to write into and the rows in every form that is measured."""

    folder: Path
    made: MadeWorkspace
    events: Sequence[Event]

    def workspace(self, name: str) -> Workspace:
        """A small workspace of its own."""
        return Workspace.open(self.made.copy(self.folder / name).folder)

    def objects(self) -> list[dict[str, Any]]:
        """The events as requests and JSON lines tell them."""
        return [
            {
                Columns.VIEWER: event.viewer,
                Columns.RECORD: event.record,
                Columns.EVENT: event.event,
                Columns.RATING: event.rating,
                Columns.AT: event.at.isoformat(),
                Columns.PURPOSES: list(purpose_words(event.purposes)),
                "id": event.event_id,
            }
            for event in self.events
        ]

    def rows(self) -> list[tuple[Any, ...]]:
        """The events as the yardsticks take them."""
        return [
            (
                *(e.viewer, SOURCE, e.record, e.event, to_microseconds(e.at), e.rating),
                *(e.position, e.query, e.event_id, int(e.purposes)),
            )
            for e in self.events
        ]

    def by_store(self, name: str) -> Taken:
        """Seconds that `EventStore.add_all` takes."""
        with self.workspace(name) as workspace:
            store = EventStore(workspace.database)
            batches = [[(SOURCE, event) for event in batch] for batch in _batches(self.events)]
            return _seconds(lambda: [store.add_all(batch, by="bench") for batch in batches])

    def by_file(self, name: str, suffix: str) -> Taken:
        """Seconds that `slate import events` takes, without starting Python."""
        path = self.folder / f"{name}{suffix}"
        objects = self.objects()
        if suffix == ".jsonl":
            path.write_text("".join(json.dumps(values) + "\n" for values in objects))
        else:
            told = [{**v, Columns.PURPOSES: " ".join(v[Columns.PURPOSES])} for v in objects]
            frame = pl.DataFrame(told)
            _ = frame.write_csv(path) if suffix == ".csv" else frame.write_parquet(path)
        with self.workspace(name) as workspace:
            return _seconds(lambda: ImportEvents(workspace, SOURCE)(path))

    def by_api(self, name: str) -> Taken:
        """Seconds that a program needs to post them, from the first request to the last answer."""
        bodies = [
            json.dumps({"events": [{Columns.SOURCE: SOURCE, **values} for values in batch]})
            for batch in _batches(self.objects())
        ]
        with self.workspace(name) as workspace, Desk(workspace) as desk, _served(desk) as port:
            key = _key(desk)
            with closing(HTTPConnection("127.0.0.1", port)) as connection:
                return _seconds(lambda: [_post(connection, key, body) for body in bodies])

    def by_sqlite3(self, name: str) -> Taken:
        """Seconds that plain sqlite3 takes."""
        rows = self.rows()
        with closing(sqlite3.connect(self.folder / f"{name}.db")) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"{TABLE} WITHOUT ROWID")

            def insert() -> None:
                for batch in _batches(rows):
                    insert_new = f"INSERT INTO events VALUES ({PLACES}) ON CONFLICT DO NOTHING"
                    connection.executemany(insert_new, batch)
                    connection.commit()

            return _seconds(insert)

    def by_duckdb(self, name: str) -> Taken:
        """Seconds that duckdb takes from arrays, column by column, which is how it likes rows."""
        columns = [f"c{place}" for place in range(PLACES.count("?"))]
        arrays = [
            dict(zip(columns, map(np.array, zip(*batch, strict=True)), strict=True))
            for batch in _batches(self.rows())
        ]
        with closing(duckdb.connect(str(self.folder / f"{name}.duckdb"))) as connection:
            connection.execute(TABLE)

            def insert() -> None:
                for number, batch in enumerate(arrays):
                    connection.register(f"batch_{number}", batch)
                    connection.execute(
                        f"INSERT INTO events SELECT * FROM batch_{number} ON CONFLICT DO NOTHING"
                    )

            return _seconds(insert)


def _batches(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]


def _seconds(run: Callable[[], object]) -> Taken:
    start, worked = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - start, time.process_time() - worked


def _key(desk: Desk) -> str:
    desk.accounts.create("bench", Role.EDITOR)
    _, secret = desk.accounts.keys.make("bench", "events")
    return secret


def _post(connection: HTTPConnection, key: str, body: str) -> None:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/events", body, headers)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    if answer.status != 200 or told["added"] != BATCH:
        raise RuntimeError(f"{answer.status}: {told}")


@contextmanager
def _served(desk: Desk) -> Iterator[int]:
    """The application on a free port of loopback, as `slate serve` runs it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(desk, secret="bench")
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield port
    finally:
        server.should_exit = True
        thread.join()


def main() -> None:
    """Print the page and write it to docs/evaluation/events.md."""
    events = [e._replace(event_id=f"e{i}") for i, e in enumerate(ratings(EVENTS))]
    with TemporaryDirectory() as folder:
        made = make_workspace(Path(folder) / "made", write_tiny(Path(folder) / "files"))
        bench = Bench(Path(folder), made, events)
        ways: dict[str, Callable[[str], Taken]] = {
            "the store, in batches": bench.by_store,
            "a file of JSON lines": lambda name: bench.by_file(name, ".jsonl"),
            "a CSV file": lambda name: bench.by_file(name, ".csv"),
            "a Parquet file": lambda name: bench.by_file(name, ".parquet"),
            "the API, in batches": bench.by_api,
            f"sqlite3 {sqlite3.sqlite_version}, in batches": bench.by_sqlite3,
            f"duckdb {duckdb.__version__}, in batches": bench.by_duckdb,
        }
        taken: dict[str, list[Taken]] = {way: [] for way in ways}
        for number in range(ROUNDS):
            for place, (way, run) in enumerate(ways.items()):
                taken[way].append(run(f"w{number}-{place}"))
    write_page("events", "Keeping events", f"{ABOUT}\n{table(taken)}")


def table(taken: dict[str, list[Taken]]) -> str:
    """Events a second by way: the middle round, and the slowest and fastest."""
    rows = []
    for way, rounds in taken.items():
        passed, worked = zip(*rounds, strict=True)
        seconds = (median(worked), median(passed), max(passed), min(passed))
        rows.append((way, *(f"{EVENTS / one:,.0f}" for one in seconds)))
    return markdown_table(
        ("", "a second of processor time", "a second", "slowest", "fastest"), rows
    )


if __name__ == "__main__":
    main()
