"""Talking with the assistant by keyboard, in light and dark, on a phone, and without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.test_accessibility import violations
from tests.web.conftest import tiny_desk  # noqa: F401 - the desk of seven films

from openslate.app.desk import Desk

pytestmark = pytest.mark.browser
PAGE = "/assistant?age=40&territory=GB"


@pytest.fixture
def place(tiny_desk: Desk) -> Iterator[str]:  # noqa: F811 - the fixture above
    with served(tiny_desk) as address:
        yield address


@pytest.fixture
def viewer(chromium: Any, place: str, scheme: str) -> Iterator[Any]:
    yield from watched(chromium, place, color_scheme=scheme)


def ask(page: Any, message: str) -> None:
    """Type a message and send it with Enter."""
    line = page.get_by_label("Your question")
    turns = page.locator("#log > .turn").count()
    line.focus()
    page.keyboard.type(message)
    page.keyboard.press("Enter")
    page.locator("#log > .turn").nth(turns).wait_for()


def test_a_conversation_by_keyboard(viewer: Any) -> None:
    viewer.goto(PAGE)
    assert violations(viewer) == []
    ask(viewer, "comedies with Tom Hanks")
    viewer.get_by_text("One title fits.").wait_for()
    assert viewer.evaluate("document.activeElement.id") == "message"
    assert viewer.get_by_label("Your question").input_value() == ""
    ask(viewer, "who directed it?")
    viewer.get_by_text("Toy Story (1995) was directed by John Lasseter.").wait_for()
    assert violations(viewer) == []
    viewer.get_by_role("button", name="Take away genre Comedy").focus()
    viewer.keyboard.press("Enter")
    viewer.locator("#log > .turn").nth(2).wait_for()
    assert viewer.locator("#steps input").count() == 3
    assert viewer.get_by_role("log").get_attribute("aria-live") == "polite"
    viewer.set_viewport_size({"width": 390, "height": 800})
    assert viewer.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(viewer) == []


def test_examples_stand_there_until_something_was_asked(viewer: Any) -> None:
    viewer.goto(PAGE)
    heading = viewer.get_by_role("heading", name="For instance")
    assert heading.is_visible()
    viewer.get_by_role("button", name="Who directed Fargo?").press("Enter")
    viewer.locator("#log > .turn").first.wait_for()
    assert not heading.is_visible()


def test_a_message_that_is_not_taken_is_told(viewer: Any) -> None:
    viewer.goto(PAGE)
    ask(viewer, "comedies")
    viewer.evaluate("document.getElementById('message').removeAttribute('maxlength')")
    viewer.get_by_label("Your question").fill("a" * 600)
    viewer.keyboard.press("Enter")
    viewer.get_by_text("is longer than 500 letters").wait_for()
    assert viewer.locator("#log > .turn").count() == 1
    assert violations(viewer) == []


def test_it_works_without_scripts(chromium: Any, place: str) -> None:
    context = chromium.new_context(base_url=place, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE)
    page.get_by_label("Your question").fill("films from 1995")
    page.get_by_role("button", name="Ask").click()
    page.get_by_label("And now?").fill("who directed the first one?")
    page.keyboard.press("Enter")
    page.get_by_text("was directed by John Lasseter").wait_for()
    assert page.locator("#log > .turn").count() == 2
    page.get_by_role("button", name="Take away year 1995").click()
    assert page.locator("#log > .turn").count() == 3
    context.close()
