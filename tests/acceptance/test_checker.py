"""The checker of homes objects to a home that was tampered with, so its silence means something."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from openslate.app.desk import Desk
from openslate.app.views import Card, Home, Row
from openslate.decision.verdict import Verdict
from openslate.graph.vocabulary import Columns
from openslate.store.viewers import ViewerStore
from tests.acceptance.plain_home import HomeChecker
from tests.acceptance.random_requests import invented_day, noon
from tests.acceptance.thousand_homes import read_judge

pytestmark = pytest.mark.real
VIEWER = "1"

Tampering = Callable[[Desk, Home], Home]


@pytest.fixture(scope="module")
def check(desk: Desk) -> Callable[[Home], list[str]]:
    judge = read_judge(desk)
    viewer = ViewerStore(desk.workspace.database).get(VIEWER)

    def run(home: Home) -> list[str]:
        request = judge.request(viewer, home.context)
        return HomeChecker(request, judge.catalogue.seen[VIEWER]).check(home)

    return run


@pytest.fixture(scope="module")
def home(desk: Desk) -> Home:
    """At noon, when films for adults only are blocked, in a territory where the pin holds."""
    return desk.home(VIEWER, desk.context(VIEWER, territory="US", at=noon(invented_day(desk))))


def change(home: Home, key: str, cards: Callable[[Row], tuple[Card, ...]]) -> Home:
    """The same home with other cards in one row."""
    rows = (replace(r, cards=cards(r)) if r.key == key else r for r in home.rows)
    return replace(home, rows=tuple(rows))


def instead(home: Home, key: str, card: Card) -> Home:
    """A row with another card in its last place."""
    return change(home, key, lambda row: (*row.cards[:-1], card))


def card_where(desk: Desk, home: Home, may: Callable[[int], bool]) -> Card:
    """The first item that is not on the page and of which `may` is true."""
    shown = {card.item for row in home.rows for card in row.cards}
    ids = desk.engine.snapshot.ids
    return desk.card(next(i for n, i in enumerate(ids) if i not in shown and may(n)))


def blocked(desk: Desk, home: Home) -> Home:
    verdict = desk.engine.judge(None, home.context).verdict
    return instead(home, "chosen", card_where(desk, home, lambda i: verdict[i] == Verdict.BLOCK))


def watched(desk: Desk, home: Home) -> Home:
    latest = desk.viewer(VIEWER).latest
    allowed = desk.engine.judge(None, home.context).allowed
    index = desk.engine.snapshot.index_of
    return instead(home, "chosen", next(card for card in latest if allowed[index(card.item)]))


def watched_by_others(desk: Desk, home: Home) -> Home:
    """An item with viewings among those that nobody has watched."""
    allowed = desk.engine.judge(None, home.context).allowed & desk.engine.model.has_history
    seen = {card.item for card in desk.viewer(VIEWER).latest}
    ids = desk.engine.snapshot.ids
    card = card_where(desk, home, lambda i: bool(allowed[i]) and ids[i] not in seen)
    return instead(home, "undiscovered", card)


def shown_twice(_: Desk, home: Home) -> Home:
    return instead(home, "chosen", home.rows[0].cards[0])


def without_labels(_: Desk, home: Home) -> Home:
    return change(home, "chosen", lambda row: tuple(replace(c, labels=()) for c in row.cards))


def without_pin(_: Desk, home: Home) -> Home:
    return change(home, "editors", lambda row: (*row.cards[1:], row.cards[0]))


def too_short(_: Desk, home: Home) -> Home:
    return change(home, "undiscovered", lambda row: row.cards[:-1])


def in_english_only(desk: Desk, home: Home) -> Home:
    index, language = desk.engine.snapshot.index_of, desk.engine.snapshot.item[Columns.LANGUAGE]
    english = [c for r in home.rows for c in r.cards if language[index(c.item)] == "en"]
    return change(home, "chosen", lambda _: tuple(english[:20]))


def by_one_director(desk: Desk, home: Home) -> Home:
    """Three films by the director of the pinned one, who has made the most."""
    index, director = desk.engine.snapshot.index_of, desk.engine.snapshot.item[Columns.DIRECTOR]
    pinned = next(card for row in home.rows for card in row.cards if card.pinned)
    theirs = director[index(pinned.item)]
    films = [desk.card(i) for n, i in enumerate(desk.engine.snapshot.ids) if director[n] == theirs]
    return change(home, "chosen", lambda row: (*row.cards[:-3], *films[:3]))


def test_an_honest_home_is_fine(home: Home, check: Callable[[Home], list[str]]) -> None:
    assert check(home) == []


@pytest.mark.parametrize(
    ("tampering", "objection"),
    [
        (blocked, "is shown against the rules"),
        (watched, "has been watched"),
        (watched_by_others, "does not belong in 'Undiscovered'"),
        (shown_twice, "is shown 2 times"),
        (without_labels, "has the labels ()"),
        (without_pin, "pinned are"),
        (too_short, "19 cards and nothing is said"),
        (in_english_only, "other-languages has 0 of 3 and nothing is said"),
        (by_one_director, "one-director allows 2, Alfred Hitchcock has 3"),
    ],
)
def test_the_checker_objects(
    desk: Desk, home: Home, check: Callable[[Home], list[str]], tampering: Tampering, objection: str
) -> None:
    assert any(objection in sentence for sentence in check(tampering(desk, home)))
