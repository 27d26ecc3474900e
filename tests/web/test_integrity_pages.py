"""Flags on the page and by the API, on a real workspace with a ring of five."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.conftest import client_of, text_of

from openslate.app.desk import Desk
from openslate.app.workspace import Workspace
from openslate.store.roles import Role
from openslate.testing.ring import RING_VIEWERS, add_ring

ROOM, API = "/audience/integrity", "/api/v1/audience/integrity"
HEADING = "5 viewers who watch together"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("ring") / "workspace"
    with Workspace.create(folder) as workspace:
        add_ring(workspace)
    with Desk.open(folder) as desk:
        desk.accounts.create("ada", Role.EDITOR)
        desk.accounts.create("bob", Role.VIEWER)
        yield desk


def test_from_the_first_look_to_a_decision(desk: Desk) -> None:
    editor = client_of(desk)
    assert "Nobody looked yet" in text_of(editor, ROOM)
    page = editor.post(f"{ROOM}/scan").text
    for told in (
        HEADING,
        "Watching together",
        "by chance with a probability of one in",
        "Raw and cleaned",
        "<svg",
    ):
        assert told in page
    flag = editor.get(API).json()["flags"][0]["id"]
    told = editor.get(f"{API}/{flag}").json()
    assert told["viewers"] == list(RING_VIEWERS)
    assert told["effects"][0]["viewings"]["cleaned"] < told["effects"][0]["viewings"]["raw"]
    answer = editor.post(f"{ROOM}/{flag}", data={"said": "confirm", "seen": told["seen"]})
    assert answer.url.params["done"] == flag
    assert "Nothing waits" in answer.text
    assert "leaves out 5 viewers" in answer.text
    late = editor.post(f"{ROOM}/{flag}", data={"said": "genuine", "seen": told["seen"]})
    assert "ada was faster" in late.text
    back = editor.post(f"{API}/{flag}", json={"said": "undo", "because": "They wrote to us"})
    assert back.json()["state"] == "waiting"
    assert "taken back, 5 viewers. They wrote to us" in text_of(editor, f"{ROOM}/{flag}")
    conflict = editor.post(f"{API}/{flag}", json={"said": "confirm", "seen": told["seen"]})
    assert conflict.status_code == 409


def test_only_editors_look_at_people(desk: Desk) -> None:
    assert client_of(desk, "bob").get(API).status_code == 403
    assert client_of(desk, None).get(API).status_code == 401
    assert client_of(desk).get(f"{API}/g0").status_code == 404
