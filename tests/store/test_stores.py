"""The conformance suites, on every kind of database."""

from openslate.testing.accounts import AccountStoreTests
from openslate.testing.stores import (
    EventStoreTests,
    JournalTests,
    ReviewStoreTests,
    ViewerStoreTests,
)


class TestEventStore(EventStoreTests):
    pass


class TestViewerStore(ViewerStoreTests):
    pass


class TestJournal(JournalTests):
    pass


class TestReviewStore(ReviewStoreTests):
    pass


class TestAccountStore(AccountStoreTests):
    pass
