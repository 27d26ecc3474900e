"""Items, search and rules as people read them."""

import pytest
from tests.app.pages import item_named

from openslate.app.cards import shown_name
from openslate.app.desk import Desk
from openslate.common.errors import NotFoundError
from openslate.rules.reading import default_rulebook


def test_an_item_tells_who_says_what_and_who_won(tiny: Desk) -> None:
    page = tiny.item(item_named(tiny, "12 Monkeys"), tiny.context())
    assert (page.name, page.year, page.runtime, page.age_rating) == ("12 Monkeys", 1995, 129, "R")
    assert page.directors == ("Terry Gilliam",)
    assert page.viewings == 4
    names = {(fact.value, fact.source, fact.won) for fact in page.facts if fact.field == "name"}
    assert names == {
        ("12 Monkeys", "wikidata-films", True),
        ("Twelve Monkeys", "movielens-100k", False),
    }
    assert page.facts[0].field == "name"
    assert all(fact.about for fact in page.facts)
    (window,) = page.windows
    assert (window["territory"], str(window["starts"]), window["ends"]) == (
        *("GB", "2026-04-01", None),
    )


def test_similar_items_may_be_shown_here_and_now(town: Desk) -> None:
    item = item_named(town, "Amber Harbour")
    for age, ratings in ((7, {"G"}), (30, {"G", "PG", "PG-13", "R", None})):
        page = town.item(item, town.context(age=age))
        assert len(page.similar) == 12
        assert item not in {card.item for card in page.similar}
        assert {card.age_rating for card in page.similar} <= ratings
    assert page.similar[0].reason


def test_an_item_without_name_or_facts_still_has_a_page(tiny: Desk) -> None:
    nameless = next(i for i in tiny.engine.snapshot.ids if tiny.card(i).name == "Untitled")
    page = tiny.item(nameless, tiny.context())
    assert (page.name, page.year, page.windows) == ("Untitled", None, ())


def test_an_item_nobody_knows_is_not_found(tiny: Desk) -> None:
    for ask in (lambda: tiny.item("i0", tiny.context()), lambda: tiny.card("i0")):
        with pytest.raises(NotFoundError, match="There is no item 'i0'"):
            ask()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("toy", "Toy Story"),
        ("AMELIE", "Amélie"),
        ("twelve monkeys", "12 Monkeys"),
        ("fincher", "Seven"),
        ("harrison ford", "Blade Runner"),
        ("pitt fincher", "Seven"),
        ("blade 1982", "Blade Runner"),
        ("thriller", "Seven"),
    ],
)
def test_search_finds_names_old_and_new_and_people(tiny: Desk, query: str, name: str) -> None:
    found = tiny.search(query)
    assert found.cards[0].name == name
    assert found.suggestion is None


def test_a_misspelt_search_gets_a_suggestion(tiny: Desk) -> None:
    found = tiny.search("blade runer")
    assert (found.total, found.cards) == (0, ())
    assert found.suggestion == "Blade Runner"
    assert tiny.search(found.suggestion).total == 1


@pytest.mark.parametrize(
    ("query", "meant"), [("twelv monkies", "Twelve Monkeys"), ("harisson ford", "Harrison Ford")]
)
def test_other_names_and_people_are_suggested_too(tiny: Desk, query: str, meant: str) -> None:
    assert tiny.search(query).suggestion == meant
    assert tiny.search(meant).total


def test_an_article_stands_in_front_wherever_a_name_is_shown(tiny: Desk) -> None:
    assert shown_name("Grand Day Out, A") == "A Grand Day Out"
    assert not any(name.endswith((", The", ", Il")) for name in tiny.engine.cards.names)


def test_a_search_is_cut_in_pages(town: Desk) -> None:
    first, second = town.search("amber", limit=5), town.search("amber", limit=5, offset=5)
    assert first.total == second.total == 12
    assert len(first.cards) == len(second.cards) == 5
    assert not {card.item for card in first.cards} & {card.item for card in second.cards}


def test_the_rules_are_sentences_with_what_they_did(town: Desk) -> None:
    assert {view.decisions for view in town.rules()} == {0}
    for viewer in ("1", "30"):
        town.home(viewer, town.context(viewer))
    views = {view.rule: view for view in town.rules()}
    book = default_rulebook()
    assert len(views) == len(book.rules) + len(book.quotas) + len(book.pins)
    assert {view.decisions for view in views.values()} == {2}
    assert views["not-available"].spoke == 2
    assert views["unrated-for-the-young"].spoke == 1  # only for the child
    assert views["watershed"].spoke == 0  # it is half past nine
    assert views["other-languages"].spoke == 2
    assert views["one-director"].spoke == 2  # a quota per director counts like any other
    assert views["vertigo"].spoke == 0  # the town has no Vertigo
    assert views["watershed"].expires == "2028-01-01"
    assert all(view.sentence and view.title and view.effect for view in views.values())
    assert {view.kind for view in views.values()} == {"rule", "quota", "pin"}


def test_the_status_counts_everything(tiny: Desk) -> None:
    status = tiny.status()
    assert (status["items"], status["items_with_history"]) == (8, 7)
    assert (status["viewers"], status["events"], status["trouble"]) == (6, 25, None)


def test_territories_are_those_of_the_sheets_and_the_settings(tiny: Desk) -> None:
    assert tiny.territories() == ["GB", "US"]
