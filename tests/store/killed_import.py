"""Imports events and is killed on the way: `killed_import.py URL MOMENT`.

MOMENT is `chunk` (after the fourth chunk), `commit` (inside the fourth chunk's transaction) or
`finish` (while the staged rows become visible).
"""

import os
import signal
import sys
from typing import Any

import sqlalchemy as sa

from openslate.store import Database, EventStore
from openslate.testing.ratings import ratings

ROWS, CHUNK = 30_000, 2_000


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(database: Database, moment: str) -> None:
    """Kill this process when the database is asked for the statement that `moment` names."""
    chunks = 0

    def before(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal chunks
        chunks += statement.startswith("INSERT INTO staged_events")
        if moment == "finish" and statement.startswith("DELETE FROM staged_events"):
            die()

    def on_commit(_connection: Any) -> None:
        if moment == "commit" and chunks == 4:
            die()

    sa.event.listen(database.engine, "before_cursor_execute", before)
    sa.event.listen(database.engine, "commit", on_commit)


def main(url: str, moment: str) -> None:
    database = Database(url)
    die_at(database, moment)

    def progress(done: int, _total: int | None) -> None:
        if moment == "chunk" and done == 4 * CHUNK:
            die()

    EventStore(database).import_events("m", "file", ratings(ROWS), chunk=CHUNK, progress=progress)


if __name__ == "__main__":
    main(*sys.argv[1:])
