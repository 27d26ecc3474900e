"""The desk and a client that every test of the pages uses."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.web.fake_desk import FakeDesk

from openslate.web.application import create_app

HOST = "http://127.0.0.1"


@pytest.fixture
def desk() -> FakeDesk:
    """A desk over sixty films; exchanged for a real workspace where one is built."""
    return FakeDesk()


@pytest.fixture
def client(desk: FakeDesk) -> Iterator[TestClient]:
    """A program (no browser headers) that asks the application."""
    with TestClient(create_app(desk, secret="for tests only"), base_url=HOST) as client:
        yield client
