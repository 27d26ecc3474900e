"""The API of experiments and estimates: begun, told, ended, and who may."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import client_of

from openslate.app.desk import Desk
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace

EXPERIMENTS, ESTIMATES = "/api/v1/experiments", "/api/v1/estimates"
SHORT = {"name": "short", "row_size": 2, "share": 0.4, "until": "2026-04-01", "salt": "s"}


@pytest.fixture
def exploring(town_copy: MadeWorkspace) -> Iterator[Desk]:
    """The town, where a fifth of the places is tried, and ada, an editor."""
    (town_copy.folder / "slate.toml").write_text("[home]\nexploration = 0.2\n")
    with town_copy.desk() as desk:
        desk.accounts.create("ada", Role.EDITOR)
        yield desk


def begun(client: TestClient, **more: object) -> dict[str, object]:
    answer = client.post(EXPERIMENTS, json={**SHORT, **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_an_experiment_is_begun_served_told_and_ended(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    assert client.get(EXPERIMENTS).json() == []
    told = begun(client)
    assert (told["state"], told["started_by"], told["until"]) == (
        "running",
        "ada",
        "2026-04-01T00:00:00Z",
    )
    assert told["arms"] == [
        {"arm": "a", "share": 0.6, "sentence": "What is in force: rows of 20 titles."},
        {"arm": "b", "share": 0.4, "sentence": "The same, but rows of 2 titles."},
    ]
    for viewer in ("2", "5"):  # in group a, in group b
        client.get(f"/api/v1/viewers/{viewer}/home")
    standing = client.get(f"{EXPERIMENTS}/short").json()
    pages = {group["arm"]: group["pages"] for group in standing["report"]["groups"]}
    assert pages == {"a": 1, "b": 1}
    assert (standing["experiment"], standing["report"]["verdict"]) == (told, "running")
    assert standing["advice"]["enough"] is False
    ended = client.post(f"{EXPERIMENTS}/short/stop").json()
    assert (ended["state"], ended["stopped_by"]) == ("stopped", "ada")
    assert client.get(EXPERIMENTS).json() == [ended]


def test_one_runs_at_a_time_and_ends_once(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    begun(client)
    second = client.post(EXPERIMENTS, json={**SHORT, "name": "second"})
    assert (second.status_code, "'short' is running" in second.json()["detail"]) == (409, True)
    client.post(f"{EXPERIMENTS}/short/stop")
    assert client.post(f"{EXPERIMENTS}/short/stop").status_code == 409
    missing = client.get(f"{EXPERIMENTS}/shirt")
    assert (missing.status_code, "'short'" in missing.json()["detail"]) == (404, True)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"row_size": None}, "served the same"),
        ({"until": "2020-01-01"}, "past"),
        ({"until": "soon"}, "until"),
        ({"exploration": 0.5}, "exploration"),
        ({"name": "No Name"}, "name"),
        ({"model": "../models"}, "model"),
        ({"rulebook": "rulebook: R\nrules: 1\n"}, "sent.yaml:2"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    tiny_desk: Desk, change: dict[str, object], named: str
) -> None:
    client = client_of(tiny_desk)
    answer = client.post(EXPERIMENTS, json={**SHORT, **change})
    assert answer.status_code == 422, answer.text
    assert named in answer.json()["detail"]
    assert client.get(EXPERIMENTS).json() == []


def test_a_model_that_is_not_here_is_named(tiny_desk: Desk) -> None:
    answer = client_of(tiny_desk).post(EXPERIMENTS, json={**SHORT, "model": "m-nowhere"})
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith("There is no model 'm-nowhere' here.")


def test_a_rulebook_is_sent_as_text_and_said_by_its_title(tiny_desk: Desk) -> None:
    told = begun(client_of(tiny_desk), rulebook="rulebook: Quiet rules\n")
    arms = told["arms"]
    assert isinstance(arms, list)
    assert "the rulebook “Quiet rules”" in arms[1]["sentence"]
    assert "rows of 2 titles" in arms[1]["sentence"]


def test_an_estimate_is_begun_and_asked_after(exploring: Desk) -> None:
    for viewer in range(2, 8):
        exploring.home(str(viewer), exploring.context(str(viewer)))
    client = client_of(exploring)
    begun = client.post(ESTIMATES, json={"requests": 6})
    assert begun.status_code == 202, begun.text
    assert begun.json()["name"] == "What is in force, trying nothing"
    exploring.experiments.jobs.wait()
    told = client.get(f"{ESTIMATES}/{begun.json()['key']}").json()
    assert (told["state"], told["done"], told["total"]) == ("done", 6, 6)
    assert set(told["result"]["estimates"]) == {"ips", "snips", "dr"}
    assert told["result"]["overlap"]["warnings"] == []


def test_an_estimate_without_pages_that_tried_something_says_what_to_do(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    key = client.post(ESTIMATES, json={"rulebook": "rulebook: Quiet\n"}).json()["key"]
    tiny_desk.experiments.jobs.wait()
    told = client.get(f"{ESTIMATES}/{key}").json()
    assert (told["state"], "known chances" in told["trouble"]) == ("failed", True)
    assert "the rulebook “Quiet”" in told["name"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", EXPERIMENTS),
        ("POST", EXPERIMENTS),
        ("GET", f"{EXPERIMENTS}/short"),
        ("POST", f"{EXPERIMENTS}/short/stop"),
        ("POST", ESTIMATES),
        ("GET", f"{ESTIMATES}/any"),
    ],
)
def test_it_is_for_editors(tiny_desk: Desk, method: str, path: str) -> None:
    body = {EXPERIMENTS: SHORT, ESTIMATES: {}}.get(path) if method == "POST" else None
    assert client_of(tiny_desk, "bob").request(method, path, json=body).status_code == 403
    assert client_of(tiny_desk, None).request(method, path, json=body).status_code == 401
    assert tiny_desk.experiments.all() == []
