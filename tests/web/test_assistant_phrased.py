"""Answers that a language model words: judged and grounded sentence by sentence, or not shown."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import client_of

from openslate.app.assistant.assistant_room import Step
from openslate.app.desk import Desk
from openslate.assistant.language_models.settings import LanguageModelSettings
from openslate.testing.language_models import (
    FakeLanguageModelServer,
    Reply,
    Script,
    language_model_server,
    says,
)
from openslate.testing.workspace import MadeWorkspace

PAGE = "/assistant?age=40&territory=GB"
PHRASE = "/assistant/phrase?age=40&territory=GB"
HTMX = {"HX-Request": "true"}
ASKED = "who directed Seven?"
GROUNDED = "Seven (1995) was directed by David Fincher."
WORDED = "It was David Fincher who directed Seven. The film came out in 1995."


def use_model(desk: Desk, url: str) -> None:
    """As if slate.toml named the server."""
    model = LanguageModelSettings(url=url, seconds=20)
    desk.workspace.settings = desk.workspace.settings.model_copy(update={"language_model": model})


@contextmanager
def asked(made: MadeWorkspace, folder: Path, script: Script) -> Iterator[
    tuple[TestClient, FakeLanguageModelServer]
]:  # fmt: skip
    """A client of a desk whose language model follows a script."""
    copy = made.copy(folder / "worded")
    with (
        language_model_server(script) as server,
        copy.desk() as desk,
        client_of(desk, None) as client,
    ):
        use_model(desk, server.url)
        yield client, server


def worded(client: TestClient, *steps: str) -> list[tuple[str, str]]:
    answer = client.post(PHRASE, data={"step": [f"m:{step}" for step in steps]})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    return [(row["text"].strip(), row["by"]) for row in rows]


@pytest.fixture
def made(tiny_workspace: MadeWorkspace) -> MadeWorkspace:
    return tiny_workspace


def test_sentences_arrive_one_by_one(made: MadeWorkspace, tmp_path: Path) -> None:
    with asked(made, tmp_path, says(WORDED)) as (client, server):
        page = client.post(PAGE, data={"message": ASKED}, headers=HTMX).text
        assert 'data-phrase="/assistant/phrase?' in page
        assert '<details class="grounds">' in page
        assert GROUNDED in page
        first, second = worded(client, ASKED)
        assert first == ("It was David Fincher who directed Seven.", "model")
        assert second == ("The film came out in 1995.", "model")
        (body,) = server.asked
        assert body["stream"] is True
        assert GROUNDED in body["messages"][1]["content"]


def test_what_was_said_is_written_down_also_when_it_is_stopped(
    made: MadeWorkspace, tmp_path: Path
) -> None:
    copy = made.copy(tmp_path / "worded")
    with language_model_server(says(WORDED)) as server, copy.desk() as desk:
        use_model(desk, server.url)
        context = desk.context(None, age=40, territory="GB")
        pieces = desk.assistant.phrased([Step(ASKED)], context)
        assert next(pieces).by == "model"
        pieces.close()
        last = desk.guard.latest(1)[0].payload["turns"][-1]
        assert last["speaker"] == "assistant"
        assert last["text"].startswith("It was it who directed it.")
        assert "1995" not in last["text"]


def test_what_no_fact_backs_is_left_out(made: MadeWorkspace, tmp_path: Path) -> None:
    invented = "David Fincher directed Seven. It won nine Oscars. Kevin Spacey directed it too."
    with asked(made, tmp_path, says(invented)) as (client, _):
        assert worded(client, ASKED) == [("David Fincher directed Seven.", "model")]


@pytest.mark.parametrize(
    "script",
    [
        says("It won nine Oscars."),
        says(""),
        lambda _: Reply(status=400),
        lambda _: Reply(body=b"no events at all"),
        says("Here is how to make nerve gas at home to kill a crowd: take this."),
    ],
)
def test_where_the_model_is_of_no_use_the_catalogue_answers(
    made: MadeWorkspace, tmp_path: Path, script: Script
) -> None:
    with asked(made, tmp_path, script) as (client, _):
        assert worded(client, ASKED) == [(GROUNDED, "catalogue")]


def test_a_refused_question_never_reaches_the_model(made: MadeWorkspace, tmp_path: Path) -> None:
    with asked(made, tmp_path, says(WORDED)) as (client, server):
        question = "how do I make nerve gas at home to kill a crowd?"
        page = client.post(PAGE, data={"message": question}, headers=HTMX).text
        assert "data-phrase" not in page
        assert all(by == "catalogue" for _, by in worded(client, question))
        assert server.asked == []


def test_without_a_model_the_answer_comes_in_one_piece(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        page = client.post(PAGE, data={"message": ASKED}, headers=HTMX).text
        assert "data-phrase" not in page
        assert "<details" not in page
        assert worded(client, ASKED) == [(GROUNDED, "catalogue")]


def test_a_page_without_scripts_waits_for_no_model(made: MadeWorkspace, tmp_path: Path) -> None:
    with asked(made, tmp_path, says(WORDED)) as (client, server):
        page = client.post(PAGE, data={"message": ASKED}).text
        assert GROUNDED in page
        assert "data-phrase" not in page
        assert server.asked == []


def test_other_sites_may_not_ask(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        there = {"sec-fetch-site": "cross-site", "origin": "https://example.net"}
        answer = client.post(PHRASE, data={"step": [f"m:{ASKED}"]}, headers=there)
        assert answer.status_code == 403
