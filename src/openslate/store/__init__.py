"""SQL tables of operations: events, viewers, journal, reviews, accounts."""

from openslate.store.accounts import Account, AccountStore
from openslate.store.database import Database
from openslate.store.events import Event, EventStore, ImportReport
from openslate.store.journal import Journal, JournalEntry, RuleActivity
from openslate.store.reviews import ReviewStore
from openslate.store.roles import Role
from openslate.store.viewers import Viewer, ViewerStore

__all__ = [
    "Account",
    "AccountStore",
    "Database",
    "Event",
    "EventStore",
    "ImportReport",
    "Journal",
    "JournalEntry",
    "ReviewStore",
    "Role",
    "RuleActivity",
    "Viewer",
    "ViewerStore",
]
