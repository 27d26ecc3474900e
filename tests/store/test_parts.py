"""Small parts of the stores that need no database, or always hold."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.common.ids import short_id
from openslate.graph.vocabulary import Columns
from openslate.store import Database, Event, EventStore, Role
from openslate.store.event_frame import COLUMNS
from openslate.store.moment import from_microseconds, to_microseconds
from openslate.store.sortable_ids import SortableIds

MOMENTS = st.datetimes(
    min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)
)
FEW = st.sampled_from(["a", "b", "c"])
EVENTS = st.tuples(FEW, FEW, FEW, st.none(), MOMENTS).map(lambda parts: Event(*parts))
ROWS = st.lists(EVENTS, max_size=12)


def test_the_event_frame_speaks_the_vocabulary() -> None:
    assert list(COLUMNS) == [
        Columns.VIEWER,
        Columns.SOURCE,
        Columns.RECORD,
        Columns.EVENT,
        Columns.RATING,
        Columns.AT,
        Columns.POSITION,
        Columns.PURPOSES,
    ]


@given(MOMENTS)
def test_moments_come_back(at: datetime) -> None:
    assert from_microseconds(to_microseconds(at)) == at


def test_a_moment_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        to_microseconds(datetime(2026, 1, 1))


@given(st.lists(MOMENTS, min_size=2, max_size=20))
def test_ids_rise_even_when_the_clock_does_not(moments: list[datetime]) -> None:
    ids = SortableIds("j")
    given_out = [ids.next(max(at, datetime(1970, 1, 2, tzinfo=UTC))) for at in moments]
    assert given_out == sorted(set(given_out))
    assert {len(one) for one in given_out} == {17}


def test_ids_of_two_processes_sort_by_time() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    earlier, later = SortableIds("j").next(at), SortableIds("j").next(at + timedelta(seconds=1))
    assert earlier < later


@pytest.mark.parametrize(
    ("role", "needed", "may"),
    [
        (Role.VIEWER, Role.VIEWER, True),
        (Role.VIEWER, Role.EDITOR, False),
        (Role.EDITOR, Role.VIEWER, True),
        (Role.EDITOR, Role.STEWARD, False),
        (Role.STEWARD, Role.EDITOR, True),
    ],
)
def test_roles(role: Role, needed: Role, may: bool) -> None:
    assert role.may(needed) is may


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('store')}/slate.db")
    database.migrate()
    yield database
    database.dispose()


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, chunk=st.integers(1, 5), stop=st.integers(0, 12))
def test_stopping_anywhere_changes_nothing(
    shared: Database, rows: list[Event], chunk: int, stop: int
) -> None:
    events = EventStore(shared)
    source = short_id("s", repr((rows, chunk, stop)))

    def stopped() -> Iterator[Event]:
        yield from rows[:stop]
        raise RuntimeError("unplugged")

    before = events.count()
    if not events.import_events(source + "-whole", "f", rows, chunk=chunk).already:
        with pytest.raises(RuntimeError, match="unplugged"):
            events.import_events(source, "f", stopped(), chunk=chunk)
        report = events.import_events(source, "f", rows, chunk=chunk)
        assert report.added == len({row[:3] + row[4:5] for row in rows})
        assert events.count() == before + 2 * report.added


def test_url_of_a_folder_with_a_strange_name(tmp_path: Path) -> None:
    folder = tmp_path / "100% Ünïcode folder"
    folder.mkdir()
    database = Database(f"sqlite:///{folder}/slate.db")
    database.migrate()
    assert EventStore(database).count() == 0
    database.dispose()
