"""What a person does with keys: along a row, why, history off, search."""

from typing import Any

import pytest
from tests.web.fake_desk import FakeDesk

pytestmark = pytest.mark.browser


def focused(page: Any) -> str:
    """The name of the card that has the focus."""
    return str(page.evaluate("document.activeElement.querySelector('.name')?.textContent ?? ''"))


def names(page: Any, row: int) -> list[str]:
    """The names of the cards in a row."""
    found = page.locator("[data-row]").nth(row).locator(".name").all_text_contents()
    return [str(name) for name in found]


def enter_first_row(page: Any) -> None:
    """Focus the first card as the Tab key would."""
    page.goto("/viewers/196")
    page.locator(".how-link").first.focus()
    page.keyboard.press("Tab")


def test_arrows_move_along_a_row_and_between_rows(page: Any) -> None:
    enter_first_row(page)
    first, second = names(page, 0), names(page, 1)
    assert focused(page) == first[0]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert focused(page) == first[2]
    page.keyboard.press("ArrowLeft")
    assert focused(page) == first[1]
    page.keyboard.press("ArrowDown")
    assert focused(page) in second
    page.keyboard.press("Home")
    assert focused(page) == second[0]
    page.keyboard.press("End")
    assert focused(page) == second[-1]


def test_a_row_is_one_stop_for_the_tab_key(page: Any) -> None:
    enter_first_row(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "why-link"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "how-link"
    page.keyboard.press("Tab")
    assert focused(page) == names(page, 1)[0]


def test_w_opens_why_and_escape_gives_the_focus_back(page: Any) -> None:
    enter_first_row(page)
    page.keyboard.press("ArrowRight")
    name = focused(page)
    page.keyboard.press("w")
    page.locator("#panel[open] #why-title").wait_for()
    assert name in page.locator("#why-title").inner_text()
    assert page.locator("#panel .shares tbody tr").count() == 6
    assert page.url.endswith("/viewers/196")
    page.keyboard.press("Escape")
    page.locator("#panel:not([open])").wait_for(state="hidden")
    assert focused(page) == name


def test_enter_opens_the_item(page: Any) -> None:
    enter_first_row(page)
    name = focused(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/*")
    assert page.locator("h1").inner_text() == name


def test_switching_history_off_changes_the_page_in_place(page: Any) -> None:
    enter_first_row(page)
    before = names(page, 0)
    page.locator("#history").focus()
    page.keyboard.press("Space")
    page.get_by_text("Chosen from nothing personal").wait_for()
    assert names(page, 0) != before
    assert "history=off" in page.url
    assert page.evaluate("document.activeElement.id") == "history"
    page.locator("#told", has_text="Page updated, without history").wait_for()
    page.keyboard.press("Space")
    page.locator(".standfirst", has_text="from 6 viewings").wait_for()
    assert names(page, 0) == before


def test_why_after_a_change_answers_for_the_changed_page(page: Any) -> None:
    enter_first_row(page)
    page.locator("#history").check()
    page.get_by_text("Chosen from nothing personal").wait_for()
    page.locator(".why-link").first.click()
    page.locator("#panel[open]").wait_for()
    assert "nothing personal took part" in page.locator("#why").inner_text()


def test_going_back_shows_the_page_before(page: Any) -> None:
    page.goto("/viewers/196")
    page.locator("#history").check()
    page.get_by_text("Chosen from nothing personal").wait_for()
    page.go_back()
    page.locator(".standfirst", has_text="from 6 viewings").wait_for()


def test_search_answers_while_typing(page: Any) -> None:
    page.goto("/search")
    page.locator("#q").press_sequentially("kurosawa")
    page.get_by_role("heading", name="3 items").wait_for()
    assert names(page, 0) == ["Seven Samurai", "Rashomon", "Ikiru"]
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#q").fill("kurosawx")
    page.get_by_text("Nothing found").wait_for()


def test_the_picture_is_walked_with_the_keyboard(page: Any) -> None:
    page.goto("/people/Akira_Kurosawa/near")
    page.get_by_role("link", name="Items", exact=True).focus()
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.querySelector('text').textContent")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "Akira_Kurosawa" not in url and url.endswith("/near"))
    assert page.locator("h1").inner_text() == f"Around {first}"


def test_an_editor_asks_the_graph(page: Any) -> None:
    page.goto("/sign-in/once-only")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Catalogue", exact=True).click()
    page.get_by_role("link", name="Ask the graph").click()
    page.locator("#query").fill('SELECT ?film { ?film schema:name "Ikiru" }')
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 row").wait_for()
    page.locator(".answer a").click()
    page.get_by_role("heading", name="Ikiru").wait_for()


def test_a_viewer_can_be_found_from_the_front_page(page: Any) -> None:
    page.goto("/")
    page.locator("#q").press_sequentially("writer")
    page.get_by_role("heading", name="Viewers like").wait_for()
    page.get_by_role("link", name="Viewer 196").click()
    page.wait_for_url("**/viewers/196")


def test_an_editor_signs_in_and_notes_a_viewing(page: Any, desk: FakeDesk) -> None:
    page.goto("/sign-in/once-only")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("ada, editor").wait_for()
    page.goto("/viewers/405")
    page.locator(".why-link").first.click()
    page.get_by_role("button", name="Note that viewer 405 watched this").click()
    page.wait_for_url("**/viewers/405/history")
    assert [(viewer, by) for viewer, _, by in desk.noted] == [("405", "ada")]


def test_how_a_row_works_is_one_key_from_the_page_and_back(page: Any) -> None:
    page.goto("/viewers/196")
    page.locator("#history").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/viewers/196/rows/chosen/how")
    assert page.locator("h1").inner_text() == "Chosen for you"
    page.locator(".switch a").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Chosen from nothing personal").wait_for()
