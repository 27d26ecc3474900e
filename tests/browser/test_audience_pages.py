"""Segments and retention in a real browser: contrast, keys, small screens."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.test_accessibility import violations
from tests.browser.test_catalogue_pages import PASSWORD, sign_in
from tests.web.conftest import tiny_desk  # noqa: F401 - the desk of seven films
from tests.web.test_audience_pages import gather

from openslate.app.desk import Desk
from openslate.store.roles import Role

pytestmark = pytest.mark.browser


@pytest.fixture
def item(tiny_desk: Desk) -> str:  # noqa: F811 - the fixture above
    return gather(tiny_desk)


@pytest.fixture
def editor(chromium: Any, tiny_desk: Desk, scheme: str) -> Iterator[Any]:  # noqa: F811
    """The page of an editor, in light and in dark."""
    tiny_desk.accounts.create("eve", Role.EDITOR, PASSWORD)
    with served(tiny_desk) as address:
        for page in watched(chromium, address, color_scheme=scheme):
            sign_in(page)
            yield page


def test_pages_have_no_violations_and_fit_a_phone(editor: Any, item: str) -> None:
    editor.get_by_role("link", name="Audience").click()
    editor.get_by_role("heading", name="Who watches").wait_for()
    assert violations(editor) == []
    editor.get_by_role("link", name="Gender").press("Enter")
    editor.get_by_text("divided by gender").wait_for()
    editor.goto(f"/audience/retention/{item}?by=gender")
    assert violations(editor) == []
    editor.set_viewport_size({"width": 390, "height": 800})
    assert editor.evaluate("document.documentElement.scrollWidth") <= 390
    numbers = editor.locator("summary").nth(1)
    numbers.press("Enter")
    editor.get_by_role("table", name="Gender: F").wait_for()
    assert violations(editor) == []
