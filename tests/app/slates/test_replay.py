"""A recorded page made again: identical, whatever came after; else what differs."""

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from tests.app.pages import item_named

from openslate.app.deliveries.import_files import ImportAvailability, ImportEvents
from openslate.app.desk import Desk
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.train import TrainRecommender
from openslate.common.errors import NotFoundError, SlateError
from openslate.store.journal import Journal
from openslate.testing.workspace import MadeWorkspace

VIEWER = "30"


def served(desk: Desk, *, history: bool = True) -> str:
    return desk.home(VIEWER, desk.context(VIEWER), history=history).journal_id


@pytest.mark.parametrize("history", [True, False])
def test_at_once_it_is_identical(town: Desk, history: bool) -> None:
    answer = town.replay(served(town, history=history))
    assert answer.identical
    assert answer.differences == ()


def test_it_is_identical_after_everything_changed(
    town: Desk, town_workspace: MadeWorkspace
) -> None:
    page = served(town)
    before = town.status()
    change_everything(town, town_workspace)
    after = town.status()
    assert all(before[name] != after[name] for name in ("snapshot", "model", "rulebook"))
    assert town.home(VIEWER, town.context(VIEWER)).model == after["model"]
    assert town.replay(page).identical


def change_everything(town: Desk, made: MadeWorkspace) -> None:
    """Another sheet of rights, one more viewing, a new model, a rulebook with fewer rules."""
    workspace = town.workspace
    town.record_viewing(VIEWER, item_named(town, "Twisted Detective"), by="editor")
    sheet = workspace.folder / "later.csv"
    lines = made.files.availability.read_text().splitlines(keepends=True)
    sheet.write_text("".join(lines[:200]))
    ImportAvailability(workspace)(sheet)
    more = workspace.folder / "more.inter"
    more.write_text(made.files.inter.read_text() + "40\t7\t5\t990000000\n")
    ImportEvents(workspace)(more)
    MakeSnapshot(workspace)()
    TrainRecommender(workspace)()
    text = workspace.rulebook_path.read_text()
    start, end = text.index("- rule: award-winners"), text.index("# ---- How a row")
    workspace.rulebook_path.write_text(text[:start] + text[end:])


def test_another_desk_says_the_same(town: Desk, town_copy: MadeWorkspace) -> None:
    page = served(town)
    with town_copy.desk() as other:
        assert other.replay(page).identical


def edited(desk: Desk, page: str, change: Callable[[dict[str, Any]], object]) -> str:
    """A second record of a page in which something else stands; the first can't be changed."""
    journal = Journal(desk.workspace.database, desk.workspace.clock)
    entry = journal.get(page)
    payload = deepcopy(dict(entry.payload))
    change(payload)
    return journal.record(replace(entry, payload=payload))


def swap_the_first_two(payload: dict[str, Any]) -> None:
    items = payload["rows"][0]["items"]
    items[0], items[1] = items[1], items[0]


def test_places_that_differ_are_named(town: Desk) -> None:
    page = served(town)
    names = [card.name for card in town.home(VIEWER, town.context(VIEWER)).rows[0].cards]
    answer = town.replay(edited(town, page, swap_the_first_two))
    assert not answer.identical
    assert len(answer.differences) == 2
    assert answer.differences[0].startswith(f"Chosen for you, place 1: was {names[1]} (")
    assert f"now {names[0]} (" in answer.differences[0]


def test_rows_lengths_titles_and_strangers_are_named(town: Desk) -> None:
    def change(payload: dict[str, Any]) -> None:
        payload["rows"][0]["items"].pop()
        payload["rows"][1]["title"] = "Because you watched nothing"
        payload["rows"][2]["items"][0] = "i0"

    told = "; ".join(town.replay(edited(town, served(town), change)).differences)
    assert "Chosen for you: had 19 items, now 20" in told
    assert "the row 'Because you watched nothing' is now 'Because you watched " in told
    assert "Undiscovered, place 1: was i0, now " in told


def test_a_missing_row_is_named(town: Desk) -> None:
    page = edited(town, served(town), lambda payload: payload["rows"].pop())
    (difference,) = town.replay(page).differences
    assert difference.startswith("rows were ['chosen', ")


@pytest.mark.parametrize("what", ["models", "snapshots", "rulebooks"])
def test_what_is_no_longer_here_is_one_sentence(
    town: Desk, town_workspace: MadeWorkspace, what: str
) -> None:
    page, names = served(town), town.status()
    change_everything(town, town_workspace)
    town.status()
    name = names[what.removesuffix("s")]
    lost = town.workspace.folder / what / (f"{name}.yaml" if what == "rulebooks" else name)
    shutil.move(lost, town.workspace.folder / "lost")
    with pytest.raises(SlateError, match=rf"The {what[:-1]} {lost.name} is no longer here"):
        town.replay(page)


def test_a_page_that_was_never_served_is_not_found(town: Desk) -> None:
    with pytest.raises(NotFoundError, match="There is no decision 'j0'"):
        town.replay("j0")
