"""Trying a rulebook with the keyboard, in light and dark, on a phone, and without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.test_accessibility import violations
from tests.browser.test_catalogue_pages import PASSWORD, sign_in
from tests.web.conftest import tiny_desk  # noqa: F401 - the desk of seven films

from openslate.app.desk import Desk
from openslate.store.roles import Role

pytestmark = pytest.mark.browser


@pytest.fixture
def place(tiny_desk: Desk) -> Iterator[str]:  # noqa: F811 - the fixture above
    tiny_desk.accounts.create("eve", Role.EDITOR, PASSWORD)
    with served(tiny_desk) as address:
        yield address


@pytest.fixture
def editor(chromium: Any, place: str, scheme: str) -> Iterator[Any]:
    for page in watched(chromium, place, color_scheme=scheme):
        sign_in(page)
        yield page


def test_a_rulebook_is_tried_with_keys_alone(editor: Any) -> None:
    editor.goto("/rules")
    editor.get_by_role("link", name="Try an edited rulebook first").focus()
    editor.keyboard.press("Enter")
    text = editor.get_by_label("The rulebook, up to")
    text.wait_for()
    assert violations(editor) == []
    text.focus()
    editor.keyboard.press("Control+A")
    editor.keyboard.type("rulebook: Mine")
    editor.keyboard.press("Tab")
    editor.keyboard.press("Tab")
    editor.keyboard.press("Tab")
    assert editor.evaluate("document.activeElement.innerText") == "Try it"
    editor.keyboard.press("Enter")
    editor.get_by_role("heading", name="What each entry decides").wait_for()
    assert violations(editor) == []
    editor.set_viewport_size({"width": 390, "height": 800})
    assert editor.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(editor) == []


def test_mistakes_are_told_beside_the_text(chromium: Any, place: str, scheme: str) -> None:
    """In a context of its own, because a browser notes the status 422 as an error."""
    context = chromium.new_context(base_url=place, color_scheme=scheme)
    page = context.new_page()
    sign_in(page)
    page.goto("/rules/preview")
    wrong = "rulebook: Mine\nrules:\n- {rule: a, title: A, then: blok, when: TRUE}"
    page.get_by_label("The rulebook, up to").fill(wrong)
    page.get_by_role("button", name="Try it").click()
    page.get_by_role("alert").wait_for()
    assert "There is no effect 'blok'" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("The rulebook, up to").input_value() == wrong
    assert violations(page) == []
    context.close()


def test_it_works_without_scripts(chromium: Any, place: str) -> None:
    for page in watched(chromium, place, java_script_enabled=False):
        sign_in(page)
        page.goto("/rules/preview")
        page.get_by_role("button", name="Try it").click()
        page.get_by_role("heading", name="What each entry decides").wait_for()
        assert "says the same as the one in force" in page.locator(".standfirst").inner_text()
