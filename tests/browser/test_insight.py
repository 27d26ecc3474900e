"""What resonates with whom in a real browser: contrast, keys, no scripts, small screens."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import watched
from tests.browser.test_accessibility import violations
from tests.web.fake_desk import FakeDesk

pytestmark = pytest.mark.browser
MAP = "/audience/insight?by=age&kind=genres"
TITLES = "/audience/insight/titles?by=gender&segment=F&kind=genres&value=Romance"
COMMISSION = "/audience/insight/commission?by=gender&segment=F"


def signed_in(page: Any) -> Any:
    """The page, once ada has signed in."""
    page.goto("/sign-in/once-only")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("ada, editor").wait_for()
    return page


@pytest.fixture
def editor(chromium: Any, address: str, scheme: str) -> Iterator[Any]:
    """The page of an editor, in light and in dark."""
    for page in watched(chromium, address, color_scheme=scheme):
        yield signed_in(page)


@pytest.fixture
def plain(chromium: Any, address: str) -> Iterator[Any]:
    """The page of an editor whose browser runs no scripts and has a small screen."""
    for page in watched(chromium, address, java_script_enabled=False):
        page.set_viewport_size({"width": 360, "height": 740})
        yield signed_in(page)


def test_insight_has_no_violations(editor: Any) -> None:
    for path in (MAP, TITLES, COMMISSION):
        editor.goto(path)
        assert violations(editor) == [], path


def test_an_empty_room_has_no_violations(editor: Any, desk: FakeDesk) -> None:
    desk.audience.resonance.empty = True
    editor.goto(MAP)
    editor.get_by_role("heading", name="Nothing to compare yet").wait_for()
    assert violations(editor) == []


def test_a_cell_tells_more_when_it_has_the_focus_and_opens_its_titles(page: Any) -> None:
    signed_in(page)
    page.goto(MAP)
    link = page.get_by_role("row", name="Western").get_by_role("link").last
    detail = link.locator(".detail")
    assert detail.evaluate("e => getComputedStyle(e).opacity") == "0"
    link.focus()
    page.wait_for_function("e => getComputedStyle(e).opacity === '1'", arg=detail.element_handle())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Western and 50 and over").wait_for()


def test_what_is_shown_is_chosen_without_scripts_on_a_small_screen(plain: Any) -> None:
    plain.goto(MAP)
    plain.get_by_label("Viewers by").select_option("gender")
    plain.get_by_label("Beyond popularity").check()
    plain.get_by_role("button", name="Show").click()
    plain.get_by_text("is allowed for").wait_for()
    assert "by=gender" in plain.url
    assert plain.get_by_role("columnheader", name="M about").is_visible()
    assert plain.locator("html").bounding_box()["width"] <= 360
