"""An experiment in a browser: contrast, keys, a small screen, begun and ended, no scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.tabbing import tab_to, unreached, walk
from tests.browser.test_accessibility import violations
from tests.browser.test_catalogue_pages import PASSWORD, sign_in

from openslate.app.desk import Desk
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 800}
VIEWERS = [str(number) for number in range(2, 10)]


@pytest.fixture
def town(town_copy: MadeWorkspace) -> Iterator[Desk]:
    """The town, where a fifth of the places is tried, and eve, an editor."""
    (town_copy.folder / "slate.toml").write_text("[home]\nexploration = 0.2\n")
    with town_copy.desk() as desk:
        desk.accounts.create("eve", Role.EDITOR, PASSWORD)
        yield desk


@dataclass(frozen=True)
class Room:
    """A browser of an editor in front of the town."""

    desk: Desk
    page: Any

    def visit(self) -> None:
        """Some viewers open their pages; the odd ones watch the first title."""
        for viewer in VIEWERS:
            home = self.desk.home(viewer, self.desk.context(viewer))
            if int(viewer) % 2:
                self.desk.record_viewing(viewer, home.rows[0].cards[0].item, by="eve")


@pytest.fixture
def room(chromium: Any, town: Desk, scheme: str) -> Iterator[Room]:
    """In light and in dark."""
    with served(town) as address:
        for page in watched(chromium, address, color_scheme=scheme):
            sign_in(page)
            yield Room(town, page)


def fits(page: Any) -> None:
    """No violation on a desk and on a phone, and nothing wider than the phone."""
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def test_an_experiment_is_begun_and_ended_with_keys_alone(room: Room) -> None:
    page = room.page
    page.goto("/catalogue")
    page.get_by_role("link", name="Experiments").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Try it on real viewers").wait_for()
    fits(page)
    assert walk(page) == []
    assert unreached(page, "main a, main button, main input") == []
    page.get_by_label("Titles in a row").focus()
    page.keyboard.type("5")
    tab_to(page, "Begin the experiment")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="experiment-1", exact=True).wait_for()
    room.visit()
    page.reload()
    assert "below 30 the ranges are not to be trusted" in page.locator(".standfirst").inner_text()
    assert page.get_by_role("row", name="Group b The same, but rows of 5 titles.").is_visible()
    fits(page)
    assert walk(page) == []
    assert unreached(page, "main a, main summary, .wide-table") == []
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Start another").wait_for()
    page.locator("summary").click()
    fits(page)


def test_an_estimate_is_made_with_keys_alone(room: Room) -> None:
    room.visit()
    page = room.page
    page.goto("/estimates")
    fits(page)
    page.get_by_label("Another rulebook").set_input_files(
        {"name": "q.yaml", "mimeType": "text/yaml", "buffer": b"rulebook: Quiet rules"}
    )
    tab_to(page, "Estimate")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What it would have brought").wait_for()
    assert "Do not rely on it" in page.locator(".standfirst").inner_text()
    fits(page)
    assert walk(page) == []
    assert unreached(page, "main a, .wide-table") == []


def test_mistakes_are_told_beside_the_form(chromium: Any, town: Desk, scheme: str) -> None:
    """In a context of its own, because a browser notes the status 422 as an error."""
    with served(town) as address:
        context = chromium.new_context(base_url=address, color_scheme=scheme)
        page = context.new_page()
        sign_in(page)
        page.goto("/experiments")
        page.get_by_role("button", name="Begin the experiment").click()
        page.get_by_role("alert").wait_for()
        assert "served the same" in page.get_by_role("alert").inner_text()
        assert violations(page) == []
        context.close()


def test_it_works_without_scripts(chromium: Any, town: Desk) -> None:
    with served(town) as address:
        for page in watched(chromium, address, java_script_enabled=False):
            sign_in(page)
            page.goto("/experiments")
            page.get_by_label("Places in which other titles are tried").fill("0")
            page.get_by_role("button", name="Begin the experiment").click()
            assert "nothing tried" in page.get_by_role("row", name="Group b").inner_text()
            page.locator("summary").click()
            page.get_by_role("button", name="Yes, end it now").click()
            page.get_by_role("heading", name="Start another").wait_for()
            page.goto("/estimates")
            page.get_by_role("button", name="Estimate", exact=True).click()
            page.get_by_role("heading", name="It could not be estimated").wait_for()
    assert [one.state for one in town.experiments.views()] == ["stopped"]
