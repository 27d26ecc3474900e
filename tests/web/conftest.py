"""The desk and a client that every test of the pages uses."""

from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient
from tests.web.fake_desk import FakeDesk

from openslate.app.desk import Desk
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace
from openslate.web.application import create_app
from openslate.web.session import COOKIE, Sessions

HOST = "http://127.0.0.1"
SECRET = "for tests only"


@pytest.fixture
def desk() -> FakeDesk:
    """A desk over sixty films; exchanged for a real workspace where one is built."""
    return FakeDesk()


@pytest.fixture
def client(desk: FakeDesk) -> Iterator[TestClient]:
    """A program (no browser headers) that asks the application."""
    with TestClient(create_app(desk, secret=SECRET), base_url=HOST) as client:
        yield client


@pytest.fixture
def tiny_desk(tiny_copy: MadeWorkspace) -> Iterator[Desk]:
    """The desk of the tiny workspace, with ada, an editor, and bob, a viewer."""
    with tiny_copy.desk() as desk:
        desk.accounts.create("ada", Role.EDITOR)
        desk.accounts.create("bob", Role.VIEWER)
        yield desk


def client_of(desk: Desk, account: str | None = "ada") -> TestClient:
    """A browser of somebody who is signed in, or of nobody."""
    ours = {"sec-fetch-site": "same-origin", "origin": HOST}
    client = TestClient(create_app(desk, secret=SECRET), base_url=HOST, headers=ours)
    if account:
        client.cookies.set(COOKIE, Sessions(SECRET, 12).seal(account))
    return client


def text_of(client: TestClient, url: str) -> str:
    """A page's source with its entities resolved."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)
