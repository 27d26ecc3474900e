"""Whether a viewer's history may be used for their page; experiments."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "history_choices",
        sa.Column("viewer", NAME, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
        sa.Column("chosen_by", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("viewer", name="pk_history_choices"),
    )
    op.create_table(
        "experiments",
        sa.Column("name", NAME, nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("started_by", sa.Text, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("stopped_by", sa.Text),
        sa.Column("stopped_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("name", name="pk_experiments"),
    )
