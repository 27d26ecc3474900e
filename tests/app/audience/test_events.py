"""Events by request: what is kept, what is refused and why; withdrawing and erasing."""

from typing import Any

import pytest

from openslate.app.audience.audience_views import AddedEvents
from openslate.app.audience.counted_events import learning_events
from openslate.app.desk import Desk
from openslate.common.errors import NotFoundError
from openslate.store.events import EventStore
from openslate.store.journal import Journal
from openslate.store.purposes import Purpose
from openslate.testing.workspace import NOW, MadeWorkspace

AT = "2026-03-15T20:00:00+00:00"
AGREED = ["service", "personalisation", "measurement"]


@pytest.fixture
def desk(tiny_copy: MadeWorkspace) -> Desk:
    return tiny_copy.desk()


def item(desk: Desk, name: str) -> str:
    return desk.search(name).cards[0].item


def send(desk: Desk, *events: dict[str, Any]) -> AddedEvents:
    told = [{"viewer": "6", "at": AT, "purposes": AGREED, **event} for event in events]
    return desk.audience.add_events(told, by="player")


def test_the_same_batch_twice_adds_nothing(desk: Desk) -> None:
    batch = [
        {"event": "view", "item": item(desk, "toy story")},
        {"event": "progress", "item": item(desk, "toy story"), "position": 60},
        {"event": "search", "query": "toys"},
        {"event": "like", "source": "movielens-100k", "record": "3"},
        {"event": "share", "item": item(desk, "toy story"), "at": None, "id": "s1"},
    ]
    first, again = send(desk, *batch), send(desk, *batch)
    assert (first.received, first.added, first.known, first.refused) == (5, 5, 0, 0)
    assert (again.added, again.known) == (0, 5)
    kept = EventStore(desk.workspace.database).of_viewer("6")
    assert kept.filter(kept["event"] == "share")["at"].to_list() == [NOW]


def test_events_about_records_that_no_item_has_are_kept_and_counted(desk: Desk) -> None:
    added = send(
        desk,
        {"event": "like", "source": "movielens-100k", "record": "3"},
        {"event": "view", "source": "movielens-100k", "record": "3000"},
        {"event": "view", "source": "movielens", "record": "3"},
        {"event": "search", "query": "toys"},
    )
    assert (added.added, added.without_item, added.refused) == (4, 2, 0)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({"event": "view"}, "Event 1: item is missing; send an item, or a source with a record."),
        ({"event": "view", "item": "i0"}, "Event 1: item is 'i0', not an item of the catalogue."),
        ({"event": "view", "item": 7}, "Event 1: item is '7', not an item of the catalogue."),
        ({"event": "search"}, "Event 1: query is missing; send the words searched for, up to 500"),
        ({"event": "search", "query": "x", "at": "2026-03-15T20:00"}, "not a time with its zone"),
        ({"event": "search", "query": "x", "at": None}, "at is missing; send a time with its zone"),
        ({"event": "search", "query": "x", "stars": 3}, "stars is '3', not a field of an event"),
        ({"event": "search", "query": "x", "purposes": ["ads"]}, "purposes is \"['ads']\", not a"),
        ({"event": ["view"], "source": "s", "record": "1"}, "event is \"['view']\", not view, "),
        ({"event": "view", "source": ["s"], "record": "1"}, "source is \"['s']\", not the name"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_kept(
    desk: Desk, event: dict[str, Any], sentence: str
) -> None:
    good = {"event": "search", "query": "toys"}
    told = send(desk, good, event, {**good, "id": "b"})
    assert (told.refused, told.added + told.known) == (1, 2)
    assert sentence in told.problems[0].sentence
    assert told.problems[0].index == 1


def test_a_dislike_takes_an_item_out_of_what_counts_and_it_stays_seen(desk: Desk) -> None:
    film, other = item(desk, "seven"), item(desk, "12 monkeys")
    send(desk, {"event": "finish", "item": film}, {"event": "view", "item": other})
    home = desk.home("6", desk.context("6"))
    send(desk, {"event": "dislike", "item": film, "at": NOW})
    after = desk.home("6", desk.context("6"))
    before, now = (_ask(desk, page.journal_id) for page in (home, after))
    assert set(before["history"]) == {film, other}
    assert (now["history"], now["set_aside"]) == ([other], [film])
    assert film not in [card.item for row in after.rows for card in row.cards]
    assert desk.replay(after.journal_id).identical


def _ask(desk: Desk, journal_id: str) -> Any:
    return Journal(desk.workspace.database).get(journal_id).payload["ask"]


def test_learning_needs_personalisation_and_ends_with_its_withdrawal(desk: Desk) -> None:
    send(
        desk,
        {"event": "watched", "item": item(desk, "seven")},
        {"event": "watched", "item": item(desk, "toy story"), "purposes": ["measurement"]},
    )
    snapshot = desk.audience.snapshot
    assert learning_events(desk.workspace, snapshot).height == 26
    told = desk.audience.change_purposes("6", withdraw=Purpose.PERSONALISATION)
    assert told.withdrawn == ("personalisation",)
    assert learning_events(desk.workspace, snapshot).height == 25
    given = desk.audience.change_purposes("6", give=Purpose.PERSONALISATION)
    assert (given.withdrawn, given.given_again) == ((), {"personalisation": NOW})
    assert learning_events(desk.workspace, snapshot).height == 25


def test_erasing_tells_the_model_first(desk: Desk) -> None:
    page = desk.home("1", desk.context("1"))
    told: list[tuple[str, int]] = []
    erased = desk.audience.erase(
        "1", by="eve", because="asked", forget=lambda v, events: told.append((v, events.height))
    )
    assert told == [("1", 5)]
    assert (erased.removed["events"], erased.removed["journal entries"]) == (5, 1)
    with pytest.raises(NotFoundError, match="no viewer '1'"):
        desk.home("1", desk.context())
    with pytest.raises(NotFoundError, match="was erased on 2026-03-15"):
        desk.replay(page.journal_id)
    with pytest.raises(NotFoundError, match="no viewer '1'"):
        desk.audience.erase("1", by="eve", because="asked")


def test_nothing_is_erased_when_the_model_cannot_forget(desk: Desk) -> None:
    def fails(viewer: str, _events: object) -> None:
        raise RuntimeError(viewer)

    with pytest.raises(RuntimeError):
        desk.audience.erase("1", by="eve", because="asked", forget=fails)
    assert desk.viewer("1").viewings == 5
