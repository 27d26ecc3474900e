"""A database of each kind, empty for each test."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from openslate.store import Database

POSTGRESQL = os.environ.get("SLATE_TEST_POSTGRESQL")
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=KINDS)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables: a new SQLite file, or a new schema of the PostgreSQL server."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/slate.db")
        yield database
        database.dispose()
    else:
        yield from new_schema()


@pytest.fixture
def database(empty_database: Database) -> Database:
    """A database with Slate's tables and nothing in them."""
    empty_database.migrate()
    return empty_database


def new_schema() -> Iterator[Database]:
    if POSTGRESQL is None:
        pytest.skip("no PostgreSQL: set SLATE_TEST_POSTGRESQL, or use 'scripts/postgresql run'")
    schema = f"test_{uuid4().hex}"
    server = Database(POSTGRESQL)
    with server.begin() as connection:
        connection.execute(sa.schema.CreateSchema(schema))
    url = server.url.update_query_dict({"options": f"-csearch_path={schema}"})
    database = Database(url.render_as_string(hide_password=False))
    yield database
    database.dispose()
    with server.begin() as connection:
        connection.execute(sa.schema.DropSchema(schema, cascade=True))
    server.dispose()
