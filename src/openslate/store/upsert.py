"""`INSERT ... ON CONFLICT`, which both dialects spell alike and SQLAlchemy keeps apart."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: sa.Connection, table: sa.Table) -> "sqlite.Insert | postgresql.Insert":
    """An insert that leaves rows alone that are already there; its rowcount is of the new ones."""
    insert = _insert(connection, table).on_conflict_do_nothing()
    # Without the option SQLAlchemy does not ask PostgreSQL how many rows there were.
    return insert.execution_options(preserve_rowcount=True)


def insert_or_replace(
    connection: sa.Connection, table: sa.Table
) -> "sqlite.Insert | postgresql.Insert":
    """An insert that overwrites the row with the same primary key."""
    insert = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    values = {c.name: insert.excluded[c.name] for c in table.columns if c.name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=values)


def _insert(connection: sa.Connection, table: sa.Table) -> "sqlite.Insert | postgresql.Insert":
    postgres = connection.dialect.name == "postgresql"
    return postgresql.insert(table) if postgres else sqlite.insert(table)
