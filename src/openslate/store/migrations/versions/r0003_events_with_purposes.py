"""Events of more kinds with the purposes they may be used for; withdrawal; erasure; segments."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERVICE, ALL = 1, 15  # purposes as they were numbered when this was written
HEARTBEAT = "event IN ('progress', 'finish')"

# All that erasing a viewer may do to a past row; every other change is refused as before: a
# journal entry may be emptied, and viewers may go from the list that a review is about.
ERASED = {
    "journal": "NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.viewer = '' AND NEW.kind = 'erased' "
    "AND NEW.snapshot = OLD.snapshot AND NEW.model = OLD.model AND NEW.rulebook = OLD.rulebook",
    "reviews": "NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.kind = OLD.kind "
    "AND NEW.subject = OLD.subject AND NEW.verdict = OLD.verdict "
    "AND NEW.reviewer = OLD.reviewer AND NEW.because = OLD.because "
    "AND length(CAST(NEW.about AS TEXT)) < length(CAST(OLD.about AS TEXT))",
}


def upgrade() -> None:
    widen_events()
    make_withdrawals()
    make_erasures()
    make_segments()
    let_only_erasure_change_the_past()


def widen_events() -> None:
    for table in ("events", "staged_events"):
        op.add_column(table, sa.Column("position", sa.BigInteger))
        op.add_column(table, sa.Column("query", sa.Text))
        op.add_column(table, sa.Column("event_id", NAME))
        purposes = sa.Column("purposes", sa.Integer, nullable=False, server_default=str(SERVICE))
        op.add_column(table, purposes)
        # What came before purposes were asked for goes on counting as it did.
        op.execute(f"UPDATE {table} SET purposes = {ALL}")  # noqa: S608  own text
    given = sa.text("event_id IS NOT NULL")
    op.create_index(
        "ix_events_viewer_event_id",
        "events",
        ["viewer", "event_id"],
        unique=True,
        sqlite_where=given,
        postgresql_where=given,
    )
    op.create_index(
        "ix_events_source_record",
        "events",
        ["source", "record"],
        sqlite_where=sa.text(HEARTBEAT),
        postgresql_where=sa.text(HEARTBEAT),
    )


def make_withdrawals() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("viewer", NAME, nullable=False),
        sa.Column("purpose", sa.Integer, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger, nullable=False),
        sa.Column("given_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("viewer", "purpose", name="pk_withdrawals"),
    )


def make_erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", NAME, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("erased_by", sa.Text, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("removed", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
    )


def make_segments() -> None:
    op.create_table(
        "segmentations",
        sa.Column("name", NAME, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("about", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_segmentations"),
    )
    op.create_table(
        "segment_members",
        sa.Column("segmentation", NAME, nullable=False),
        sa.Column("viewer", NAME, nullable=False),
        sa.Column("segment", NAME, nullable=False),
        sa.PrimaryKeyConstraint("segmentation", "viewer", name="pk_segment_members"),
        sa.ForeignKeyConstraint(
            ["segmentation"], ["segmentations.name"], name="fk_segment_members_segmentation"
        ),
    )
    op.create_index("ix_segment_members_viewer", "segment_members", ["viewer"])


def let_only_erasure_change_the_past() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, erased in ERASED.items():
        if sqlite:
            allow_erasure_sqlite(table, erased)
        else:
            allow_erasure(table, erased)
    refuse = refuse_changes_sqlite if sqlite else refuse_changes
    refuse("erasures")


def allow_erasure_sqlite(table: str, erased: str) -> None:
    """Replace the trigger that refuses every update by one that lets an erasure pass."""
    op.execute(f"DROP TRIGGER {table}_no_update")
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"WHEN ({erased}) IS NOT TRUE "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def allow_erasure(table: str, erased: str) -> None:
    """The same on PostgreSQL: rows are looked at one by one for an update."""
    op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN (({erased}) IS NOT TRUE) EXECUTE FUNCTION {table}_append_only()"
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
