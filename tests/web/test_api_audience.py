"""The API of the audience on a real workspace: who may, how much, what is wrong."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HOST

from openslate.app.desk import Desk
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace
from openslate.web.application import create_app

AT = "2026-03-15T20:00:00Z"
SEARCH = {"viewer": "6", "event": "search", "query": "toys", "at": AT}


@pytest.fixture
def desk(tiny_copy: MadeWorkspace) -> Iterator[Desk]:
    with tiny_copy.desk() as desk:
        yield desk


@pytest.fixture
def player(desk: Desk) -> Iterator[TestClient]:
    """A program with the key of an editor."""
    yield from client_of(desk, Role.EDITOR)


@pytest.fixture
def steward(desk: Desk) -> Iterator[TestClient]:
    yield from client_of(desk, Role.STEWARD)


def client_of(desk: Desk, role: Role) -> Iterator[TestClient]:
    desk.accounts.create(f"a {role}", role)
    _, secret = desk.accounts.keys.make(f"a {role}", "test")
    app = create_app(desk, secret="for tests only")
    headers = {"Authorization": f"Bearer {secret}"}
    with TestClient(app, base_url=HOST, headers=headers) as client:
        yield client


def test_a_batch_is_kept_once(player: TestClient) -> None:
    batch = {"events": [SEARCH, {**SEARCH, "query": "cars", "at": "2026-03-15T20:01:00Z"}]}
    first, again = (player.post("/api/v1/events", json=batch) for _ in range(2))
    assert (first.status_code, first.json()["added"]) == (200, 2)
    assert (again.status_code, again.json()["added"], again.json()["known"]) == (200, 0, 2)


def test_what_is_refused_is_told_beside_what_is_kept(player: TestClient) -> None:
    answer = player.post("/api/v1/events", json={"events": [SEARCH, {**SEARCH, "event": "look"}]})
    told = answer.json()
    assert (answer.status_code, told["added"], told["refused"]) == (207, 1, 1)
    assert (told["problems"][0]["index"], told["problems"][0]["field"]) == (1, "event")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"events": []}, 422),
        ({"events": [SEARCH] * 1001}, 422),
        ({"events": ["x"]}, 422),
        ({"event": SEARCH}, 422),
        ({"events": [{**SEARCH, "query": "x" * (1 << 20)}]}, 413),
    ],
)
def test_a_batch_of_the_wrong_size_or_form(player: TestClient, body: object, status: int) -> None:
    answer = player.post("/api/v1/events", json=body)
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_a_thousand_events_fit(player: TestClient) -> None:
    batch = [{**SEARCH, "id": f"a-rather-long-id-{i:040}"} for i in range(1000)]
    told = player.post("/api/v1/events", json={"events": batch}).json()
    assert (told["added"], told["known"]) == (1, 999)  # one moment, one search


def test_one_event(player: TestClient) -> None:
    path = "/api/v1/viewers/6/events"
    told = player.post(path, json={"event": "search", "query": "toys", "id": "s1"})
    assert (told.status_code, told.json()["event"]) == (201, "search")
    wrong = player.post(path, json={"event": "search", "id": "s2"})
    assert (wrong.status_code, wrong.json()["detail"][:17]) == (422, "query is missing;")


def test_who_may(desk: Desk, player: TestClient) -> None:
    with TestClient(create_app(desk, secret="for tests only"), base_url=HOST) as stranger:
        assert stranger.post("/api/v1/events", json={"events": [SEARCH]}).status_code == 401
    assert player.post("/api/v1/viewers/1/erasure", json={}).status_code == 403


def test_withdrawing_and_giving_again(player: TestClient) -> None:
    path = "/api/v1/viewers/1/purposes"
    told = player.post(path, json={"withdraw": ["research", "measurement"]}).json()
    assert told["withdrawn"] == ["measurement", "research"]
    assert player.post(path, json={"give": ["research"]}).json()["withdrawn"] == ["measurement"]
    assert player.get(path).json()["given_again"].keys() == {"research"}
    assert player.post(path, json={"withdraw": ["ads"]}).status_code == 422
    assert player.get("/api/v1/viewers/nobody/purposes").status_code == 404


def test_a_steward_erases(steward: TestClient) -> None:
    told = steward.post("/api/v1/viewers/1/erasure", json={"because": "a letter of 1 March"})
    assert (told.status_code, told.json()["removed"]["events"]) == (200, 5)
    assert steward.get("/api/v1/viewers/1").status_code == 404
