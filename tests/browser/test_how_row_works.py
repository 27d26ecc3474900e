"""How a row works, measured on a real workspace: contrast, keys, small screens, and its switch."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.tabbing import tab_to, unreached, walk
from tests.browser.test_accessibility import violations
from tests.browser.test_catalogue_pages import PASSWORD, sign_in
from tests.browser.test_keyboard import names

from openslate.app.desk import Desk
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace

pytestmark = pytest.mark.browser
VIEWER = "3"
HOME = f"/viewers/{VIEWER}"
HOW = f"{HOME}/rows/chosen/how"


@pytest.fixture(scope="module")
def served_town(
    town_workspace: MadeWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> MadeWorkspace:
    """The town once more: three of its viewers opened their home, and what decided was measured."""
    copy = town_workspace.copy(tmp_path_factory.mktemp("served") / "workspace")
    with copy.desk() as desk:
        desk.accounts.create("eve", Role.EDITOR, PASSWORD)
        for viewer in (VIEWER, "30", "34"):
            desk.home(viewer, desk.context(viewer))
        desk.influence.measure(3)
    return copy


@pytest.fixture
def measured_desk(served_town: MadeWorkspace) -> Iterator[Desk]:
    """The measured town, with every history in use."""
    with served_town.desk() as desk:
        desk.influence.choose_history(VIEWER, used=True, by="a test")
        yield desk


@pytest.fixture
def shown(chromium: Any, measured_desk: Desk, scheme: str) -> Iterator[Any]:
    """The page of somebody who is signed in, in light and in dark."""
    with served(measured_desk) as address:
        for page in watched(chromium, address, color_scheme=scheme):
            sign_in(page)
            yield page


@pytest.mark.parametrize("path", ["/rows/chosen/how", "/rows/page/how", HOW])
def test_it_has_no_violations_and_fits_a_phone(shown: Any, path: str) -> None:
    shown.goto(path)
    shown.get_by_role("heading", name="What decides its places").wait_for()
    assert violations(shown) == []
    shown.set_viewport_size({"width": 390, "height": 800})
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(shown) == []


def test_what_was_never_measured_has_no_violations(
    chromium: Any, town_copy: MadeWorkspace, scheme: str
) -> None:
    with town_copy.desk() as desk, served(desk) as address:
        for page in watched(chromium, address, color_scheme=scheme):
            page.goto("/rows/chosen/how")
            assert "slate influence" in page.locator(".standfirst").inner_text()
            assert page.get_by_role("table").count() == 0
            assert violations(page) == []
            assert walk(page) == []
            assert unreached(page, "main a") == []


def test_every_link_is_a_stop_of_the_tab_key(shown: Any) -> None:
    shown.goto(HOW)
    assert walk(shown) == []
    assert unreached(shown, "main a, main button") == []


def test_the_history_is_switched_off_and_on_with_keys_alone(shown: Any) -> None:
    shown.goto(HOME)
    personal = names(shown, 0)
    tab_to(shown, "How this row works: Chosen for you")
    shown.keyboard.press("Enter")
    shown.get_by_role("heading", name="Your history").wait_for()
    tab_to(shown, "Stop using this history")
    shown.keyboard.press("Enter")
    shown.get_by_text("until it is switched on again").wait_for()
    assert violations(shown) == []

    shown.goto(HOME)
    assert "The history is switched off" in shown.locator(".standfirst").inner_text()
    assert names(shown, 0) != personal

    tab_to(shown, "The history is switched off")
    shown.keyboard.press("Enter")
    shown.get_by_role("heading", name="Your history").wait_for()
    tab_to(shown, "Use this history again")
    shown.keyboard.press("Enter")
    shown.get_by_role("button", name="Stop using this history").wait_for()
    shown.goto(HOME)
    assert names(shown, 0) == personal


def test_without_scripts_the_switch_is_a_form(chromium: Any, measured_desk: Desk) -> None:
    with served(measured_desk) as address:
        for page in watched(chromium, address, java_script_enabled=False):
            sign_in(page)
            page.goto(HOW)
            page.get_by_role("button", name="Stop using this history").click()
            page.get_by_text("until it is switched on again").wait_for()
    assert not measured_desk.influence.history_used(VIEWER)
