"""Opening, migrating and refusing databases."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from openslate.common.errors import SlateError
from openslate.store import Database
from openslate.store.migrate import HEAD, MIGRATIONS, known_revisions
from openslate.store.tables import METADATA

ADD_VIEWER = "INSERT INTO viewers (viewer, child_profile) VALUES ('a', '0')"


def test_migrations_make_exactly_the_tables(database: Database) -> None:
    with database.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_head_is_the_last_migration() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_heads() == [HEAD]
    assert {script.revision for script in scripts.walk_revisions()} == known_revisions()


def test_migrating_again_keeps_everything(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(sa.text(ADD_VIEWER))
    database.migrate()
    with database.read() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM viewers")) == 1


def test_a_newer_database_is_refused(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SlateError, match="This database was made by a newer version of Slate"):
        database.migrate()


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        add_the_same_viewer_twice(database)
    with database.read() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM viewers")) == 0


def add_the_same_viewer_twice(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(sa.text(ADD_VIEWER))
        connection.execute(sa.text(ADD_VIEWER))


def test_foreign_keys_are_kept(database: Database) -> None:
    orphan = "INSERT INTO sign_in_links (token_hash, account, expires_at) VALUES ('t', 'nobody', 1)"
    with (
        pytest.raises(sa.exc.IntegrityError, match=r"(?i)foreign key"),
        database.begin() as connection,
    ):
        connection.execute(sa.text(orphan))


def test_sqlite_is_set_up_for_many_readers(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/slate.db")
    with database.begin() as connection:
        mode = connection.scalar(sa.text("PRAGMA journal_mode"))
        keys = connection.scalar(sa.text("PRAGMA foreign_keys"))
    database.dispose()
    assert (mode, keys) == ("wal", 1)


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    database.migrate()
    with database.begin() as writer:
        writer.execute(sa.text(ADD_VIEWER))
        with database.read() as reader:
            assert reader.scalar(sa.text("SELECT count(*) FROM viewers")) == 0


def test_a_writer_that_waits_too_long_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/slate.db"
    first, second = Database(url), Database(url)
    sa.event.listen(second.engine, "connect", lambda c, _: c.execute("PRAGMA busy_timeout = 1"))
    with first.begin(), pytest.raises(SlateError, match="busy with another writer"):  # noqa: SIM117
        with second.begin():
            pass
    first.dispose()
    second.dispose()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("no url", "The database address is not a URL"),
        ("mysql://localhost/slate", "Slate cannot keep its data in mysql"),
        ("sqlite:////nowhere/at/all/slate.db", "The database cannot be opened"),
        ("postgresql://u:secret@127.0.0.1:1/none", "The database cannot be opened"),
    ],
)
def test_a_wrong_address_is_one_sentence(url: str, sentence: str) -> None:
    with pytest.raises(SlateError, match=sentence) as told:
        Database(url).migrate()
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


def test_another_kind_of_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "slate.db"
    path.write_text("this is a letter to my aunt, and it is a long one. " * 40)
    database = Database(f"sqlite:///{path}")
    with pytest.raises(SlateError, match="not a database Slate can read"):
        database.migrate()
    database.dispose()
