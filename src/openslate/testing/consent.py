"""What every SQL database must do for purposes; give a fixture `database` as for `stores`."""

from datetime import UTC, datetime, timedelta

import pytest

from openslate.store.consent import ConsentStore
from openslate.store.database import Database
from openslate.store.events import Event, EventStore
from openslate.store.purposes import ALL_PURPOSES, NO_PURPOSE, Purpose
from openslate.testing.clock import FrozenClock

MORNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def view(viewer: str, hour: int, purposes: Purpose = ALL_PURPOSES) -> Event:
    """A view of one film, `hour` hours after nine."""
    return Event(viewer, "heat", "view", None, MORNING + hour * HOUR, purposes=purposes)


class ConsentStoreTests:
    """Nothing counts that was not agreed to, and nothing that was withdrawn."""

    @pytest.fixture
    def clock(self) -> FrozenClock:
        return FrozenClock(MORNING)

    @pytest.fixture
    def events(self, database: Database) -> EventStore:
        return EventStore(database)

    @pytest.fixture
    def consent(self, database: Database, clock: FrozenClock) -> ConsentStore:
        return ConsentStore(database, clock)

    @staticmethod
    def counting(events: EventStore, purpose: Purpose) -> list[tuple[str, int]]:
        """Viewer and hour of the events that count for a purpose."""
        frame = events.frame(purpose)
        return [
            (viewer, (at - MORNING) // HOUR)
            for viewer, at in frame.select("viewer", "at").iter_rows()
        ]

    def test_an_event_that_says_nothing_serves_and_no_more(self, events: EventStore) -> None:
        events.add("m", Event("ada", "heat", "view", None, MORNING))
        assert events.frame(Purpose.SERVICE).height == 1
        assert events.frame(Purpose.PERSONALISATION).height == 0
        assert events.frame(Purpose.SERVICE | Purpose.MEASUREMENT).height == 0

    def test_from_the_withdrawal_no_event_counts(
        self, events: EventStore, consent: ConsentStore
    ) -> None:
        events.add_all([("m", view("ada", 0)), ("m", view("ada", 5)), ("m", view("bob", 1))])
        assert consent.withdraw("ada", Purpose.PERSONALISATION) == Purpose.PERSONALISATION
        assert self.counting(events, Purpose.PERSONALISATION) == [("bob", 1)]
        assert self.counting(events, Purpose.MEASUREMENT) == [("ada", 0), ("ada", 5), ("bob", 1)]
        own = events.of_viewer("ada")["purposes"].to_list()
        assert own == [int(ALL_PURPOSES & ~Purpose.PERSONALISATION)] * 2

    def test_given_again_only_what_follows_counts(
        self, events: EventStore, consent: ConsentStore, clock: FrozenClock
    ) -> None:
        events.add_all([("m", view("ada", 0)), ("m", view("ada", 3))])
        consent.withdraw("ada", Purpose.MEASUREMENT | Purpose.RESEARCH)
        clock.forward(2 * HOUR)
        assert consent.give("ada", Purpose.MEASUREMENT) == Purpose.RESEARCH
        assert self.counting(events, Purpose.MEASUREMENT) == [("ada", 3)]
        assert self.counting(events, Purpose.RESEARCH) == []
        consent.withdraw("ada", Purpose.MEASUREMENT)
        assert self.counting(events, Purpose.MEASUREMENT) == []

    def test_withdrawing_twice_keeps_the_first_moment(self, consent: ConsentStore) -> None:
        consent.withdraw("ada", Purpose.RESEARCH)
        assert consent.withdraw("ada", Purpose.RESEARCH) == Purpose.RESEARCH
        assert consent.history("ada") == {Purpose.RESEARCH: None}
        assert consent.withdrawn("bob") == NO_PURPOSE

    def test_the_digest_tells_a_withdrawal(self, events: EventStore, consent: ConsentStore) -> None:
        events.add("m", view("ada", 0))
        before = events.digest()
        consent.withdraw("ada", Purpose.RESEARCH)
        assert events.digest() != before
