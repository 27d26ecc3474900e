"""The pages of drafts in a browser: contrast, keys, a small screen, no scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.drafts_made import MadeDrafts, make_drafts
from tests.browser.tabbing import tab_to, unreached, walk
from tests.browser.test_accessibility import violations
from tests.browser.test_catalogue_pages import PASSWORD, sign_in

from openslate.app.desk import Desk
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def made(
    tiny_workspace: MadeWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, MadeDrafts]]:
    """A desk with eve, an editor, and drafts of every kind."""
    folder = tmp_path_factory.mktemp("drafts")
    with tiny_workspace.copy(folder / "w").desk() as desk:
        desk.accounts.create("eve", Role.EDITOR, PASSWORD)
        yield desk, make_drafts(desk)


@pytest.fixture
def page(chromium: Any, made: tuple[Desk, MadeDrafts], scheme: str) -> Iterator[Any]:
    """In light and in dark."""
    with served(made[0]) as address:
        for page in watched(chromium, address, color_scheme=scheme):
            sign_in(page)
            yield page


def test_every_page_is_within_reach_of_everybody(page: Any, made: tuple[Desk, MadeDrafts]) -> None:
    for path in made[1].pages:
        page.goto(path)
        assert violations(page) == [], path
        assert walk(page) == [], path
        assert unreached(page, "main a, main button, main input, main textarea:visible") == []
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        assert violations(page) == [], path
        page.set_viewport_size({"width": 1280, "height": 900})


def test_writing_editing_and_picking_by_keyboard(page: Any) -> None:
    page.goto("/drafts")
    page.focus("#item")
    page.keyboard.type("Seven")
    page.keyboard.press("Enter")
    page.locator(".candidates").wait_for()
    tab_to(page, "Edit")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("Seven won nine Oscars.")
    tab_to(page, "Keep as a new version")
    page.keyboard.press("Enter")
    assert page.locator(".unbacked").inner_text().startswith("Seven won nine Oscars.")
    assert page.get_by_role("status").filter(has_text="Kept as a new version").is_visible()


def test_what_is_wrong_is_told_where_it_is(
    chromium: Any, made: tuple[Desk, MadeDrafts], scheme: str
) -> None:
    with served(made[0]) as address:
        page = chromium.new_page(base_url=address, color_scheme=scheme)  # 422 is no error here
        sign_in(page)
        page.goto("/drafts")
        page.fill("#item", "Nobody's film")
        page.locator("button", has_text="Write candidates").click()
        assert page.get_by_role("alert").inner_text().startswith("There is no item")
        assert violations(page) == []
        page.close()
