"""One evening on a real workspace: home, along a row, why, history off, search, in a browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.test_accessibility import violations
from tests.browser.test_keyboard import focused, names

from openslate.app.desk import Desk
from openslate.testing.workspace import MadeWorkspace

pytestmark = pytest.mark.browser
VIEWER = "1"


@pytest.fixture
def town_desk(town_copy: MadeWorkspace) -> Iterator[Desk]:
    with town_copy.desk() as desk:
        yield desk


@pytest.fixture
def town_page(chromium: Any, town_desk: Desk, scheme: str) -> Iterator[Any]:
    """A page in front of the town, in light and in dark."""
    with served(town_desk) as address:
        yield from watched(chromium, address, color_scheme=scheme)


def test_an_evening(town_page: Any, town_desk: Desk) -> None:
    context = town_desk.context(VIEWER)
    chosen = town_desk.home(VIEWER, context).rows[0]
    town_page.goto(f"/viewers/{VIEWER}")
    assert names(town_page, 0) == [card.name for card in chosen.cards]
    assert violations(town_page) == []

    town_page.locator(".how-link").first.focus()
    town_page.keyboard.press("Tab")
    town_page.keyboard.press("ArrowRight")
    assert focused(town_page) == chosen.cards[1].name

    town_page.keyboard.press("w")
    panel = town_page.locator("#panel[open] #why")
    panel.wait_for()
    why = town_desk.why(VIEWER, chosen.cards[1].item, context)
    assert why.sentence in panel.inner_text()
    assert violations(town_page) == []
    town_page.keyboard.press("Escape")
    assert focused(town_page) == chosen.cards[1].name

    town_page.goto(f"/viewers/{VIEWER}?history=off")
    impersonal = town_desk.home("2", town_desk.context("2", age=context.age), history=False)
    assert names(town_page, 0) == [card.name for card in impersonal.rows[0].cards]

    wanted = chosen.cards[0].name
    town_page.goto(f"/search?q={wanted}")
    assert wanted in town_page.locator("main").inner_text()
    assert violations(town_page) == []
