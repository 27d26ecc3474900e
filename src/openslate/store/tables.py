"""Every SQL table of the operations plane; `migrations` builds exactly these."""

import sqlalchemy as sa

from openslate.store.moment import Moment

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# Names compare byte by byte on both databases; a server's own collation would sort ids its way.
Name = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

DELIVERIES = sa.Table(
    "deliveries",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source", Name, nullable=False),
    sa.Column("file_hash", Name, nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),  # rows staged so far
    sa.Column("added", sa.BigInteger),  # events that were new, null until complete
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("completed_at", Moment),
    sa.UniqueConstraint("source", "file_hash"),
)

STAGED_EVENTS = sa.Table(
    "staged_events",
    METADATA,
    sa.Column("delivery", sa.ForeignKey("deliveries.id"), primary_key=True),
    sa.Column("row", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("viewer", Name, nullable=False),
    sa.Column("record", Name, nullable=False),
    sa.Column("event", Name, nullable=False),
    sa.Column("rating", sa.Float),
    sa.Column("at", Moment, nullable=False),
    sa.Column("position", sa.BigInteger),
    sa.Column("query", sa.Text),
    sa.Column("event_id", Name),
    sa.Column("purposes", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Rows of deliveries that are still being read; nobody sees them."""

HEARTBEAT = sa.text("event IN ('progress', 'finish')")
"""Events that tell how far a viewer came; written out, so that their index is found."""

# The key starts with the viewer, so that it also serves reading one viewer's history.
EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("viewer", Name, primary_key=True),
    sa.Column("source", Name, primary_key=True),
    sa.Column("record", Name, primary_key=True),
    sa.Column("event", Name, primary_key=True),
    sa.Column("at", Moment, primary_key=True, autoincrement=False),
    sa.Column("rating", sa.Float),
    sa.Column("delivery", sa.ForeignKey("deliveries.id")),  # null = a live event
    sa.Column("recorded_by", Name),  # the account behind a live event
    sa.Column("position", sa.BigInteger),  # seconds into the item
    sa.Column("query", sa.Text),  # words of a search
    sa.Column("event_id", Name),  # what the player calls it, so that it is kept once
    sa.Column("purposes", sa.Integer, nullable=False),  # what it may be used for, as a sum
    sa.Index(
        None,
        "viewer",
        "event_id",
        unique=True,
        sqlite_where=sa.text("event_id IS NOT NULL"),
        postgresql_where=sa.text("event_id IS NOT NULL"),
    ),
    sa.Index(None, "source", "record", sqlite_where=HEARTBEAT, postgresql_where=HEARTBEAT),
    sqlite_with_rowid=False,
)

WITHDRAWALS = sa.Table(
    "withdrawals",
    METADATA,
    sa.Column("viewer", Name, primary_key=True),
    sa.Column("purpose", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("withdrawn_at", Moment, nullable=False),
    sa.Column("given_at", Moment),  # given again since; null = still withdrawn
)

ERASURES = sa.Table(
    "erasures",
    METADATA,
    sa.Column("id", Name, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("erased_by", sa.Text, nullable=False),
    sa.Column("because", sa.Text, nullable=False),
    sa.Column("removed", sa.JSON, nullable=False),  # how much of each kind; never who
)

SEGMENTATIONS = sa.Table(
    "segmentations",
    METADATA,
    sa.Column("name", Name, primary_key=True),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("about", sa.JSON, nullable=False),  # segments with titles, and how they were made
)

SEGMENT_MEMBERS = sa.Table(
    "segment_members",
    METADATA,
    sa.Column("segmentation", sa.ForeignKey("segmentations.name"), primary_key=True),
    sa.Column("viewer", Name, primary_key=True, index=True),
    sa.Column("segment", Name, nullable=False),
)

VIEWERS = sa.Table(
    "viewers",
    METADATA,
    sa.Column("viewer", Name, primary_key=True),
    sa.Column("age", sa.Integer),
    sa.Column("gender", sa.Text),
    sa.Column("occupation", sa.Text),
    sa.Column("territory", sa.Text),
    sa.Column("child_profile", sa.Boolean, nullable=False),
)

HISTORY_CHOICES = sa.Table(
    "history_choices",
    METADATA,
    sa.Column("viewer", Name, primary_key=True),
    sa.Column("used", sa.Boolean, nullable=False),
    sa.Column("chosen_by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)
"""Whether a viewer's page may use their history; it may unless they said no."""

EXPERIMENTS = sa.Table(
    "experiments",
    METADATA,
    sa.Column("name", Name, primary_key=True),
    sa.Column("plan", sa.JSON, nullable=False),
    sa.Column("started_by", sa.Text, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("stopped_by", sa.Text),
    sa.Column("stopped_at", Moment),
)

MANIFESTS = sa.Table(
    "manifests",
    METADATA,
    sa.Column("sha256", Name, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""Content credentials as they were signed, found again by their hash."""

REGISTERED_FILES = sa.Table(
    "registered_files",
    METADATA,
    sa.Column("id", Name, primary_key=True),
    sa.Column("sha256", Name, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("mime", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("mark", Name, index=True),  # 16 hexadecimal digits
    sa.Column("manifest", sa.ForeignKey("manifests.sha256")),
    sa.Column("about", sa.JSON, nullable=False),
)

FINGERPRINTS = sa.Table(
    "fingerprints",
    METADATA,
    sa.Column("file", sa.ForeignKey("registered_files.id"), primary_key=True),
    sa.Column("kind", Name, primary_key=True),
    sa.Column("bits", sa.LargeBinary, nullable=False),
)

JOURNAL = sa.Table(
    "journal",
    METADATA,
    sa.Column("id", Name, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("viewer", Name, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("snapshot", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("rulebook", sa.Text, nullable=False),
    sa.Column("context", sa.JSON, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("fired", sa.JSON, nullable=False),
)

REVIEWS = sa.Table(
    "reviews",
    METADATA,
    sa.Column("id", Name, primary_key=True),
    sa.Column("kind", Name, nullable=False),
    sa.Column("subject", Name, nullable=False),
    sa.Column("verdict", sa.Integer, nullable=False),
    sa.Column("reviewer", sa.Text, nullable=False),
    sa.Column("because", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("about", sa.JSON(none_as_null=True)),  # what the subject's id stands for
    sa.Index(None, "kind", "subject", "id"),
)

DRAFTS = sa.Table(
    "drafts",
    METADATA,
    sa.Column("id", Name, primary_key=True),
    sa.Column("kind", Name, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("item", Name),  # what it is about, where that is in the catalogue
    sa.Column("at", Moment, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("about", sa.JSON, nullable=False),  # what was asked for
)

DRAFT_VERSIONS = sa.Table(
    "draft_versions",
    METADATA,
    sa.Column("id", Name, primary_key=True),
    sa.Column("draft", sa.ForeignKey("drafts.id"), nullable=False, index=True),
    sa.Column("parent", sa.ForeignKey("draft_versions.id")),  # null = proposed
    sa.Column("at", Moment, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("decision", Name, nullable=False),  # its entry in the journal
)
"""Candidates and what people made of them: a tree for each draft."""

DRAFT_PICKS = sa.Table(
    "draft_picks",
    METADATA,
    sa.Column("id", Name, primary_key=True),
    sa.Column("draft", sa.ForeignKey("drafts.id"), nullable=False, index=True),
    sa.Column("version", sa.ForeignKey("draft_versions.id"), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("picked_by", sa.Text, nullable=False),
    sa.Column("because", sa.Text, nullable=False),
    sa.Column("shown", sa.JSON, nullable=False),  # versions among which was picked, in order
)

ACCOUNTS = sa.Table(
    "accounts",
    METADATA,
    sa.Column("name", Name, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password_hash", sa.Text),  # null = signs in by link only
    sa.Column("attempts", sa.Integer, nullable=False),  # since the last right password
    sa.Column("locked_until", Moment),
    sa.Column("created_at", Moment, nullable=False),
)

SIGN_IN_LINKS = sa.Table(
    "sign_in_links",
    METADATA,
    sa.Column("token_hash", Name, primary_key=True),
    sa.Column("account", sa.ForeignKey("accounts.name"), nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
)

API_KEYS = sa.Table(
    "api_keys",
    METADATA,
    sa.Column("id", Name, primary_key=True),
    sa.Column("key_hash", Name, nullable=False, unique=True),
    sa.Column("account", sa.ForeignKey("accounts.name"), nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("revoked_at", Moment),
)
