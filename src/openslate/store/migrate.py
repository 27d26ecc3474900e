"""Bringing a database to the tables this version of Slate knows."""

from pathlib import Path

import sqlalchemy as sa

from openslate.common.errors import SlateError

HEAD = "0006"
MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x51A7E  # any number that nobody else locks


def migrate(connection: sa.Connection, where: str) -> None:
    """Run the migrations that are missing, in the caller's transaction.

    Raises SlateError when the database has a revision that this version has never heard of.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    revision = current_revision(connection)
    if revision == HEAD:
        return
    if revision is not None and revision not in known_revisions():
        raise SlateError(
            "This database was made by a newer version of Slate",
            where=where,
            do="Update Slate and try again",
        )
    _upgrade(connection)


def current_revision(connection: sa.Connection) -> str | None:
    """The revision the database is at, None when it is new."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def known_revisions() -> set[str]:
    """All revisions this version can start from."""
    return {path.stem[1:5] for path in (MIGRATIONS / "versions").glob("r*.py")}


def _upgrade(connection: sa.Connection) -> None:
    # Alembic takes a noticeable part of a command's start-up, and is seldom needed.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
