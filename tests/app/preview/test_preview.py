"""Rulebooks tried on the forty viewers of the town, before they go live."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from openslate.app.desk import Desk
from openslate.app.influence.components import without
from openslate.app.preview.cost import cost_of
from openslate.app.preview.page_pair import signature
from openslate.app.preview.preview_views import RulePreview
from openslate.app.preview.sample import (
    FEWEST,
    HELD_BACK,
    asks_of,
    hold_back,
    sample_viewers,
)
from openslate.app.slates.ask import Ask
from openslate.app.slates.compose import compose_home
from openslate.common.errors import NotFoundError, SlateError
from openslate.recommend.influence.component import Component
from openslate.recommend.slates import slate as slate_module
from openslate.rules import RulebookError, default_rulebook_text, parse_rulebook
from openslate.store.journal import Journal
from openslate.testing.workspace import MadeWorkspace

VIEWERS = 3
QUIET = "rulebook: House rules\n"


@pytest.fixture(scope="module")
def town(town_workspace: MadeWorkspace) -> Iterator[Desk]:
    in_no_hurry = patch.object(slate_module, "SECONDS", 60.0)  # pages made twice are the same
    with in_no_hurry, town_workspace.desk() as desk:
        yield desk


def tried(town: Desk, edit: str, instead: str = "", viewers: int = VIEWERS) -> RulePreview:
    text = default_rulebook_text()
    assert edit in text
    return town.preview.preview(parse_rulebook(text.replace(edit, instead), "new.yaml"), viewers)


def test_the_same_rulebook_changes_nothing(town: Desk) -> None:
    found = tried(town, "# The house rules", "# Our rules")
    assert found.sentence == "The new rulebook says the same as the one in force."
    assert (found.old, found.changed, found.comes_in, found.goes_out) == (found.new, 0, (), ())
    assert {entry.change for entry in found.entries} == {"as before"}
    assert (found.cost.difference, found.cost.low, found.cost.high) == (0, 0, 0)


def test_an_edit_is_told_by_what_comes_in_and_goes_out(town: Desk) -> None:
    block = "title: Nothing without a name\n  when: item.name IS NULL"
    found = tried(town, block, block.replace("item.name IS NULL", "item.year < 1950"))
    assert found.changed == found.viewers
    assert 0 < found.low < 1
    (entry,) = (e for e in found.entries if e.change == "edited")
    assert (entry.name, entry.decides, entry.of) == ("nameless", VIEWERS, VIEWERS)
    assert found.goes_out
    assert all((town.card(moved.item).year or 0) < 1950 for moved in found.goes_out)
    assert all((town.card(moved.item).year or 0) >= 1950 for moved in found.comes_in)


def test_a_new_name_alone_moves_nothing(town: Desk) -> None:
    found = tried(town, "- quota: older-films", "- quota: newer-films", viewers=2)
    assert {(e.name, e.change) for e in found.entries if e.change != "as before"} == {
        ("older-films", "gone"),
        ("newer-films", "new"),
    }
    assert found.changed == 0


def test_a_label_alone_is_a_change_too(town: Desk) -> None:
    found = tried(town, "Age rating unknown", "Nobody rated this")
    assert found.changed > 0
    assert (found.comes_in, found.goes_out) == ((), ())


ENTRIES = """quotas:
- {quota: old, title: O, at_least: 9, where: item.year < 1970}
- {quota: young, title: Y, at_least: 12, where: item.year > 1985}
- {quota: few, title: F, at_most: 3, where: "item.language <> 'en'", rows: [popular]}
"""
PAGED = "- {quota: paged, title: P, on: page, at_most: 4, where: item.year < 1980}\n"


@pytest.mark.parametrize("quotas", [ENTRIES, ENTRIES + PAGED])
def test_what_an_entry_decides_is_counted_by_whole_pages_without_it(
    town: Desk, quotas: str
) -> None:
    """The preview makes as few rows as tell a difference; here every page is made in full."""
    book = parse_rulebook(QUIET + quotas, "new.yaml")
    found = town.preview.preview(book, VIEWERS)
    old = town.engine
    new = old.with_rulebook(book)
    sample = sample_viewers(town.workspace, VIEWERS)
    asks = asks_of(town.workspace, old, sample, town.workspace.clock.now())
    size = town.workspace.settings.home.row_size
    for entry in found.entries:
        engine = old if entry.change == "gone" else new
        component = Component(entry.kind, entry.name, entry.title)  # type: ignore[arg-type]
        lacking = engine.with_rulebook(without(engine.rulebook, component))
        pages = ([signature(compose_home(e, ask, size)) for e in (engine, lacking)] for ask in asks)
        assert (entry.name, entry.decides) == (entry.name, sum(a != b for a, b in pages))


def test_what_cannot_hold_any_more_is_named(town: Desk) -> None:
    impossible = "- {quota: silent, title: S, at_least: 9, where: item.year < 1900, rows: [chosen]}"
    found = tried(town, "quotas:\n", f"quotas:\n{impossible}\n", viewers=2)
    (clash,) = (clash for clash in found.clashes if "silent" in clash.rules)
    assert (clash.row, clash.before, clash.after) == ("Chosen for you", 0, 2)
    assert "'silent' wants at least 9 of no items" in clash.sentence
    assert ("silent", 0, 2) in [(e.rule, e.before, e.after) for e in found.eased]


def test_budgets_and_spacings_are_entries_like_others(town: Desk) -> None:
    shapes = (
        "\nbudgets:\n- {budget: short, title: S, sum: item.runtime, at_most: 400, among_first: 4,"
        " if unknown: 90, rows: [chosen]}\n"
        "spacings:\n- {spacing: apart, title: A, per: item.directors}\npins:\n"
    )
    found = tried(town, "\npins:\n", shapes, viewers=1)
    assert {e.kind for e in found.entries if e.change == "new"} == {"budget", "spacing"}


def test_nothing_is_recorded_and_nothing_changes(town: Desk) -> None:
    served = Journal(town.workspace.database).latest(100)
    version = town.engine.rulebook.version
    tried(town, "then: {boost: 1.15}", "then: {boost: 9}", viewers=1)
    assert Journal(town.workspace.database).latest(100) == served
    assert town.engine.rulebook.version == version


def test_the_same_viewers_are_asked_every_time_and_progress_is_told(town: Desk) -> None:
    names = [viewer.viewer for viewer in sample_viewers(town.workspace, 7)]
    assert names == [viewer.viewer for viewer in sample_viewers(town.workspace, 7)]
    told: list[tuple[int, int | None]] = []
    book = parse_rulebook(QUIET, "new.yaml")
    town.preview.preview(book, 2, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_mistakes_are_said_before_anything_is_tried(town: Desk) -> None:
    with pytest.raises(RulebookError, match="There is no effect 'blok'"):
        town.preview.start("rulebook: R\nrules:\n- {rule: a, title: A, when: TRUE, then: blok}", 3)
    with pytest.raises(SlateError, match="longer than"):
        town.preview.start("#" * 60_000, 3)
    with pytest.raises(NotFoundError, match="no such preview"):
        town.preview.state("nothing")


def test_a_preview_runs_beside_the_page(town: Desk) -> None:
    key = town.preview.start(QUIET, 2)
    town.preview.jobs.wait()
    state = town.preview.state(key)
    assert (state.state, state.name) == ("done", "House rules")
    assert state.result is not None
    assert state.result.viewers == 2
    assert town.preview.text.startswith("# The house rules")


def test_the_last_viewings_are_held_back(town: Desk) -> None:
    context = town.context("1")
    short = Ask(context, None, tuple(range(FEWEST - 1)), (4.0,) * (FEWEST - 1))
    assert hold_back(short) is None
    held = hold_back(Ask(context, None, tuple(range(FEWEST)), (4.0,) * FEWEST))
    assert held is not None
    assert (held.wanted, held.ask.history[0]) == (frozenset(range(HELD_BACK)), HELD_BACK)


def test_the_cost_is_what_the_first_ten_places_find() -> None:
    """One viewer wants items 1 and 2: found first and second, then second and third."""
    cost = cost_of([[1, 2, 3]], [[3, 2, 1]], [{1, 2}])
    assert cost.before == pytest.approx(1.0)
    assert cost.after == pytest.approx((1 / 1.5849625 + 1 / 2) / (1 + 1 / 1.5849625))
    assert not cost.enough
    assert cost.sentence.startswith("Only one viewer watched enough")
    many = cost_of([[1, 2, 3]] * 40, [[3, 2, 1]] * 40, [{1, 2}] * 40)
    assert many.enough
    assert many.sentence.startswith("It costs accuracy: NDCG@10 -0.3")
    assert cost_of([], [], []).viewers == 0
