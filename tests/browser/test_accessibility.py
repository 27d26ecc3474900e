"""No axe-core violation on any page, in light and dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import watched
from tests.web.films import BY_NAME

pytestmark = pytest.mark.browser
HEAT, IKIRU = BY_NAME["Heat"].item, BY_NAME["Ikiru"].item
PAGES = [
    "/",
    "/viewers/196",
    "/viewers/196?territory=GB&history=off",
    f"/viewers/196/why/{IKIRU}",
    f"/viewers/405/why/{HEAT}",
    "/viewers/196/history",
    f"/items/{HEAT}",
    "/search?q=drama",
    "/search?q=nothing+like+this",
    "/people/Akira_Kurosawa",
    "/topics/genres/Drama",
    f"/items/{HEAT}/near",
    "/people/Akira_Kurosawa/near?show=items",
    "/rules",
    "/viewers/196/rows/chosen/how",
    "/rows/editors/how",
    "/rows/genre/how",
    "/sign-in",
    "/sign-in/token",
]


@pytest.fixture
def shown(chromium: Any, address: str, scheme: str) -> Iterator[Any]:
    """A page in one colour scheme."""
    yield from watched(chromium, address, color_scheme=scheme)


def violations(page: Any) -> list[str]:
    """What axe-core finds, each with the elements concerned."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.wait_for_load_state()  # a heading can be there before the colours are
    found = axe.Axe().run(page).response["violations"]
    return [f"{v['id']}: {[node['html'][:120] for node in v['nodes'][:3]]}" for v in found]


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_no_violations(shown: Any, path: str) -> None:
    shown.goto(path)
    assert violations(shown) == []


def test_the_why_panel_has_no_violations(shown: Any) -> None:
    shown.goto("/viewers/196")
    shown.locator(".why-link").first.click()
    shown.locator("#panel[open] #why").wait_for()
    assert violations(shown) == []


@pytest.mark.parametrize("path", ["/catalogue", "/graph/ask"])
def test_pages_for_editors_have_no_violations(shown: Any, path: str) -> None:
    shown.goto("/sign-in/once-only")
    shown.get_by_role("button", name="Sign in").click()
    shown.get_by_text("ada, editor").wait_for()
    shown.goto(path)
    assert violations(shown) == []
    if path == "/graph/ask":
        shown.locator("#query").fill("SELECT * { ?film schema:name ?name } LIMIT 3")
        shown.get_by_role("button", name="Ask", exact=True).click()
        shown.get_by_role("heading", name="3 rows").wait_for()
        assert violations(shown) == []


def test_axe_is_really_looking(shown: Any) -> None:
    shown.goto("/")
    shown.evaluate("document.documentElement.removeAttribute('lang')")
    assert any(found.startswith("html-has-lang") for found in violations(shown))
