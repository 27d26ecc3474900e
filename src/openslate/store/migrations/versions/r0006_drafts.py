"""Drafts with their versions, and which of them editors picked."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("item", NAME),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("about", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_table(
        "draft_versions",
        sa.Column("id", NAME, nullable=False),
        sa.Column("draft", NAME, nullable=False),
        sa.Column("parent", NAME),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("decision", NAME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft_versions"),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_draft_versions_draft"),
        sa.ForeignKeyConstraint(["parent"], ["draft_versions.id"], name="fk_draft_versions_parent"),
    )
    op.create_index("ix_draft_versions_draft", "draft_versions", ["draft"])
    op.create_table(
        "draft_picks",
        sa.Column("id", NAME, nullable=False),
        sa.Column("draft", NAME, nullable=False),
        sa.Column("version", NAME, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("picked_by", sa.Text, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("shown", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft_picks"),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_draft_picks_draft"),
        sa.ForeignKeyConstraint(["version"], ["draft_versions.id"], name="fk_draft_picks_version"),
    )
    op.create_index("ix_draft_picks_draft", "draft_picks", ["draft"])
