"""An answer that a language model words arrives sentence by sentence, and can be stopped."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests.browser.conftest import PATIENCE, served, watched
from tests.browser.tabbing import tab_to
from tests.browser.test_accessibility import violations
from tests.browser.test_assistant import PAGE, ask
from tests.web.test_assistant_phrased import use_model

from openslate.testing.language_models import Reply, language_model_server
from openslate.testing.workspace import MadeWorkspace

pytestmark = pytest.mark.browser
FIRST = "It was David Fincher who directed Seven."
SECOND = "The film came out in 1995."
COUNT_ADDED = """() => {
  window.added = []
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) {
      const sentence = node.parentElement?.classList.contains('phrased')
      if (sentence) window.added.push(node.textContent.trim())
    }
  }).observe(document.getElementById('log'), { childList: true, subtree: true })
}"""


class Model:
    """Says one sentence, then waits to be let go on; counts the pieces it could send."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.asked = self.sent = 0
        self.rest: Iterator[str] = iter([f" {SECOND}"])

    def __call__(self, _: dict[str, Any]) -> Reply:
        self.asked += 1
        return Reply(self._pieces())

    def _pieces(self) -> Iterator[str]:
        yield from (FIRST[at : at + 3] for at in range(0, len(FIRST), 3))
        yield " "
        self.go_on.wait(PATIENCE)
        for piece in self.rest:
            self.sent += 1
            yield piece


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def viewer(
    chromium: Any, tiny_workspace: MadeWorkspace, tmp_path: Path, scheme: str, model: Model
) -> Iterator[Any]:
    copy = tiny_workspace.copy(tmp_path / "worded")
    with language_model_server(model) as server, copy.desk() as desk:
        use_model(desk, server.url)
        with served(desk) as address:
            for page in watched(chromium, address, color_scheme=scheme):
                page.goto(PAGE)
                page.evaluate(COUNT_ADDED)
                yield page
            model.go_on.set()


def test_the_log_is_told_once_a_sentence(viewer: Any, model: Model) -> None:
    ask(viewer, "who directed Seven?")
    viewer.get_by_text(FIRST).wait_for()
    stop = viewer.get_by_role("button", name="Stop")
    stop.wait_for()
    assert viewer.get_by_text(SECOND).count() == 0
    assert violations(viewer) == []
    model.go_on.set()
    viewer.get_by_text(SECOND).wait_for()
    stop.wait_for(state="hidden")
    assert viewer.evaluate("window.added") == [FIRST, SECOND]
    assert model.asked == 1
    log = viewer.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    assert log.get_attribute("aria-busy") is None
    assert viewer.evaluate("document.activeElement.id") == "message"
    assert viewer.evaluate("document.querySelector('.grounds').open") is False
    viewer.locator(".grounds summary").focus()
    viewer.keyboard.press("Enter")
    assert viewer.evaluate("document.querySelector('.grounds').open") is True
    viewer.get_by_text("Seven (1995) was directed by David Fincher.").wait_for()
    assert violations(viewer) == []


def test_it_is_stopped_with_the_keyboard(viewer: Any, model: Model) -> None:
    model.rest = (" and on" for _ in range(100_000))
    ask(viewer, "who directed Seven?")
    viewer.get_by_text(FIRST).wait_for()
    tab_to(viewer, "Stop")
    viewer.keyboard.press("Enter")
    viewer.locator(".phrased.stopped").wait_for()
    assert viewer.evaluate("document.activeElement.id") == "message"
    assert viewer.get_by_role("button", name="Stop").count() == 0
    model.go_on.set()
    assert settled(model) < 100_000
    assert viewer.evaluate("window.added") == [FIRST]
    ask_again(viewer)


def settled(model: Model) -> int:
    """How many pieces the model could send until nobody listened any more."""
    deadline, last = time.monotonic() + PATIENCE, -1
    while time.monotonic() < deadline and model.sent != last:
        last = model.sent
        time.sleep(0.5)
    return model.sent


def ask_again(page: Any) -> None:
    """The conversation goes on after a stop."""
    page.keyboard.type("and how long is it?")
    page.keyboard.press("Enter")
    page.locator("#log > .turn").nth(1).wait_for()
