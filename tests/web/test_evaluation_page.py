"""The page and the API of evaluations."""

from fastapi.testclient import TestClient
from tests.web.conftest import client_of

from openslate.app.desk import Desk
from openslate.app.evaluation.evaluation_settings import EvaluationSettings

ASKED = EvaluationSettings(split="random", models=("ease",), least_viewers=1, k=3)


def page(client: TestClient, path: str = "/evaluation") -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_before_anything_was_evaluated_it_says_what_to_do(tiny_desk: Desk) -> None:
    assert "slate evaluate" in page(client_of(tiny_desk))
    assert client_of(tiny_desk).get("/api/v1/evaluations").json() == []


def test_it_tells_who_wins_with_figures_and_ranges(tiny_desk: Desk) -> None:
    first = tiny_desk.evaluation.evaluate(ASKED)
    text = page(client_of(tiny_desk))
    best = first.contenders[0]
    assert best.label in text
    assert f"{best.figures['ndcg'].value:.3f}" in text
    assert "Compared with chance" in text
    assert "By gender" in text
    assert page(client_of(tiny_desk), f"/evaluation/{first.name}") == text
    told = client_of(tiny_desk).get(f"/api/v1/evaluations/{first.name}").json()
    assert told["contenders"][0]["figures"]["ndcg"]["value"] == best.figures["ndcg"].value


def test_it_is_for_editors(tiny_desk: Desk) -> None:
    assert client_of(tiny_desk, "bob").get("/evaluation").status_code == 403
    assert client_of(tiny_desk, None).get("/api/v1/evaluations").status_code == 401
    assert client_of(tiny_desk).get("/evaluation/e-none").status_code == 404
