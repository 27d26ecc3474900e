"""The page that tells how a row works, over the made-up desk and over a real workspace."""

from fastapi.testclient import TestClient
from tests.web.conftest import client_of, text_of

from openslate.app.desk import Desk


def test_it_says_what_decides_in_words_and_numbers(client: TestClient) -> None:
    page = text_of(client, "/rows/chosen/how")
    assert "what you watched decides about 13 (12 to 14)" in page
    assert "over 200 pages of 64 viewers" in page
    assert 'href="/rules#rule-watershed"' in page
    assert 'id="rule-watershed"' in text_of(client, "/rules")


def test_a_viewer_is_offered_the_page_without_their_history(client: TestClient) -> None:
    page = text_of(client, "/viewers/196/rows/chosen/how?territory=GB")
    assert 'href="/viewers/196?history=off"' in page
    assert 'href="/viewers/196/rows/editors/how?territory=GB"' in page
    assert "Sign in</a> to switch it off for good" in page
    assert client.post("/viewers/196/rows/chosen/how", data={"used": "off"}).status_code in (
        401,
        403,
    )


def test_a_history_switched_off_stays_off_until_it_is_switched_on(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, "bob") as client:
        assert "Stop using this history" in text_of(client, "/viewers/1/rows/chosen/how")
        told = client.post("/viewers/1/rows/chosen/how", data={"used": "off"})
        assert "until it is switched on again" in told.text
        assert "The history is switched off" in text_of(client, "/viewers/1")
        assert client.get("/api/v1/viewers/1/home").json()["personal"] is False
        client.put("/api/v1/viewers/1/history-use", json={"used": True})
        assert client.get("/api/v1/viewers/1/home").json()["personal"] is True
        assert client.put("/api/v1/viewers/x/history-use", json={"used": True}).status_code == 404
    with client_of(tiny_desk, None) as stranger:
        asked = stranger.put("/api/v1/viewers/1/history-use", json={"used": False})
        assert asked.status_code == 401


def test_it_tells_what_is_stale_and_what_was_never_measured(client: TestClient) -> None:
    assert "since then the rules changed" in text_of(client, "/rows/editors/how")
    assert "not measured yet" in text_of(client, "/rows/genre/how")
    assert client.get("/rows/nonsense/how").status_code == 404
    assert client.get("/viewers/nobody/rows/chosen/how").status_code == 404


def test_every_row_of_a_home_leads_there(client: TestClient) -> None:
    home = text_of(client, "/viewers/196?territory=GB")
    for key in ("chosen", "because", "editors", "undiscovered"):
        assert f'href="/viewers/196/rows/{key}/how?territory=GB"' in home


def test_the_api_gives_what_a_workspace_measured(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        assert client.get("/api/v1/influence").json() is None
        tiny_desk.home("6", tiny_desk.context("6"))
        tiny_desk.influence.measure(1)
        measured = client.get("/api/v1/influence").json()
        assert (measured["requests"], measured["viewers"]) == (1, 1)
        told = client.get("/api/v1/rows/page/how").json()
        assert {one["kind"] for one in told["deciders"]} >= {"history", "graph", "quotas"}
        assert "The whole page" in text_of(client, "/rows/page/how")
