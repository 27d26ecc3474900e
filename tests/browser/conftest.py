"""A real server on a free loopback port and a real Chromium in front of it."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from tests.web.conftest import desk  # noqa: F401 - one desk for both kinds of test
from tests.web.fake_desk import FakeDesk

from openslate.web.application import create_app
from openslate.web.desk import Desk

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 15.0


@pytest.fixture
def address(desk: FakeDesk) -> Iterator[str]:  # noqa: F811 - the fixture above
    """Where the server listens, e.g. http://127.0.0.1:40123."""
    with served(desk) as address:
        yield address


@contextmanager
def served(desk: Desk) -> Iterator[str]:  # noqa: F811
    """A real server over a desk; its address while it runs."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = create_app(desk, secret="for tests only")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    deadline = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium; the tests are skipped where it or Playwright is missing."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install openslate[browser]"
    )
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("There is no Chromium here: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Both colour schemes, for tests that look at colours."""
    return str(request.param)


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """A fresh page; at the end nothing was asked of other machines and nothing went wrong."""
    yield from watched(chromium, address)


def watched(chromium: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page in its own context, with every request and every error noted."""
    context = chromium.new_context(
        base_url=address,
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
        **options,
    )
    asked: list[str] = []
    wrong: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert wrong == []
