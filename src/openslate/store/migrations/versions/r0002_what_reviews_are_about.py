"""What a review is about, so that it can be understood when its subject is known by an id alone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("reviews", sa.Column("about", sa.JSON))
