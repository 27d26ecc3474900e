"""A rulebook tried on pages: the form, its mistakes, and what was found."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HOST

from openslate.app.desk import Desk
from openslate.store.roles import Role
from openslate.web.application import create_app

ORIGIN = {"Origin": HOST}
PASSWORD = "seven films by heart"


@pytest.fixture
def editor(tiny_desk: Desk) -> Iterator[TestClient]:
    """An editor's browser in front of the tiny workspace."""
    tiny_desk.accounts.create("eve", Role.EDITOR, PASSWORD)
    with TestClient(create_app(tiny_desk, secret="for tests only"), base_url=HOST) as client:
        client.post("/sign-in", data={"name": "eve", "password": PASSWORD}, headers=ORIGIN)
        yield client


def send(client: TestClient, text: str, **more: str) -> str:
    """The page that follows on a rulebook that was written in the form."""
    files = {"file": ("", b"")}
    data = {"text": text, "viewers": "100", **more}
    return client.post("/rules/preview", data=data, files=files, headers=ORIGIN).text


def test_the_form_holds_the_rulebook_in_force(editor: TestClient) -> None:
    page = editor.get("/rules/preview").text
    assert "rule: watershed" in page
    assert "/rules/preview" in editor.get("/rules").text


def test_an_edit_is_tried_and_told(editor: TestClient, tiny_desk: Desk) -> None:
    text = tiny_desk.preview.text.replace("item.name IS NULL", "item.year < 1996")
    page = send(editor, text)
    assert "House rules" in page, page[page.index("<main") :][:900]
    tiny_desk.preview.jobs.wait()
    (key,) = tiny_desk.preview.jobs._states
    found = editor.get(f"/rules/preview/{key}").text
    state = tiny_desk.preview.state(key)
    assert state.result is not None
    assert state.result.sentence in found
    assert "too few to tell" in found
    assert "<strong>edited</strong>" in found


def test_a_file_comes_before_the_text(editor: TestClient, tiny_desk: Desk) -> None:
    files = {"file": ("mine.yaml", b"rulebook: Mine\n", "text/yaml")}
    data = {"text": "rulebook: Theirs\n", "viewers": "100"}
    page = editor.post("/rules/preview", data=data, files=files, headers=ORIGIN).text
    assert "Mine" in page
    tiny_desk.preview.jobs.wait()


def test_every_mistake_is_told_and_the_text_is_kept(editor: TestClient) -> None:
    page = send(editor, "rulebook: R\nrules:\n- {rule: a, title: A, when: TRUE, then: blok}\n- 1\n")
    assert "There is no effect &#39;blok&#39;" in page
    assert "new.yaml:4:3" in page
    assert "then: blok}" in page
    assert "Try it on 1 to 1,000 viewers" in send(editor, "rulebook: R\n", viewers="5000")


def test_a_stranger_is_asked_to_sign_in(tiny_desk: Desk) -> None:
    with TestClient(create_app(tiny_desk, secret="for tests only"), base_url=HOST) as client:
        answer = client.get("/rules/preview", follow_redirects=False)
        assert answer.status_code in (303, 401, 403)
        assert "rule: watershed" not in answer.text


def test_what_was_never_tried_is_not_found(editor: TestClient) -> None:
    assert editor.get("/rules/preview/never").status_code == 404
