"""Flags in a browser: with keys, without scripts, on a small screen, in light and dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.test_accessibility import violations

from openslate.app.desk import Desk
from openslate.app.workspace import Workspace
from openslate.store.roles import Role
from openslate.testing.ring import RING_VIEWERS, add_ring

pytestmark = pytest.mark.browser
ROOM = "/audience/integrity"
RING = "5 viewers who watch together"


@pytest.fixture(scope="module")
def ring_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("ring") / "workspace"
    with Workspace.create(folder) as workspace:
        add_ring(workspace)
    with Desk.open(folder) as desk:
        desk.integrity.scan()
        desk.accounts.create("ada", Role.EDITOR)
        yield desk


def opened(chromium: Any, desk: Desk, **options: Any) -> Iterator[Any]:
    """The page in front of an editor, with the flag waiting."""
    (flag,) = desk.integrity.list(("waiting", "later", "confirmed", "genuine")).flags
    if flag.state != "waiting":
        desk.integrity.say(flag.id, "undo", by="a test")
    with served(desk) as address:
        for page in watched(chromium, address, **options):
            # In a tab of its own: the first page of a workspace without a catalogue is a 422.
            door = page.context.new_page()
            door.goto(f"/sign-in/{desk.accounts.make_sign_in_link('ada')}")
            door.get_by_role("button", name="Sign in").click()
            door.get_by_text("ada, editor").wait_for()
            page.goto(ROOM)
            yield page


@pytest.fixture
def editing(chromium: Any, ring_desk: Desk) -> Iterator[Any]:
    yield from opened(chromium, ring_desk)


@pytest.fixture
def in_colours(chromium: Any, ring_desk: Desk, scheme: str) -> Iterator[Any]:
    yield from opened(chromium, ring_desk, color_scheme=scheme)


@pytest.fixture
def plain(chromium: Any, ring_desk: Desk) -> Iterator[Any]:
    yield from opened(chromium, ring_desk, java_script_enabled=False)


def heading(page: Any, text: str) -> None:
    page.get_by_role("heading", name=text, exact=True).wait_for()


def test_keys_decide_and_take_back(editing: Any, ring_desk: Desk) -> None:
    heading(editing, RING)
    editing.keyboard.press("c")
    heading(editing, "Nothing waits")
    assert ring_desk.integrity.not_genuine() == set(RING_VIEWERS)
    editing.keyboard.press("u")
    heading(editing, RING)
    assert ring_desk.integrity.not_genuine() == frozenset()
    editing.goto(ROOM)
    editing.keyboard.press("n")
    heading(editing, "Nothing waits")
    assert ring_desk.integrity.not_genuine() == frozenset()


def test_without_scripts_forms_do_the_same(plain: Any, ring_desk: Desk) -> None:
    heading(plain, RING)
    plain.get_by_role("button", name="Not genuine", exact=True).click()
    heading(plain, "Nothing waits")
    plain.get_by_role("button", name="Undo", exact=True).click()
    heading(plain, RING)
    assert ring_desk.integrity.not_genuine() == frozenset()


def test_no_state_of_the_page_has_violations(in_colours: Any) -> None:
    heading(in_colours, RING)
    in_colours.locator("summary").first.click()
    assert violations(in_colours) == []
    in_colours.keyboard.press("c")
    heading(in_colours, "Nothing waits")
    assert violations(in_colours) == []


def test_nothing_sticks_out_of_a_small_screen(editing: Any) -> None:
    editing.set_viewport_size({"width": 390, "height": 800})
    editing.reload()
    heading(editing, RING)
    assert editing.evaluate("document.documentElement.scrollWidth") <= 390
