"""Pages and API on a real workspace: the town of 240 films, with its own rules and stores."""

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from tests.web.conftest import HOST

from openslate.app.desk import Desk
from openslate.cli.main import main
from openslate.store.roles import Role
from openslate.testing.workspace import NOW, MadeWorkspace
from openslate.web.application import create_app

VIEWER = "1"
AT = NOW.isoformat()


@pytest.fixture
def town_desk(town_copy: MadeWorkspace) -> Iterator[Desk]:
    with town_copy.desk() as desk:
        yield desk


@pytest.fixture
def asker(town_desk: Desk) -> Iterator[TestClient]:
    with TestClient(create_app(town_desk, secret="for tests only"), base_url=HOST) as client:
        yield client


def shown(town_desk: Desk) -> str:
    """An item on the viewer's home."""
    return town_desk.home(VIEWER, town_desk.context(VIEWER)).rows[0].cards[0].item


def test_every_page_answers(asker: TestClient, town_desk: Desk) -> None:
    item = shown(town_desk)
    journal_id = asker.get(f"/api/v1/viewers/{VIEWER}/home").json()["journal_id"]
    paths = (
        "/",
        f"/viewers/{VIEWER}",
        f"/viewers/{VIEWER}?history=off",
        f"/viewers/{VIEWER}/why/{item}",
        f"/viewers/{VIEWER}/history",
        f"/items/{item}",
        f"/posters/{item}.svg",
        "/search?q=the",
        "/rules",
        f"/decisions/{journal_id}",
        "/sign-in",
    )
    assert {path: asker.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_why_is_the_same_from_python_the_api_and_the_command(
    asker: TestClient, town_desk: Desk, town_copy: MadeWorkspace
) -> None:
    item = shown(town_desk)
    python = town_desk.why(VIEWER, item, town_desk.context(VIEWER, at=NOW))
    api = asker.get(f"/api/v1/viewers/{VIEWER}/why/{item}").json()
    command = ["why", VIEWER, item, "--at", AT, "--json", "-w", str(town_copy.folder)]
    told = json.loads(CliRunner().invoke(main, command, catch_exceptions=False).stdout)
    for key in ("sentence", "score", "rank", "place"):
        assert told[key] == api[key] == getattr(python, key)
    assert [s["amount"] for s in told["shares"]] == [s["amount"] for s in api["shares"]]
    total = sum(s["amount"] for s in api["shares"]) + api["others"]
    assert total * api["factor"] == pytest.approx(python.score)


def test_a_page_replays_over_the_api(asker: TestClient) -> None:
    home = asker.get(f"/api/v1/viewers/{VIEWER}/home").json()
    answer = asker.get(f"/api/v1/decisions/{home['journal_id']}/replay").json()
    assert answer == {"journal_id": home["journal_id"], "identical": True, "differences": []}


def test_a_viewing_needs_a_role_and_counts_at_once(asker: TestClient, town_desk: Desk) -> None:
    item, path = shown(town_desk), f"/api/v1/viewers/{VIEWER}/events"
    assert asker.post(path, json={"item": item}).status_code in (401, 403)
    town_desk.accounts.create("clerk", Role.EDITOR)
    _, key = town_desk.accounts.make_key("clerk", "test")
    answer = asker.post(path, json={"item": item}, headers={"Authorization": f"Bearer {key}"})
    assert answer.is_success, answer.text
    home = asker.get(f"/api/v1/viewers/{VIEWER}/home").json()
    assert item not in {card["item"] for row in home["rows"] for card in row["cards"]}


def test_a_newcomer_with_three_likes_gets_a_row(asker: TestClient, town_desk: Desk) -> None:
    likes = [card.item for card in town_desk.search("").cards[:3]]
    row = asker.post("/api/v1/recommend", json={"likes": likes}).json()
    assert row["cards"]
    assert not {card["item"] for card in row["cards"]} & set(likes)
