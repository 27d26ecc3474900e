"""Without JavaScript, on a small screen, and when something fails."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import watched
from tests.web.fake_desk import FakeDesk
from tests.web.films import BY_NAME

pytestmark = pytest.mark.browser
IKIRU = BY_NAME["Ikiru"].item
PAGES = [
    "/",
    "/viewers/196",
    f"/viewers/196/why/{IKIRU}",
    f"/items/{IKIRU}",
    "/search?q=a",
    "/people/Akira_Kurosawa",
    f"/items/{IKIRU}/near",
    "/rules",
]


@pytest.fixture
def plain(chromium: Any, address: str) -> Iterator[Any]:
    """A page in a browser that runs no scripts."""
    yield from watched(chromium, address, java_script_enabled=False)


@pytest.fixture
def phone(chromium: Any, address: str) -> Iterator[Any]:
    """A page 360 pixels wide."""
    for page in watched(chromium, address):
        page.set_viewport_size({"width": 360, "height": 740})
        yield page


def test_everything_works_without_scripts(plain: Any) -> None:
    plain.goto("/viewers/196")
    plain.locator("#history").check()
    plain.get_by_role("button", name="Show").click()
    plain.get_by_text("Chosen from nothing personal").wait_for()
    plain.locator(".why-link").first.click()
    plain.wait_for_url("**/why/**")
    assert "nothing personal took part" in plain.locator("#why").inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_of_a_small_screen(phone: Any, path: str) -> None:
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_error_behind_a_swap_is_shown_as_its_own_page(
    chromium: Any, address: str, desk: FakeDesk
) -> None:
    page = chromium.new_page(base_url=address)
    page.goto("/viewers/405")
    del desk.seen["405"]
    page.locator(".why-link").first.click()
    page.get_by_role("heading", name="Not here").wait_for()
    assert "/viewers/405/why/" in page.url
    page.close()


def test_every_poster_is_drawn(phone: Any) -> None:
    phone.goto("/search?q=drama")
    phone.locator(".poster").first.wait_for()
    phone.evaluate("document.querySelectorAll('img').forEach((i) => { i.loading = 'eager' })")
    phone.wait_for_load_state("networkidle")
    drawn = "[...document.images].map((i) => i.naturalWidth)"
    assert set(phone.evaluate(drawn)) == {240}
