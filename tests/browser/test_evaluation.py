"""A real evaluation in a browser: contrast, the Tab key, a small screen, no scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.tabbing import unreached, walk
from tests.browser.test_accessibility import violations
from tests.browser.test_catalogue_pages import PASSWORD, sign_in

from openslate.app.desk import Desk
from openslate.app.evaluation.evaluation_settings import EvaluationSettings
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace

pytestmark = pytest.mark.browser
ASKED = EvaluationSettings(
    split="random", models=("popularity", "ease", "knn"), least_viewers=5, k=5
)
REGIONS = ["wins", "by-gender", "by-age", "by-territory", "by-activity", "lists", "chance"]
PHONE = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def measured_desk(
    town_workspace: MadeWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The town with two evaluations made on it, and eve, who may see them."""
    with town_workspace.copy(tmp_path_factory.mktemp("measured") / "workspace").desk() as desk:
        desk.accounts.create("eve", Role.EDITOR, PASSWORD)
        desk.evaluation.evaluate(ASKED.model_copy(update={"k": 3}))
        desk.evaluation.evaluate(ASKED)
        yield desk


def opened(chromium: Any, desk: Desk, **options: Any) -> Iterator[Any]:
    """The page of an editor in front of a desk."""
    with served(desk) as address:
        for page in watched(chromium, address, **options):
            sign_in(page)
            page.goto("/evaluation")
            page.get_by_role("heading", name="Which model wins").wait_for()
            yield page


@pytest.fixture
def editor(chromium: Any, measured_desk: Desk, scheme: str) -> Iterator[Any]:
    """In light and in dark."""
    yield from opened(chromium, measured_desk, color_scheme=scheme)


@pytest.fixture
def plain(chromium: Any, measured_desk: Desk) -> Iterator[Any]:
    """In a browser that runs no scripts."""
    yield from opened(chromium, measured_desk, java_script_enabled=False)


def test_it_has_no_violations_on_a_desk_and_on_a_phone(editor: Any) -> None:
    assert violations(editor) == []
    editor.set_viewport_size(PHONE)
    assert violations(editor) == []


def test_nothing_evaluated_has_no_violations(
    chromium: Any, town_copy: MadeWorkspace, scheme: str
) -> None:
    with town_copy.desk() as desk:
        desk.accounts.create("eve", Role.EDITOR, PASSWORD)
        for page in opened(chromium, desk, color_scheme=scheme):
            page.get_by_text("Nothing has been evaluated yet").wait_for()
            assert violations(page) == []


def test_every_table_and_link_is_a_stop_of_the_tab_key(editor: Any) -> None:
    assert walk(editor) == []
    assert unreached(editor, "main a") == []
    assert unreached(editor, ".wide-table") == []
    named = editor.locator(".wide-table").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-labelledby'))"
    )
    assert [name for name in named if not name.startswith("exposed-")] == REGIONS


def test_the_arrow_keys_scroll_a_wide_table_on_a_phone_and_the_page_stays(editor: Any) -> None:
    editor.set_viewport_size(PHONE)
    assert editor.evaluate("document.documentElement.scrollWidth") <= 390
    shown = "(all) => all.map((one) => one.checkVisibility())"
    assert set(editor.locator("main table").evaluate_all(shown)) == {True}
    region = editor.get_by_role("group", name="What the lists are like")
    assert region.evaluate("one => one.scrollWidth > one.clientWidth")
    region.focus()
    editor.keyboard.press("ArrowRight")
    editor.wait_for_function("one => one.scrollLeft > 0", arg=region.element_handle())
    assert editor.evaluate("scrollX") == 0


def test_the_other_evaluation_is_opened_with_keys(editor: Any, measured_desk: Desk) -> None:
    shown, other = measured_desk.evaluation.evaluations()
    editor.get_by_role("navigation", name="Other evaluations").get_by_role("link").focus()
    editor.keyboard.press("Enter")
    editor.wait_for_url(f"**/evaluation/{other.name}")
    assert f"the first {other.settings.k} of" in editor.locator("header.opening").inner_text()
    back = editor.get_by_role("navigation", name="Other evaluations").get_by_role("link")
    assert back.get_attribute("href") == f"/evaluation/{shown.name}"


def test_what_is_read_is_what_was_measured(plain: Any, measured_desk: Desk) -> None:
    best = measured_desk.evaluation.evaluations()[0].contenders[0]
    row = plain.get_by_role("row", name=best.label).first.inner_text()
    ndcg = best.figures["ndcg"]
    for figure in (ndcg.value, ndcg.low, ndcg.high):
        assert f"{figure:.3f}" in row
