"""The register of files: hashes, marks, manifests and fingerprints."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "manifests",
        sa.Column("sha256", NAME, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_manifests"),
    )
    op.create_table(
        "registered_files",
        sa.Column("id", NAME, nullable=False),
        sa.Column("sha256", NAME, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("mime", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("registered_by", sa.Text, nullable=False),
        sa.Column("mark", NAME),
        sa.Column("manifest", NAME),
        sa.Column("about", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_registered_files"),
        sa.UniqueConstraint("sha256", name="uq_registered_files_sha256"),
        sa.ForeignKeyConstraint(
            ["manifest"], ["manifests.sha256"], name="fk_registered_files_manifest"
        ),
    )
    op.create_index("ix_registered_files_mark", "registered_files", ["mark"])
    op.create_table(
        "fingerprints",
        sa.Column("file", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("bits", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("file", "kind", name="pk_fingerprints"),
        sa.ForeignKeyConstraint(["file"], ["registered_files.id"], name="fk_fingerprints_file"),
    )
