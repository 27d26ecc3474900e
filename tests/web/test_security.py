"""What a page may load, who may ask, from where, and how much."""

import hashlib
from importlib.resources import files

import pytest
from fastapi.testclient import TestClient
from tests.web.films import BY_NAME

HEAT = BY_NAME["Heat"].item
EVENTS = "/api/v1/viewers/196/events"
KEY = {"authorization": "Bearer key-of-ada"}


@pytest.mark.parametrize("url", ["/", "/nope", "/static/slate.css", "/api/v1/rules"])
def test_every_answer_carries_the_headers(client: TestClient, url: str) -> None:
    headers = client.get(url).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_personal_pages_are_not_kept_by_caches(client: TestClient) -> None:
    assert client.get("/viewers/196").headers["cache-control"] == "private, no-store"


def test_a_wrong_host_is_told_the_right_ones(client: TestClient) -> None:
    answer = client.get("/api/v1/status", headers={"host": "evil.example"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("This server answers to ")


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "LOCALHOST", "localhost:1"])
def test_a_known_host_may_have_a_port(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_only_known_hosts_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),
        ({"origin": "http://127.0.0.1"}, 201),
        ({"sec-fetch-site": "same-origin"}, 201),
        ({"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1"}, 201),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "origin": "http://127.0.0.1"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "https://evil.example"}, 403),
        ({"cookie": "slate_session=x"}, 403),
    ],
)
def test_writes_come_from_our_pages_or_from_programs(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = client.post(EVENTS, json={"item": HEAT}, headers=KEY | headers)
    assert answer.status_code == status, answer.text


def test_a_body_over_64_kb_is_refused(client: TestClient) -> None:
    answer = client.post("/api/v1/recommend", content=b" " * (64 * 1024 + 1))
    assert answer.status_code == 413
    assert answer.json()["detail"] == "The request is larger than 64 KB; send less."


def test_a_body_in_many_pieces_is_counted_too(client: TestClient) -> None:
    answer = client.post("/sign-in", content=(b"a" * 1024 for _ in range(70)))
    assert answer.status_code == 413


def test_a_long_address_is_refused(client: TestClient) -> None:
    assert client.get("/search?q=" + "a" * 5000).status_code == 414
    assert client.get("/search?q=" + "a" * 201).status_code == 422


def test_the_vendored_script_is_the_one_written_down() -> None:
    static = files("openslate.web") / "static"
    digest = hashlib.sha256((static / "htmx.min.js").read_bytes()).hexdigest()
    assert digest in (static / "README.md").read_text(encoding="utf-8")
