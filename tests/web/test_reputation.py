"""Reputations over the web: the list, one with its evidence, noting corrections, the API."""

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import client_of, text_of

from openslate.app.authenticity.reputation.keep_origin import KeepOrigin
from openslate.app.desk import Desk
from openslate.authenticity.credentials.report import CredentialReport, CredentialState
from openslate.authenticity.verification.conclude import conclude
from openslate.authenticity.verification.evidence import Evidence

API = "/api/v1/reputation"
NAME = "a/b <agency>"


@pytest.fixture
def client(tiny_desk: Desk) -> TestClient:
    """Of an editor, where two files of a source were checked."""
    for content, state in [("aa", CredentialState.BROKEN), ("bb", CredentialState.TRUSTED)]:
        found = conclude(Evidence("x.jpg", content, None, CredentialReport(state, ())))
        KeepOrigin(tiny_desk.workspace)(found, NAME, by="ada")
    return client_of(tiny_desk)


def test_before_anything_was_verified(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    assert "nobody has a reputation" in text_of(client, "/reputation")
    assert "its reputation is not known" in text_of(client, "/reputation/of?name=x")
    assert client.get(API).json() == []
    assert client.get(API, params={"name": "x"}).status_code == 404


def test_counts_lead_to_the_evidence(client: TestClient) -> None:
    page = client.get("/reputation").text
    assert "a/b &lt;agency&gt;" in page
    link = "/reputation/of?name=a%2Fb+%3Cagency%3E#source-broken"
    assert f'href="{link}"' in page
    shown = client.get(link).text
    assert 'id="source-broken"' in shown
    assert "x.jpg: broken credential, checked by ada." in shown
    assert "There is no page 9 here" in text_of(client, "/reputation?page=9")


def test_a_correction_is_noted_and_taken_back(client: TestClient) -> None:
    said = {"source": NAME, "what": "a picture", "because": "Shows another place"}
    noted = client.post("/reputation/corrections", data=said)
    assert "a picture was corrected by ada: Shows another place" in noted.text
    refused = client.post("/reputation/corrections", data={**said, "because": " "})
    assert refused.status_code == 422
    assert "A correction needs a reason" in refused.text
    assert 'value="a picture"' in refused.text
    back = client.post("/reputation/corrections", data={**said, "taken_back": "yes"})
    assert "was corrected by" not in back.text


def test_for_programs(client: TestClient) -> None:
    (told,) = client.get(API).json()
    assert (told["name"], told["role"], told["known"]) == (NAME, "source", True)
    assert told["reputation"]["mean"] == pytest.approx(0.5, abs=1e-6)
    assert told["signed"]["checked"] == 2
    correction = {"source": NAME, "what": "a picture", "because": "Wrong"}
    assert client.post(f"{API}/corrections", json=correction).status_code == 204
    (told,) = client.get(API, params={"name": NAME}).json()
    assert "corrected" in {one["outcome"] for one in told["evidence"]}
    taken = client.post(f"{API}/corrections", json={**correction, "taken_back": True})
    assert taken.status_code == 204
    assert client.post(f"{API}/corrections", json={"source": NAME}).status_code == 422


@pytest.mark.parametrize(("account", "status"), [("bob", 403), (None, 401)])
def test_it_is_for_editors(account: str | None, status: int, tiny_desk: Desk) -> None:
    client = client_of(tiny_desk, account)
    assert client.get(API).status_code == status
    correction = {"source": "x", "what": "y", "because": "z"}
    assert client.post(f"{API}/corrections", json=correction).status_code == status
