"""Served pages that try something: within every rule, replayed exactly, chances in the journal."""

from collections.abc import Iterator

import pytest
from tests.app.pages import items_of
from tests.app.slates.test_home import breaches

from openslate.app.desk import Desk
from openslate.app.slates.dress import TRIED
from openslate.store.journal import Journal
from openslate.testing.workspace import MadeWorkspace


@pytest.fixture
def exploring(town_copy: MadeWorkspace) -> Iterator[Desk]:
    """The town, where a fifth of the places is tried."""
    path = town_copy.folder / "slate.toml"
    path.write_text("[home]\nexploration = 0.2\n")
    with town_copy.desk() as desk:
        yield desk


def test_a_page_that_tries_keeps_to_the_rules_and_says_so(exploring: Desk) -> None:
    home = exploring.home("30", exploring.context("30"))
    tried = [card for row in home.rows for card in row.cards if card.reason == TRIED]
    assert 10 <= len(tried) <= 20
    assert breaches(exploring, home) == []
    assert len(items_of(home)) == len(set(items_of(home)))
    why = exploring.why("30", tried[0].item, exploring.context("30"))
    assert (why.shown, "other titles are tried" in why.sentence) == (True, True)


def test_it_is_replayed_exactly_and_every_place_has_its_chance(exploring: Desk) -> None:
    home = exploring.home("30", exploring.context("30"))
    entry = Journal(exploring.workspace.database).get(home.journal_id)
    assert exploring.replay(home.journal_id).identical
    assert entry.payload["ask"]["exploration"] == 0.2
    for row, chances in zip(entry.payload["rows"], entry.payload["chances"], strict=True):
        tried = [by == "exploration" for by in row["placed_by"]]
        assert len(row["items"]) == len(chances)
        assert all(0 < chance <= 1 for chance in chances)
        assert all(chance < 0.2 for chance, by in zip(chances, tried, strict=True) if by)


def test_a_page_stays_as_it_is_through_a_day_and_differs_between_viewers(exploring: Desk) -> None:
    context = exploring.context("30")
    assert items_of(exploring.home("30", context)) == items_of(exploring.home("30", context))


def test_nothing_is_tried_unless_the_settings_say_so(town: Desk) -> None:
    home = town.home("30", town.context("30"))
    entry = Journal(town.workspace.database).get(home.journal_id)
    assert "chances" not in entry.payload
    assert "exploration" not in entry.payload["ask"]
