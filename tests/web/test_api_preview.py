"""The API of trying a rulebook: begun, asked after, and who may."""

import pytest
from tests.web.conftest import client_of

from openslate.app.desk import Desk
from openslate.app.preview.preview_room import MOST_TEXT

PREVIEWS = "/api/v1/rules/previews"


def test_a_draft_is_tried_and_told_with_its_cost(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    draft = tiny_desk.preview.text.replace("item.name IS NULL", "item.year < 1996")
    begun = client.post(PREVIEWS, json={"rulebook": draft, "viewers": 4})
    assert begun.status_code == 202, begun.text
    assert begun.json()["state"] in ("running", "done")
    tiny_desk.preview.jobs.wait()
    told = client.get(f"{PREVIEWS}/{begun.json()['key']}").json()
    assert (told["state"], told["done"]) == ("done", told["total"])
    result = told["result"]
    assert result["viewers"] == 4
    assert {one["change"] for one in result["entries"]} == {"edited", "as before"}
    assert result["cost"]["sentence"].endswith(".")
    assert tiny_desk.preview.text != draft


def test_every_mistake_of_a_draft_is_named(tiny_desk: Desk) -> None:
    wrong = "rulebook: R\nrules:\n- {rule: a, title: A, when: TRUE, then: blok}\n- 1\n"
    answer = client_of(tiny_desk).post(PREVIEWS, json={"rulebook": wrong})
    assert answer.status_code == 422
    told = answer.json()["detail"].splitlines()
    assert any("There is no effect 'blok'" in line for line in told)
    assert any(line.startswith("new.yaml:4:3") for line in told)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"rulebook": "rulebook: R\n", "viewers": 0}, "viewers"),
        ({"rulebook": "#" * (MOST_TEXT + 1)}, "rulebook"),
        ({"text": "rulebook: R\n"}, "rulebook"),
    ],
)
def test_a_body_that_does_not_fit_is_refused(
    tiny_desk: Desk, body: dict[str, object], named: str
) -> None:
    answer = client_of(tiny_desk).post(PREVIEWS, json=body)
    assert answer.status_code == 422
    assert named in answer.json()["detail"]


def test_a_rulebook_in_any_script_fits_the_request(tiny_desk: Desk) -> None:
    draft = "rulebook: Правила\n#" + "я" * (MOST_TEXT - 100)
    begun = client_of(tiny_desk).post(PREVIEWS, json={"rulebook": draft, "viewers": 1})
    assert begun.status_code == 202, begun.text
    tiny_desk.preview.jobs.wait()


def test_it_is_for_editors(tiny_desk: Desk) -> None:
    body = {"rulebook": "rulebook: R\n"}
    assert client_of(tiny_desk, "bob").post(PREVIEWS, json=body).status_code == 403
    assert client_of(tiny_desk, None).post(PREVIEWS, json=body).status_code == 401
    assert client_of(tiny_desk, None).get(f"{PREVIEWS}/any").status_code == 401
    assert client_of(tiny_desk).get(f"{PREVIEWS}/any").status_code == 404
    assert tiny_desk.preview.jobs._states == {}
