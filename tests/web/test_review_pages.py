"""Reviewing on the page and by the API, on a real workspace in which two pairs wait."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.doubtful_pairs import MONKEYS, TOYS, make_doubtful
from tests.web.conftest import HOST

from openslate.app.desk import Desk
from openslate.app.identity.review_links import LOOKED
from openslate.app.workspace import Workspace
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace
from openslate.web.application import create_app

ROOM, API = "/catalogue/review", "/api/v1/catalogue/review"


@pytest.fixture
def desk(tiny_copy: MadeWorkspace) -> Iterator[Desk]:
    with make_doubtful(tiny_copy).desk() as desk:
        yield desk


def editor_of(desk: Desk, name: str = "ada") -> TestClient:
    """A program with an editor's key."""
    desk.accounts.create(name, Role.EDITOR)
    _, key = desk.accounts.make_key(name, "for tests")
    client = TestClient(create_app(desk, secret="for tests only"), base_url=HOST)
    client.headers["Authorization"] = f"Bearer {key}"
    return client


@pytest.fixture
def editor(desk: Desk) -> TestClient:
    return editor_of(desk)


def monkeys(editor: TestClient) -> str:
    return str(editor.get(API).json()["links"][0]["link"])


def test_the_pair_that_waits_first_is_shown(editor: TestClient) -> None:
    page = editor.get(ROOM).text
    assert f"{MONKEYS} <span" in page
    assert page.index(MONKEYS) < page.index(TOYS)
    for told in ("Joins 2 records, 4 viewings.", "Keeps 2 items apart.", "≠", "Genres", "+2.0"):
        assert told in page


def test_a_decision_leads_to_the_next_pair_and_can_be_taken_back(
    editor: TestClient, desk: Desk
) -> None:
    link = monkeys(editor)
    page = editor.post(f"{ROOM}/{link}", data={"said": "same", "because": "", "seen": ""})
    assert page.url.params["done"] == link
    assert f'Kept: <a href="{ROOM}/{link}">{MONKEYS}' in page.text
    assert f"{TOYS} <span" in page.text
    assert "1 decision</strong> waits to be applied" in page.text
    pair = desk.reviews.pair(link)
    assert (pair.link.status, pair.told[0].by, pair.told[0].because) == ("accepted", "ada", LOOKED)
    back = editor.post(f"{ROOM}/{link}", data={"said": "undo", "seen": pair.seen})
    assert back.url.path == f"{ROOM}/{link}"
    assert desk.reviews.queue().waiting == 2


def test_the_second_of_two_editors_is_told(editor: TestClient, desk: Desk) -> None:
    link = monkeys(editor)
    desk.reviews.say(link, "different", by="bob", because="A remake")
    page = editor.post(f"{ROOM}/{link}", data={"said": "same", "seen": ""}).text
    assert "bob was faster" in page
    assert "A remake. What you chose was not kept." in page
    answer = editor.post(f"{API}/{link}", json={"said": "same", "seen": ""})
    assert answer.status_code == 409
    assert "bob decided meanwhile" in answer.json()["detail"]
    assert desk.reviews.pair(link).link.status == "rejected"


def test_the_end_of_the_queue_and_an_empty_one(editor: TestClient) -> None:
    first, second = (link["link"] for link in editor.get(API).json()["links"])
    assert "That was the last one" in editor.get(ROOM, params={"after": second}).text
    for link in (first, second):
        editor.post(f"{API}/{link}", json={"said": "different", "because": "Two films"})
    assert "Nothing waits" in editor.get(ROOM).text


def test_a_joined_pair_is_looked_up(editor: TestClient) -> None:
    page = editor.get(ROOM, params={"find": "postino"}).text
    assert "1 pair with “postino”" in page
    assert "One item" in page
    link = editor.get(f"{API}/found", params={"q": "postino"}).json()[0]["link"]
    assert "Splits an item of 2 records, 4 viewings." in editor.get(f"{ROOM}/{link}").text


def test_pairs_of_two_sources(editor: TestClient) -> None:
    between = {"between": "movielens-100k wikidata-films"}
    assert editor.get(API, params=between).json()["waiting"] == 2
    assert "selected>movielens-100k and" in editor.get(ROOM, params=between).text
    assert editor.get(API, params={"between": "one"}).status_code == 422


def test_the_api_says_what_a_pair_is_and_keeps_what_is_said(editor: TestClient) -> None:
    link = monkeys(editor)
    pair = editor.get(f"{API}/{link}").json()
    assert (pair["seen"], pair["link"]["left_name"]) == ("", MONKEYS)
    said = editor.post(f"{API}/{link}", json={"said": "different", "seen": pair["seen"]}).json()
    assert (said["status"], said["decided_by"], said["pending"]) == ("rejected", "ada", True)
    assert editor.post(f"{API}/{link}", json={"said": "maybe"}).status_code == 422
    assert editor.post(f"{API}/l0", json={"said": "same"}).status_code == 404


def test_applying_from_the_page(editor: TestClient, desk: Desk) -> None:
    editor.post(f"{API}/{monkeys(editor)}", json={"said": "same"})
    desk.workspace.close()
    page = editor.post(f"{ROOM}/applying").text
    assert "You can go on deciding" in page
    assert desk.reviews._run.wait(120).state == "done"
    told = editor.get(f"{ROOM}/applying").text
    assert "Done:" in told
    assert "hx-get" not in told.split('id="applying"')[1].split(">")[0]
    assert editor.get(f"{API}/applying").json()["state"] == "done"


def test_nobody_else_gets_in(desk: Desk) -> None:
    stranger = TestClient(create_app(desk, secret="for tests only"), base_url=HOST)
    desk.accounts.create("bob", Role.VIEWER)
    bob = {"Authorization": f"Bearer {desk.accounts.make_key('bob', 'for tests')[1]}"}
    for path in (ROOM, f"{ROOM}/l0", API, f"{API}/l0", f"{API}/applying"):
        assert stranger.get(path).status_code == 401
        assert stranger.get(path, headers=bob).status_code == 403
    assert stranger.post(f"{API}/l0", json={"said": "same"}).status_code == 401


def test_without_a_snapshot_the_page_says_so(tmp_path) -> None:
    Workspace.create(tmp_path / "new").close()
    with Desk.open(tmp_path / "new") as desk:
        answer = editor_of(desk).get(ROOM)
    assert answer.status_code == 200
    assert "There is no snapshot yet. Run &#39;slate snapshot&#39;." in answer.text
