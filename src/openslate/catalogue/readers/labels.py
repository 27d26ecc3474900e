"""Names of things that records refer to by id, kept on disk so that a file may name millions."""

import sqlite3
import tempfile
from pathlib import Path
from types import TracebackType

BATCH = 10_000


class LabelStore:
    """Names by id, in a temporary file that is gone when the store is closed."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="slate-")
        self._db = sqlite3.connect(Path(self._folder.name) / "labels.db", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE label (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
        self._waiting: list[tuple[str, str]] = []

    def __enter__(self) -> "LabelStore":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()
        self._folder.cleanup()

    def put(self, key: str, name: str) -> None:
        """Remember a name; a later one for the same id takes its place."""
        self._waiting.append((_storable(key), _storable(name)))
        if len(self._waiting) >= BATCH:
            self._write()

    def get(self, key: str) -> str | None:
        """The name of an id, None when the file does not say."""
        if self._waiting:
            self._write()
        found = self._db.execute("SELECT name FROM label WHERE id = ?", (_storable(key),))
        row = found.fetchone()
        return None if row is None else str(row[0])

    def _write(self) -> None:
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR REPLACE INTO label VALUES (?, ?)", self._waiting)
        self._db.execute("COMMIT")
        self._waiting.clear()


def _storable(text: str) -> str:
    """JSON can write half a character, which no database takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
