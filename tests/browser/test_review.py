"""Reviewing in a browser: with keys, without scripts, on a small screen, in light and dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.test_accessibility import violations
from tests.doubtful_pairs import make_doubtful

from openslate.app.desk import Desk
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace

pytestmark = pytest.mark.browser
ROOM = "/catalogue/review"
MONKEYS, TOYS = (
    "Twelve Monkeys (1995) and 12 Monkeys (1995)",
    "Toy Story (1995) and Toy Story (1995)",
)


@pytest.fixture
def doubtful_desk(tiny_copy: MadeWorkspace) -> Iterator[Desk]:
    with make_doubtful(tiny_copy).desk() as desk:
        desk.accounts.create("ada", Role.EDITOR)
        yield desk


def opened(chromium: Any, desk: Desk, **options: Any) -> Iterator[Any]:
    """The review page in front of an editor."""
    with served(desk) as address:
        for page in watched(chromium, address, **options):
            page.goto(f"/sign-in/{desk.accounts.make_sign_in_link('ada')}")
            page.get_by_role("button", name="Sign in").click()
            page.get_by_text("ada, editor").wait_for()
            page.goto(ROOM)
            yield page


@pytest.fixture
def editing(chromium: Any, doubtful_desk: Desk) -> Iterator[Any]:
    yield from opened(chromium, doubtful_desk)


@pytest.fixture
def in_colours(chromium: Any, doubtful_desk: Desk, scheme: str) -> Iterator[Any]:
    yield from opened(chromium, doubtful_desk, color_scheme=scheme)


@pytest.fixture
def plain(chromium: Any, doubtful_desk: Desk) -> Iterator[Any]:
    yield from opened(chromium, doubtful_desk, java_script_enabled=False)


def heading(page: Any, text: str) -> None:
    """Wait until the pair, or what stands in its place, is called this."""
    page.get_by_role("heading", name=text, exact=True).wait_for()


def test_keys_decide_and_take_back(editing: Any, doubtful_desk: Desk) -> None:
    heading(editing, MONKEYS)
    editing.keyboard.press("s")
    heading(editing, TOYS)
    assert editing.evaluate("document.activeElement.id") == "pair"
    editing.keyboard.press("r")
    heading(editing, "That was the last one")
    editing.locator("#told", has_text="Kept. 1 pair left.").wait_for()  # said a moment later
    assert [link.status for link in doubtful_desk.reviews.find("toy story")] == ["rejected"]
    editing.keyboard.press("u")
    heading(editing, TOYS)
    assert [link.status for link in doubtful_desk.reviews.find("toy story")] == ["waiting"]
    editing.goto(ROOM)
    editing.keyboard.press("a")
    heading(editing, TOYS)
    assert [link.status for link in doubtful_desk.reviews.find("monkeys")] == ["accepted"]


def test_typing_a_reason_decides_nothing(editing: Any, doubtful_desk: Desk) -> None:
    heading(editing, MONKEYS)
    editing.locator("#because").press_sequentially("as sure as r")
    editing.keyboard.press("Enter")
    heading(editing, MONKEYS)
    assert doubtful_desk.reviews.queue().waiting == 2
    editing.get_by_role("button", name="Different", exact=True).click()
    heading(editing, TOYS)
    (link,) = doubtful_desk.reviews.find("monkeys")
    assert doubtful_desk.reviews.pair(link.link).told[0].because == "as sure as r"


def test_keys_can_be_switched_off_for_good(editing: Any, doubtful_desk: Desk) -> None:
    editing.locator("#keys").focus()
    editing.keyboard.press("Space")
    editing.reload()
    heading(editing, MONKEYS)
    assert not editing.locator("#keys").is_checked()
    assert not editing.locator("[data-key=a] kbd").is_visible()
    editing.keyboard.press("a")
    editing.wait_for_timeout(300)
    assert doubtful_desk.reviews.queue().waiting == 2


def test_the_tab_key_reaches_everything_in_reading_order(editing: Any) -> None:
    heading(editing, MONKEYS)
    editing.locator("#because").focus()
    reached = []
    for _ in range(4):
        editing.keyboard.press("Tab")
        reached.append(editing.evaluate("document.activeElement.textContent.trim()"))
    assert [text.split("\n")[0].strip() for text in reached[:3]] == [
        "One item a",
        "Different r",
        "Skip s",
    ]


def test_without_scripts_forms_do_the_same(plain: Any, doubtful_desk: Desk) -> None:
    heading(plain, MONKEYS)
    assert not plain.locator(".keys-switch").is_visible()
    plain.get_by_role("button", name="One item", exact=True).click()
    heading(plain, TOYS)
    plain.get_by_role("button", name="Undo", exact=True).click()
    heading(plain, MONKEYS)
    plain.get_by_role("link", name="Skip", exact=True).click()
    heading(plain, TOYS)
    plain.locator("#find").fill("postino")
    plain.get_by_role("button", name="Find").click()
    plain.locator(".pairs a").click()
    plain.get_by_text("Splits an item of 2 records").wait_for()
    assert doubtful_desk.reviews.queue().waiting == 2


def test_applying_is_followed_to_its_end(editing: Any, doubtful_desk: Desk) -> None:
    heading(editing, MONKEYS)
    editing.keyboard.press("a")
    heading(editing, TOYS)
    doubtful_desk.workspace.close()
    editing.get_by_role("button", name="Apply now").click()
    editing.get_by_text("You can go on deciding").wait_for()
    editing.locator("#applying").get_by_text("Done: ").wait_for(timeout=120_000)


def test_no_state_of_the_page_has_violations(in_colours: Any, doubtful_desk: Desk) -> None:
    page = in_colours
    heading(page, MONKEYS)
    assert violations(page) == []
    first, second = (link.link for link in doubtful_desk.reviews.queue().links)
    doubtful_desk.reviews.say(first, "different", by="bob", because="A remake")
    page.keyboard.press("a")
    page.get_by_text("bob was faster").wait_for()
    assert violations(page) == []
    for path, text in (
        (f"{ROOM}?find=a", "pairs with"),
        (f"{ROOM}?after={second}&done={first}", "That was the last one"),
    ):
        page.goto(path)
        page.get_by_text(text).first.wait_for()
        assert violations(page) == []


def test_nothing_sticks_out_of_a_small_screen(editing: Any) -> None:
    editing.set_viewport_size({"width": 360, "height": 740})
    editing.reload()
    heading(editing, MONKEYS)
    assert editing.evaluate("document.documentElement.scrollWidth") <= 360
