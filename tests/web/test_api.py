"""The JSON API gives the same answers as the pages."""

import pytest
from fastapi.testclient import TestClient
from tests.web.fake_desk import FakeDesk
from tests.web.films import BY_NAME

HEAT, IKIRU, RASHOMON = (BY_NAME[name].item for name in ("Heat", "Ikiru", "Rashomon"))
API = "/api/v1"


def test_home_is_the_desks_home(client: TestClient, desk: FakeDesk) -> None:
    answer = client.get(f"{API}/viewers/196/home?history=off&territory=US").json()
    assert answer["personal"] is False
    assert answer["context"]["territory"] == "US"
    page = desk.served[answer["journal_id"]]
    told = [card["item"] for row in answer["rows"] for card in row["cards"]]
    assert told == [card.item for row in page.rows for card in row.cards]


def test_why_gives_verdicts_as_words_and_sums_to_its_score(client: TestClient) -> None:
    answer = client.get(f"{API}/viewers/405/why/{HEAT}").json()
    assert answer["verdict"] == "block"
    assert answer["findings"][0]["verdict"] == "block"
    assert answer["findings"][0]["facts"] == {"item.age_rating": "R", "viewer.local_time": "20:15"}
    total = sum(share["amount"] for share in answer["shares"]) + answer["others"]
    assert total * answer["factor"] == pytest.approx(answer["score"])


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-12-24T22:30:00", "2026-12-24T22:30:00+01:00"),
        ("2026-12-24T22:30:00Z", "2026-12-24T22:30:00Z"),
    ],
)
def test_a_moment_without_zone_is_local(client: TestClient, at: str, told: str) -> None:
    assert client.get(f"{API}/viewers/196/home?at={at}").json()["context"]["at"] == told


@pytest.mark.parametrize(
    "url", ["viewers", "viewers/196", f"items/{HEAT}", "search?q=heat", "rules", "status"]
)
def test_every_question_is_answered(client: TestClient, url: str) -> None:
    assert client.get(f"{API}/{url}").status_code == 200


def test_search_takes_limit_and_offset(client: TestClient) -> None:
    found = client.get(f"{API}/search?q=drama&limit=2&offset=1").json()
    every = client.get(f"{API}/search?q=drama&limit=200").json()
    assert found["total"] == every["total"] == len(every["cards"])
    assert found["cards"] == every["cards"][1:3]


def test_a_stranger_with_likes_gets_a_row(client: TestClient) -> None:
    body = {"likes": [RASHOMON], "context": {"territory": "GB"}, "size": 3}
    row = client.post(f"{API}/recommend", json=body).json()
    assert len(row["cards"]) == 3
    assert RASHOMON not in [card["item"] for card in row["cards"]]
    assert row["cards"][0]["reason"] == "Because of Rashomon"


@pytest.mark.parametrize(
    "body",
    [
        {"likes": []},
        {"likes": [HEAT] * 101},
        {"likes": [HEAT], "size": 0},
        {"likes": [HEAT], "context": {"planet": "Mars"}},
        {"likes": "Heat"},
        [],
    ],
)
def test_a_wrong_body_is_a_problem_document(client: TestClient, body: object) -> None:
    answer = client.post(f"{API}/recommend", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("Please correct '")


def test_a_body_that_is_no_json_is_named_the_body(client: TestClient) -> None:
    answer = client.post(
        f"{API}/recommend", content=b"{bad", headers={"content-type": "application/json"}
    )
    assert answer.json()["detail"] == "Please correct 'body': this is no JSON."
    assert client.put(f"{API}/status").json()["detail"] == (
        "This address does not take PUT requests."
    )


def test_what_is_not_here_is_a_problem_document(client: TestClient) -> None:
    answer = client.get(f"{API}/viewers/1966")
    assert answer.status_code == 404
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not here",
        "status": 404,
        "detail": "There is no viewer '1966'. Did you mean 196.",
    }
    assert client.get(f"{API}/nothing").json()["status"] == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": "Basic key-of-ada"}, 401),
        ({"authorization": "Bearer key-of-bob"}, 403),
        ({"authorization": "Bearer key-of-ada"}, 201),
    ],
)
def test_events_need_an_editor(
    client: TestClient, desk: FakeDesk, headers: dict[str, str], status: int
) -> None:
    answer = client.post(f"{API}/viewers/196/events", json={"item": IKIRU}, headers=headers)
    assert answer.status_code == status
    assert desk.noted == ([("196", IKIRU, "ada")] if status == 201 else [])


