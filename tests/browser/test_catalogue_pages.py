"""Health, mapping and an item's story on a real workspace: keys, contrast, no scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.test_accessibility import violations
from tests.web.conftest import tiny_desk  # noqa: F401 - the desk of seven films
from tests.web.test_mapping_pages import SHEET

from openslate.app.desk import Desk
from openslate.store.roles import Role

pytestmark = pytest.mark.browser
PASSWORD = "seven films by heart"


@pytest.fixture
def place(tiny_desk: Desk) -> Iterator[str]:  # noqa: F811 - the fixture above
    """Where the tiny workspace is served."""
    tiny_desk.accounts.create("eve", Role.EDITOR, PASSWORD)
    with served(tiny_desk) as address:
        yield address


@pytest.fixture
def editor(chromium: Any, place: str, scheme: str) -> Iterator[Any]:
    """The page of an editor, in light and in dark."""
    for page in watched(chromium, place, color_scheme=scheme):
        sign_in(page)
        yield page


@pytest.fixture
def plain_editor(chromium: Any, place: str) -> Iterator[Any]:
    """The page of an editor whose browser runs no scripts."""
    for page in watched(chromium, place, java_script_enabled=False):
        sign_in(page)
        yield page


def sign_in(page: Any) -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").fill("eve")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("eve, editor").wait_for()


def upload(page: Any) -> None:
    page.goto("/catalogue/mapping")
    sheet = {"name": "titel.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    page.get_by_label("A delivered file").set_input_files(sheet)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("heading", name="Columns").wait_for()


def test_health_and_its_lists_have_no_violations(editor: Any) -> None:
    editor.goto("/catalogue/health")
    assert violations(editor) == []
    editor.get_by_role("link", name="Records without a name").focus()
    editor.keyboard.press("Enter")
    editor.get_by_role("heading", name="Records without a name").wait_for()
    assert violations(editor) == []


def test_a_sheet_is_mapped_and_imported_with_the_keyboard(editor: Any, tiny_desk: Desk) -> None:  # noqa: F811
    upload(editor)
    assert violations(editor) == []
    editor.get_by_label("Name of the mapping").focus()
    editor.keyboard.press("ControlOrMeta+a")
    editor.keyboard.type("house")
    editor.keyboard.press("Tab")
    editor.keyboard.press("ControlOrMeta+a")
    editor.keyboard.type("house")
    for _ in range(200):
        editor.keyboard.press("Tab")
        if editor.evaluate("document.activeElement.name") == "field-4":
            break
    editor.keyboard.type("Tags")
    editor.keyboard.press("Tab")
    assert editor.evaluate("document.activeElement.localName") == "summary"
    editor.keyboard.press("Enter")
    assert editor.locator("#split-4").is_visible()
    assert violations(editor) == []
    editor.get_by_role("button", name="Try it").focus()
    editor.keyboard.press("Enter")
    editor.wait_for_load_state()
    assert editor.locator("[name=field-4]").input_value() == "tags"
    editor.get_by_role("button", name="Save and import").focus()
    editor.keyboard.press("Enter")
    editor.get_by_role("heading", name="Imported titel.csv").wait_for()
    assert violations(editor) == []
    assert tiny_desk.mapping_room.files.names() == ("house",)


def test_mapping_needs_no_scripts(plain_editor: Any) -> None:
    upload(plain_editor)
    plain_editor.locator("[name=field-4]").select_option("tags")
    plain_editor.get_by_role("button", name="Save and import").click()
    plain_editor.get_by_role("heading", name="Imported titel.csv").wait_for()


def test_the_story_of_an_item(editor: Any, tiny_desk: Desk) -> None:  # noqa: F811
    item = next(c.item for c in tiny_desk.search("12 monkeys").cards if c.name == "12 Monkeys")
    editor.goto(f"/items/{item}")
    editor.get_by_text("What speaks for and against").focus()
    editor.keyboard.press("Enter")
    editor.get_by_role("rowheader", name="Together").wait_for()
    assert violations(editor) == []
    editor.get_by_label("Territory").select_option("GB")
    editor.get_by_label("Day").fill("2026-03-20")
    editor.get_by_role("button", name="Show").click()
    editor.locator(".places .here .reason-line").first.wait_for()
    assert "2026-04-01" in editor.locator(".places .here").inner_text()


@pytest.mark.parametrize("path", ["/catalogue/health", "/catalogue/mapping"])
def test_pages_fit_a_small_screen(editor: Any, path: str) -> None:
    editor.set_viewport_size({"width": 360, "height": 740})
    editor.goto(path)
    assert editor.evaluate("document.documentElement.scrollWidth") <= 360
    if path.endswith("mapping"):
        upload(editor)
        editor.wait_for_load_state()
        assert editor.evaluate("document.documentElement.scrollWidth") <= 360
