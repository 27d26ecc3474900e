"""One SQL database, named by URL: SQLite in a file, or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from openslate.common.errors import SlateError
from openslate.store.database_errors import explain
from openslate.store.json_text import to_json
from openslate.store.migrate import migrate

DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}
PRAGMAS = {
    "busy_timeout": "10000",  # milliseconds; first, so that the others wait too
    "journal_mode": "WAL",  # readers and the one writer do not wait for each other
    "synchronous": "NORMAL",  # safe against a killed process; a power cut may lose the last second
    "foreign_keys": "ON",
}
BEGIN = "slate_begin"


class Database:
    """Connections and transactions for the stores; safe to share between threads.

    `url` is `sqlite:////folder/slate.db` or `postgresql://user:password@host/name`. Troubles that a
    person can mend (full disk, busy, unreachable) are raised as SlateError.
    """

    def __init__(self, url: str) -> None:
        self.url = read_url(url)
        self.where = place_of(self.url)
        self.engine = make_engine(self.url)
        sa.event.listen(self.engine, "handle_error", self._explain)
        self._reader = self.engine.execution_options(**{BEGIN: "BEGIN"})

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        """A transaction that may write: all of it happens, or nothing does."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that only reads, and on SQLite does not wait for a writer."""
        with self._reader.begin() as connection:
            yield connection

    def migrate(self) -> None:
        """Make or update the tables; refuses a database from a newer version of Slate."""
        with self.begin() as connection:
            migrate(connection, self.where)

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _explain(self, context: sa.engine.ExceptionContext) -> None:
        told = explain(context.original_exception, self.where)
        if told is not None:
            raise told from context.original_exception


def read_url(text: str) -> sa.URL:
    """The URL with the driver Slate uses; raises SlateError for another kind of database."""
    try:
        url = sa.make_url(text)
    except sa.exc.ArgumentError:
        raise SlateError(
            "The database address is not a URL", do="Write sqlite:///file or postgresql://host/name"
        ) from None
    kind = url.get_backend_name()
    if kind not in DRIVERS:
        raise SlateError(f"Slate cannot keep its data in {kind}", do="Use sqlite or postgresql")
    return url.set(drivername=DRIVERS[kind])


def place_of(url: sa.URL) -> str:
    """The database as a person knows it: a file, or a server's address without its password."""
    in_a_file = url.get_backend_name() == "sqlite" and url.database
    return url.database or "" if in_a_file else url.render_as_string(hide_password=True)


def make_engine(url: sa.URL) -> sa.Engine:
    """An engine whose SQLite transactions begin when told, instead of at the first write."""
    try:
        engine = sa.create_engine(url, json_serializer=to_json)
    except ModuleNotFoundError as missing:
        raise SlateError(
            f"PostgreSQL needs the Python package {missing.name}",
            do="Install it with 'pip install openslate[postgresql]'",
        ) from None
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver no longer begins transactions by itself
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # Taking the write lock at once lets a writer wait its turn instead of failing half-way.
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get(BEGIN, "BEGIN IMMEDIATE"))
