"""Viewers: profiles, one more viewing, and someone who arrived a second ago."""

import pytest
from tests.app.pages import item_named, items_of, watched_by

from openslate.app.desk import Desk
from openslate.app.views import Replay
from openslate.common.errors import NotFoundError
from openslate.store.events import EventStore

ADULT, NEWCOMER = "30", "40"


def test_a_profile_and_the_latest_viewings(tiny: Desk) -> None:
    view = tiny.viewer("1")
    assert (view.viewer, view.age, view.gender, view.occupation) == ("1", 24, "M", "technician")
    assert (view.territory, view.child_profile, view.viewings) == ("US", False, 5)
    names = [card.name for card in view.latest]
    assert names == ["Home Movie", "Toy Story", "Seven", "12 Monkeys", "Il Postino: The Postman"]
    assert view.latest[0].reason == "3 of 5 stars, 20 November 1997"


def test_viewers_are_found_by_how_their_id_begins(tiny: Desk, town: Desk) -> None:
    assert [view.viewings for view in tiny.viewers()] == [5, 3, 4, 6, 7, 0]
    assert [view.viewer for view in town.viewers("4")] == ["4", "40"]
    assert len(town.viewers(limit=3)) == 3
    assert town.viewers("nobody") == ()


def test_a_viewing_counts_on_the_next_page(town: Desk) -> None:
    context = town.context(ADULT)
    before = town.home(ADULT, context)
    item = before.rows[0].cards[0].item
    town.record_viewing(ADULT, item, by="ann")
    after = town.home(ADULT, context)
    assert item not in items_of(after)
    assert watched_by(town, ADULT)[0] == item
    assert before.rows[0].why == "From the 22 titles you watched"
    assert after.rows[0].why == "From the 23 titles you watched"
    assert not town.why(ADULT, item, context).shown


def test_a_first_viewing_makes_a_page_personal(town: Desk) -> None:
    context = town.context(NEWCOMER)
    assert town.home(NEWCOMER, context).rows[0].key == "popular"
    town.record_viewing(NEWCOMER, item_named(town, "Amber Harbour"), by="ann")
    first = town.home(NEWCOMER, context).rows[0]
    assert (first.key, first.why) == ("chosen", "From the 1 title you watched")
    assert {card.reason for card in first.cards} == {"Because you watched Amber Harbour"}


def test_a_viewing_names_who_noted_it_and_of_what(town: Desk) -> None:
    item = item_named(town, "Amber Harbour")
    store = EventStore(town.workspace.database)
    before = store.count()
    for viewer, what in (("nobody", item), (NEWCOMER, "i0")):
        with pytest.raises(NotFoundError):
            town.record_viewing(viewer, what, by="ann")
    assert store.count() == before
    town.record_viewing(NEWCOMER, item, by="ann")
    (event,) = store.of_viewer(NEWCOMER).rows(named=True)
    assert (event["event"], event["rating"]) == ("watched", None)
    assert event["at"] == town.workspace.clock.now()


LIKES = ("Amber Harbour", "Quiet Orchard", "Iron Window")


def test_three_likes_make_a_row(town: Desk) -> None:
    likes = [item_named(town, name) for name in LIKES]
    row = town.recommend(likes, town.context(age=30))
    assert len(row.cards) == 20
    assert not {card.item for card in row.cards} & set(likes)
    assert {card.reason for card in row.cards} <= {f"Because you like {name}" for name in LIKES}
    assert row.why == "From 3 liked items"
    assert row.cards == town.recommend(likes, town.context(age=30)).cards


def test_a_newcomers_row_is_recorded_and_replays(town: Desk) -> None:
    row = town.recommend([item_named(town, name) for name in LIKES], town.context(age=30))
    assert town.replay(row.journal_id) == Replay(row.journal_id, identical=True)


def test_other_likes_make_another_row(town: Desk) -> None:
    context = town.context(age=30)
    rows = [town.recommend([item_named(town, name)], context).cards for name in LIKES]
    assert len({tuple(card.item for card in cards) for cards in rows}) == 3


def test_a_newcomer_is_protected_too(town: Desk) -> None:
    likes = [item_named(town, name) for name in LIKES]
    for age, allowed in ((7, {"G"}), (12, {"G", "PG"}), (30, {"G", "PG", "PG-13", "R", None})):
        row = town.recommend(likes, town.context(age=age))
        assert row.cards
        assert {card.age_rating for card in row.cards} <= allowed


def test_no_likes_at_all_is_what_most_people_watched(town: Desk) -> None:
    row = town.recommend([], town.context(age=30), size=5)
    assert len(row.cards) == 5
    assert row.why == "What most people watched"
    assert {card.reason for card in row.cards} == {""}


def test_a_like_nobody_knows_is_a_clear_answer(town: Desk) -> None:
    with pytest.raises(NotFoundError, match="There is no item 'i0'"):
        town.recommend(["i0"], town.context())