def test_a_noted_viewing_changes_the_next_home(client: TestClient) -> None:
    key = {"authorization": "Bearer key-of-ada"}
    client.post(f"{API}/viewers/196/events", json={"item": IKIRU}, headers=key)
    rows = client.get(f"{API}/viewers/196/home").json()["rows"]
    assert "Because you watched Ikiru" in [row["title"] for row in rows]
    assert all(card["item"] != IKIRU for card in rows[0]["cards"])


def test_the_description_of_the_api_names_every_path(client: TestClient) -> None:
    described = client.get(f"{API}/openapi.json").json()
    assert set(described["paths"]) == {
        f"{API}/{path}"
        for path in (
            *("subjects", "items/{item}/neighbours", "people/{name}"),
            *("people/{name}/neighbours", "catalogue/health", "catalogue/health/checks/{check}"),
            *(f"catalogue/health/{name}" for name in ("silent", "expiring", "problems", "unknown")),
            *("companies/{name}", "topics/{kind}/{name}", "catalogue", "graph/query"),
            *("catalogue/review", "catalogue/review/found", "catalogue/review/applying"),
            "catalogue/review/{link}",
            "assistant/ask", "status", "viewers", "viewers/{viewer}", "viewers/{viewer}/home",
            "viewers/{viewer}/why/{item}", "viewers/{viewer}/events", "items/{item}",
            "search", "items/{item}/story",
            "rules", "decisions/{journal_id}/replay", "recommend",
            "events", "viewers/{viewer}/purposes", "viewers/{viewer}/erasure",
            "viewers/{viewer}/history-use", "influence", "rows/{row}/how",
            "drafts", "drafts/{draft}", "drafts/rankings/{kind}",
            *(f"drafts/versions/{{version}}/{what}" for what in ("pick", "edit")),
            "drafts/scripts", "drafts/scripts/{draft}", "drafts/scripts/{draft}/storyboard",
            "drafts/look-books", "drafts/look-books/{draft}",
            "evaluations", "evaluations/{evaluation}",
            *(f"experiments{rest}" for rest in ("", "/{experiment}", "/{experiment}/stop")),
            "estimates", "estimates/{key}", "rules/previews", "rules/previews/{key}",
            *(f"audience/{name}" for name in ("segments/{by}", "retention/{item}", "commission")),
            *(f"audience/resonance{rest}" for rest in ("", "/titles")),
            *(f"audience/integrity{rest}" for rest in ("", "/scan", "/{flag}")),
            "verify", "register", "register/{file}", "c2pa/matches/byBinding",
            "c2pa/matches/byContent", "c2pa/manifests/{manifest_id}",
            "c2pa/services/supportedAlgorithms", "verify/batch", "guard", "guard/exceptions",
            *(f"guard/exceptions/{{exception}}{rest}" for rest in ("", "/trial", "/live", "/back")),
            *(f"disclosures{rest}" for rest in ("", "/check", "/export", "/{file}")),
            "reputation", "reputation/corrections",
        )
    } | {"/feeds/{row}.{form}", "/v1/chat/completions", "/v1/models"}  # fmt: skip


def test_a_page_served_by_the_api_can_be_made_again(client: TestClient) -> None:
    journal_id = client.get(f"{API}/viewers/196/home").json()["journal_id"]
    answer = client.get(f"{API}/decisions/{journal_id}/replay").json()
    assert answer == {"journal_id": journal_id, "identical": True, "differences": []}
