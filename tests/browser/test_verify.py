"""The verify page in a browser: six verdicts, contrast, keys, a small screen, no scripts."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import served, watched
from tests.browser.tabbing import tab_to, unreached, walk
from tests.browser.test_accessibility import violations
from tests.browser.test_catalogue_pages import PASSWORD, sign_in
from tests.origins import six_files

from openslate.app.desk import Desk
from openslate.authenticity.verification.origin import Origin
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def made(
    tiny_workspace: MadeWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, Mapping[str, Path]]]:
    """A desk with eve, an editor, and a file for each verdict."""
    folder = tmp_path_factory.mktemp("verify")
    with tiny_workspace.copy(folder / "w").desk() as desk:
        desk.accounts.create("eve", Role.EDITOR, PASSWORD)
        yield desk, six_files(desk.workspace, folder)


@pytest.fixture
def page(chromium: Any, made: tuple[Desk, Mapping[str, Path]], scheme: str) -> Iterator[Any]:
    """In light and in dark."""
    with served(made[0]) as address:
        for page in watched(chromium, address, color_scheme=scheme):
            sign_in(page)
            page.goto("/verify")
            yield page


def test_asking_is_within_reach_of_everybody(page: Any) -> None:
    assert violations(page) == []
    assert walk(page) == []
    assert unreached(page, "main a, main button, main input") == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


@pytest.mark.parametrize("origin", list(Origin))
def test_every_verdict(origin: Origin, page: Any, made: tuple[Desk, Mapping[str, Path]]) -> None:
    page.set_input_files("#file", made[1][origin.code])
    tab_to(page, "Look at it")
    page.keyboard.press("Enter")
    page.locator("#verdict").wait_for()
    assert page.locator("#verdict").inner_text() == origin.title
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_file_may_be_dropped(page: Any, made: tuple[Desk, Mapping[str, Path]]) -> None:
    content = list(made[1]["nothing"].read_bytes())
    page.evaluate(
        """(content) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(content)], "dropped.png"));
            const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true });
            document.getElementById("drop").dispatchEvent(drop);
        }""",
        content,
    )
    page.locator("#verdict").wait_for()
    assert page.locator(".file-name").inner_text() == "dropped.png"
