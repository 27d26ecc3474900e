"""The first tables: events, viewers, journal, reviews, accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
APPEND_ONLY = ("journal", "reviews")


def upgrade() -> None:
    make_deliveries()
    make_staged_events()
    make_events()
    make_viewers()
    make_journal()
    make_reviews()
    make_accounts()
    make_ways_to_sign_in()
    refuse = refuse_changes_sqlite if op.get_bind().dialect.name == "sqlite" else refuse_changes
    for table in APPEND_ONLY:
        refuse(table)


def make_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source", NAME, nullable=False),
        sa.Column("file_hash", NAME, nullable=False),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("added", sa.BigInteger),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("completed_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("source", "file_hash", name="uq_deliveries_source_file_hash"),
    )


def make_staged_events() -> None:
    op.create_table(
        "staged_events",
        sa.Column("delivery", sa.Integer, nullable=False),
        sa.Column("row", sa.BigInteger, nullable=False),
        sa.Column("viewer", NAME, nullable=False),
        sa.Column("record", NAME, nullable=False),
        sa.Column("event", NAME, nullable=False),
        sa.Column("rating", sa.Float),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("delivery", "row", name="pk_staged_events"),
        sa.ForeignKeyConstraint(["delivery"], ["deliveries.id"], name="fk_staged_events_delivery"),
        sqlite_with_rowid=False,
    )


def make_events() -> None:
    op.create_table(
        "events",
        sa.Column("viewer", NAME, nullable=False),
        sa.Column("source", NAME, nullable=False),
        sa.Column("record", NAME, nullable=False),
        sa.Column("event", NAME, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("rating", sa.Float),
        sa.Column("delivery", sa.Integer),
        sa.Column("recorded_by", NAME),
        sa.PrimaryKeyConstraint("viewer", "source", "record", "event", "at", name="pk_events"),
        sa.ForeignKeyConstraint(["delivery"], ["deliveries.id"], name="fk_events_delivery"),
        sqlite_with_rowid=False,
    )


def make_viewers() -> None:
    op.create_table(
        "viewers",
        sa.Column("viewer", NAME, nullable=False),
        sa.Column("age", sa.Integer),
        sa.Column("gender", sa.Text),
        sa.Column("occupation", sa.Text),
        sa.Column("territory", sa.Text),
        sa.Column("child_profile", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("viewer", name="pk_viewers"),
    )


def make_journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", NAME, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("viewer", NAME, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("snapshot", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("rulebook", sa.Text, nullable=False),
        sa.Column("context", sa.JSON, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("fired", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )


def make_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("verdict", sa.Integer, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_kind_subject_id", "reviews", ["kind", "subject", "id"])


def make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", NAME, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.BigInteger),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )


def make_ways_to_sign_in() -> None:
    op.create_table(
        "sign_in_links",
        sa.Column("token_hash", NAME, nullable=False),
        sa.Column("account", NAME, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_links"),
        sa.ForeignKeyConstraint(["account"], ["accounts.name"], name="fk_sign_in_links_account"),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", NAME, nullable=False),
        sa.Column("key_hash", NAME, nullable=False),
        sa.Column("account", NAME, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("key_hash", name="uq_api_keys_key_hash"),
        sa.ForeignKeyConstraint(["account"], ["accounts.name"], name="fk_api_keys_account"),
    )


def refuse_changes_sqlite(table: str) -> None:
    """Past rows of `table` can be read, never rewritten."""
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def refuse_changes(table: str) -> None:
    """The same on PostgreSQL, which can also empty a table at once."""
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )
