"""SQLite files that come from outside: opened read-only, checked before they are read."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from openslate.catalogue.intake import first_bytes
from openslate.common.errors import SlateError
from openslate.common.text import join_words

MAGIC = b"SQLite format 3\x00"


def open_sqlite(path: Path) -> sqlite3.Connection:
    """A read-only connection with rows by name; raises SlateError for anything else."""
    start = first_bytes(path, len(MAGIC))
    if start != MAGIC:
        what = "The file is not an SQLite database" if start else "The file is empty"
        raise SlateError(what, where=str(path), do="Fetch it again")
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    db.row_factory = sqlite3.Row
    _check_whole(db, path)
    return db


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Turns what SQLite stumbles on while it reads a damaged file into one sentence."""
    try:
        yield
    except (sqlite3.Error, UnicodeError, OverflowError) as error:
        raise SlateError("The database is damaged", where=str(path), do="Fetch it again") from error


def require_columns(
    db: sqlite3.Connection, path: Path, tables: Mapping[str, Sequence[str]]
) -> None:
    """Raise SlateError naming the first table that lacks columns."""
    for table, columns in tables.items():
        present = {row["name"] for row in db.execute(f"PRAGMA table_info({table})")}
        missing = [column for column in columns if column not in present]
        if missing:
            raise SlateError(
                f"Table {table} has no {join_words(missing)}"
                if present
                else f"Table {table} is missing",
                where=str(path),
                do="Check that this is the right file",
            )


def _check_whole(db: sqlite3.Connection, path: Path) -> None:
    """A cut-off download still starts like a database; SQLite notices when pages are missing."""
    try:
        answer = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        db.close()
        raise SlateError("The database is damaged or cut off", where=str(path), do="Fetch it again")
