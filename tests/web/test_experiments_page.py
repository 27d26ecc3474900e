"""The page of experiments: before any, begun from the form, told in words, ended."""

from html import unescape

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import client_of, text_of

from openslate.app.desk import Desk

ROOM = "/experiments"
FORM = {"name": "short", "row_size": "2", "share": "40", "until": "2026-04-01"}


def send(client: TestClient, rulebook: bytes = b"", **more: str) -> str:
    """The page that follows on a form."""
    name = "mine.yaml" if rulebook else ""
    answer = client.post(ROOM, data={**FORM, **more}, files={"rulebook": (name, rulebook)})
    return unescape(answer.text)


def test_before_any_it_says_what_one_is_and_how_to_begin(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    page = text_of(client, ROOM)
    assert "serves some viewers another setting" in page
    assert "slate experiment start" in page
    assert 'value="2026-04-12"' in page
    assert 'href="/experiments"' in text_of(client, "/catalogue")
    assert 'href="/experiments"' in text_of(client, "/evaluation")
    assert 'href="/experiments"' in text_of(client, "/rules")


def test_one_is_begun_from_the_form_and_told_in_words(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    page = send(client)
    assert "Nobody in group a was served a page" in page
    assert "rows of 20 titles" in page
    assert "The same, but rows of 2 titles." in page
    assert (
        "Runs since Sunday 15 March 2026, begun by ada. Judged on Wednesday 1 April 2026." in page
    )
    assert "Both groups need pages" in page
    for viewer in ("1", "2"):  # in group b, in group a
        client.get(f"/viewers/{viewer}")
    page = text_of(client, ROOM)
    assert "group a has one viewer, and below 30 the ranges are not to be trusted" in page
    assert "All of the range above 0" in page
    assert "Nothing that counts as disliked was noted in either group" in page
    assert "Start another" not in page


def test_it_is_ended_from_the_page_and_another_can_begin(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    send(client)
    page = client.post(f"{ROOM}/short/stop").text
    assert "ended by ada" in page
    assert "Start another" in page
    assert "Yes, end it now" not in page
    send(client, b"rulebook: Quiet rules\n", name="second")
    page = text_of(client, f"{ROOM}/short")
    assert 'Another experiment runs now: <a href="/experiments/second">' in page
    assert "the rulebook “Quiet rules”" in text_of(client, ROOM)
    assert {one.name: one.state for one in tiny_desk.experiments.views()} == {
        "second": "running",
        "short": "stopped",
    }


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"row_size": ""}, "Both groups would be served the same"),
        ({"row_size": "0"}, "'Titles in a row'"),
        ({"share": "half"}, "'Viewers in group b'"),
        ({"until": "2020-01-01"}, "is past"),
        ({"until": ""}, "'Judged on': it is missing"),
        ({"name": "No Name"}, "'Name'"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(
    tiny_desk: Desk, more: dict[str, str], says: str
) -> None:
    page = send(client_of(tiny_desk), tolerated="0.07", **more)
    assert says in page
    assert 'value="0.07"' in page
    assert tiny_desk.experiments.all() == []


def test_mistakes_in_a_rulebook_are_all_named(tiny_desk: Desk) -> None:
    page = send(client_of(tiny_desk), b"rulebook: R\nrules: 1\n")
    assert "sent.yaml:2" in page
    assert "not UTF-8 text" in send(client_of(tiny_desk), b"\xff\xfe")
    assert not list(tiny_desk.workspace.folder.glob("rulebooks/*sent*"))


def test_it_is_for_editors(tiny_desk: Desk) -> None:
    for path in (ROOM, "/estimates"):
        assert client_of(tiny_desk, "bob").get(path).status_code == 403
        assert client_of(tiny_desk, None).get(path).status_code == 401
    assert client_of(tiny_desk, "bob").post(ROOM, data=FORM).status_code == 403
    assert client_of(tiny_desk, "bob").post(f"{ROOM}/short/stop").status_code == 403
    assert client_of(tiny_desk).get(f"{ROOM}/nothing").status_code == 404
    assert tiny_desk.experiments.all() == []
