"""Disclosures and reputations in a browser: contrast, keys, a small screen, the form's states."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.tabbing import tab_to, unreached, walk
from tests.browser.test_accessibility import violations
from tests.browser.test_catalogue_pages import PASSWORD, sign_in
from tests.disclosed import fill

from openslate.app.desk import Desk
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def desk(tiny_workspace: MadeWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with eve, an editor, published files and checked ones."""
    folder = tmp_path_factory.mktemp("disclosures")
    with tiny_workspace.copy(folder / "w").desk() as desk:
        desk.accounts.create("eve", Role.EDITOR, PASSWORD)
        fill(desk.workspace)
        yield desk


@pytest.fixture
def page(chromium: Any, desk: Desk, scheme: str) -> Iterator[Any]:
    """In light and in dark."""
    with served(desk) as address:
        for page in watched(chromium, address, color_scheme=scheme):
            sign_in(page)
            yield page


def check(page: Any) -> None:
    """What every page owes everybody, on a desk and on a phone."""
    assert violations(page) == []
    assert walk(page) == []
    assert unreached(page, "main a, main button, main input, main select") == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


@pytest.mark.parametrize(
    "path",
    ["/disclosures", "/disclosures?words=none", "/disclosures/check", "/reputation"],
)
def test_a_page_is_within_reach_of_everybody(path: str, page: Any) -> None:
    page.goto(path)
    check(page)


def test_from_the_register_to_a_file_to_who_sent_it(page: Any) -> None:
    page.goto("/disclosures")
    tab_to(page, "flood.jpg")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Who asks").wait_for()
    check(page)
    page.get_by_role("link", name="North Agency").click()
    page.get_by_role("heading", name="As a source").wait_for()
    check(page)


def test_a_complaint_stands_beside_the_form(chromium: Any, desk: Desk, scheme: str) -> None:
    """Not watched: the browser itself notes that the answer was a refusal."""
    with served(desk) as address:
        context = chromium.new_context(base_url=address, color_scheme=scheme)
        page = context.new_page()
        sign_in(page)
        page.goto("/disclosures/check")
        tab_to(page, "Look at it")
        page.keyboard.press("Enter")
        page.get_by_role("alert").wait_for()
        assert violations(page) == []
        context.close()


def test_the_form_answers(page: Any) -> None:
    page.goto("/disclosures/check")
    page.select_option("#kind", "picture")
    page.select_option("#source_type", "trainedAlgorithmicMedia")
    page.click("text=Look at it")
    page.locator("#answer").wait_for()
    check(page)
