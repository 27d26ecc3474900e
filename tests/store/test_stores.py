"""The conformance suites, on every kind of database."""

from openslate.testing.accounts import AccountStoreTests
from openslate.testing.consent import ConsentStoreTests
from openslate.testing.drafts import DraftStoreTests
from openslate.testing.erasure import EraserTests
from openslate.testing.event_stores import EventStoreTests
from openslate.testing.registers import RegisterTests
from openslate.testing.segmentations import SegmentationStoreTests
from openslate.testing.stores import JournalTests, ReviewStoreTests, ViewerStoreTests


class TestEventStore(EventStoreTests):
    pass


class TestConsentStore(ConsentStoreTests):
    pass


class TestDraftStore(DraftStoreTests):
    pass


class TestEraser(EraserTests):
    pass


class TestRegister(RegisterTests):
    pass


class TestSegmentationStore(SegmentationStoreTests):
    pass


class TestViewerStore(ViewerStoreTests):
    pass


class TestJournal(JournalTests):
    pass


class TestReviewStore(ReviewStoreTests):
    pass


class TestAccountStore(AccountStoreTests):
    pass
