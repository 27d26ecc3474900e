"""The assistant's page and its API over a real, tiny workspace."""

from fastapi.testclient import TestClient
from tests.web.conftest import client_of, text_of

from openslate.app.desk import Desk

PAGE = "/assistant?age=40&territory=GB"
HTMX = {"HX-Request": "true"}


def test_an_empty_page_shows_what_may_be_asked(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        page = text_of(client, "/assistant")
        assert 'role="log" aria-live="polite"' in page
        assert "Something like Alien, but newer" in page
        assert '<a href="/assistant">Ask</a>' in text_of(client, "/rules")


def test_an_answer_has_chips_sentences_sources_and_cards(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        page = client.post(PAGE, data={"message": "comedies with Tom Hanks"}).text
        assert "One title fits." in page
        assert "Take away genre Comedy" in page
        assert 'value="find; cast = Tom Hanks"' in page
        assert '<span class="name">Toy Story</span>' in page
        assert "With Tom Hanks" in page
        fact = client.post(PAGE, data={"message": "who directed Seven?"}).text
        assert "Seven (1995) was directed by David Fincher." in fact
        assert '#known">wikidata-films</a>' in fact


def test_the_conversation_travels_with_the_form(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        said = {"step": ["m:who directed Seven?"], "message": "and how long is it?"}
        page = client.post(PAGE, data=said).text
        assert page.count('<article class="turn">') == 2
        assert "Seven (1995) is 127 minutes long." in page
        assert '<input type="hidden" name="step" value="m:and how long is it?">' in page
        more = {"step": ["m:films from 1995"], "instead": "who directed Seven?", "message": ""}
        assert "by David Fincher" in client.post(PAGE, data=more).text
        left = {"step": ["m:comedies under 90 minutes"], "query": "find; genres = Comedy"}
        assert "Without that" in client.post(PAGE, data=left).text


def test_a_long_conversation_keeps_its_last_turns(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        said = {"step": ["m:films from 1995"] * 11, "message": "older ones"}
        page = client.post(PAGE, data=said).text
        assert page.count('<article class="turn">') == 12
        assert page.count('name="step"') == 11
        assert client.post(PAGE, data={"step": ["m:a"] * 13}).status_code == 422


def test_what_cannot_be_taken_is_told_and_the_rest_stays(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        said = {"step": ["m:who directed Seven?"], "message": "a" * 600}
        answer = client.post(PAGE, data=said)
        assert answer.status_code == 422
        assert "is longer than 500 letters" in answer.text
        assert answer.text.count('<article class="turn">') == 1
        swapped = client.post(PAGE, data=said, headers=HTMX)
        assert (swapped.status_code, swapped.headers["HX-Reswap"]) == (200, "none")
        assert client.post(PAGE, data={"message": " "}, headers=HTMX).headers["HX-Reswap"] == "none"
        assert client.post(PAGE, data={"query": "drop tables"}).status_code == 422


def test_text_of_a_message_is_no_markup(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        page = client.post(PAGE, data={"message": "<script>alert(1)</script> comedies"}).text
        assert "<script>alert" not in page


def test_the_api_answers_and_goes_on(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        asked = "/api/v1/assistant/ask?age=40&territory=US"
        one = client.post(asked, json={"message": "films from 1995"}).json()
        assert one["query"] == "find; year 1995"
        assert [card["name"] for card in one["cards"]] == ["Toy Story", "Seven"]
        assert one["chips"][0]["said"] == "1995"
        two = {"message": "who directed the second one?", "earlier": one["earlier"]}
        answer = client.post(asked, json=two).json()
        assert answer["sentences"][0]["text"] == "Seven (1995) was directed by David Fincher."
        assert answer["sentences"][0]["sources"][0]["source"] == "wikidata-films"
        left = client.post(asked, json={"query": one["chips"][0]["without"]}).json()
        assert left["query"] == "find"


def test_the_api_refuses_what_is_none_of_its_own(tiny_desk: Desk) -> None:
    with client_of(tiny_desk, None) as client:
        asked = "/api/v1/assistant/ask"
        wrong: tuple[dict[str, object], ...] = (
            {},
            {"message": "a" * 501},
            {"query": "drop tables"},
            {"message": "x", "earlier": {"query": "drop tables"}},
            {"message": "x", "colour": "red"},
        )
        assert {client.post(asked, json=body).status_code for body in wrong} <= {400, 404, 422}
        stranger = client.post(asked, json={"message": "comedies", "viewer": "nobody"})
        assert stranger.status_code == 404


def test_a_viewer_is_kept(client: TestClient, tiny_desk: Desk) -> None:
    assert client.get("/assistant").status_code >= 400  # a desk without a workspace says so
    with client_of(tiny_desk, None) as real:
        page = text_of(real, "/assistant?viewer=2")
        assert 'href="/viewers/2"' in page
        assert '<input type="hidden" name="viewer" value="2">' in page
