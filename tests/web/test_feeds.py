"""Feeds over the server: two formats of a row, and nothing personal."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from openslate.testing.workspace import MadeWorkspace
from openslate.web.application import create_app


@pytest.fixture
def client(town_copy: MadeWorkspace) -> Iterator[TestClient]:
    with town_copy.desk() as desk:
        yield TestClient(create_app(desk, secret="s", allowed_hosts=["testserver"]))


def test_a_row_is_there_in_both_formats(client: TestClient) -> None:
    rss = client.get("/feeds/popular.rss?territory=GB")
    assert rss.headers["content-type"].startswith("application/rss+xml")
    assert b"http://testserver/items/" in rss.content
    said = client.get("/feeds/popular.json?territory=GB").json()
    assert said["feed_url"] == "http://testserver/feeds/popular.json?territory=GB"
    assert rss.content.count(b"<item>") == len(said["items"]) == 20


def test_there_is_no_feed_of_a_personal_row(client: TestClient) -> None:
    assert client.get("/feeds/because.rss").status_code == 404
    assert client.get("/feeds/popular.atom").status_code == 422
