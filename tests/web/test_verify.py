"""Verifying over the web: the page, the API, the register, soft bindings."""

import io
from base64 import b64encode
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from tests.origins import publish
from tests.web.conftest import client_of

from openslate.app.authenticity.authenticity_room import AuthenticityRoom
from openslate.app.desk import Desk
from openslate.authenticity.marks.message import ALGORITHM
from openslate.store.register import mark_text
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace

SOFT = "/api/v1/c2pa"


@pytest.fixture(scope="module")
def desk(tiny_workspace: MadeWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with ada and bob, and a photo that was marked, signed and registered."""
    folder = tmp_path_factory.mktemp("verify")
    with tiny_workspace.copy(folder / "w").desk() as desk:
        desk.accounts.create("ada", Role.EDITOR)
        desk.accounts.create("bob", Role.VIEWER)
        desk.published = publish(desk.workspace, folder).read_bytes()  # type: ignore[attr-defined]
        yield desk


@pytest.fixture
def published(desk: Desk) -> bytes:
    return desk.published  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return client_of(desk)


@pytest.fixture
def stripped(published: bytes) -> bytes:
    written = io.BytesIO()
    Image.open(io.BytesIO(published)).save(written, "JPEG", quality=75)
    return written.getvalue()


def send(client: TestClient, path: str, content: bytes, name: str = "x.jpg"):  # type: ignore[no-untyped-def]
    return client.post(path, files={"file": (name, content)})


def test_a_signed_file_is_trusted_and_its_words_are_escaped(
    client: TestClient, published: bytes
) -> None:
    page = send(client, "/verify", published, "a <b>.jpg").text
    assert '<h1 id="verdict">Trusted</h1>' in page
    assert "A day &lt;out&gt;" in page
    assert "a &lt;b&gt;.jpg" in page
    assert "Not proven" in page


def test_a_stripped_copy_shows_what_was_recovered(client: TestClient, stripped: bytes) -> None:
    page = send(client, "/verify", stripped).text
    assert "Recovered, altered" in page
    assert "is not valid for this file" in page
    assert "It bears the mark" in page


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "The file is empty"), (b"hello", "Nothing known")]
)
def test_whatever_is_sent_there_is_an_answer(
    content: bytes, sentence: str, client: TestClient
) -> None:
    assert sentence in send(client, "/verify", content).text


def test_no_file_is_said_beside_the_form(client: TestClient) -> None:
    answer = client.post("/verify", data={"other": "1"})
    assert answer.status_code == 422
    assert "No file was chosen" in answer.text


def test_strangers_are_asked_to_sign_in(desk: Desk, published: bytes) -> None:
    stranger = client_of(desk, None)
    assert stranger.get("/verify", follow_redirects=False).status_code in (303, 401)
    assert send(stranger, "/api/v1/verify", published).status_code == 401


def test_the_api_tells_the_trace(client: TestClient, stripped: bytes) -> None:
    told = send(client, "/api/v1/verify", stripped, "copy.jpg").json()
    assert (told["name"], told["origin"], told["verdict"]) == ("copy.jpg", "recovered", "label")
    assert [finding["rule"] for finding in told["findings"]] == [
        "credential", "register", "mark", "origin",
    ]  # fmt: skip
    assert told["credential"]["title"] == "A day <out>"


def test_several_files_in_one_request(client: TestClient, published: bytes) -> None:
    path = "/api/v1/verify/batch"
    files = [("file", ("a.jpg", published)), ("file", ("b.jpg", b"")), ("file", ("c.txt", b"hi"))]
    first, empty, text = client.post(path, files=files).json()
    assert (first["name"], first["origin"]) == ("a.jpg", "trusted")
    assert (empty["name"], "The file is empty" in empty["error"]) == ("b.jpg", True)
    assert text["origin"] == "nothing"
    many = [("file", (f"{number}.txt", b"hi")) for number in range(21)]
    answer = client.post(path, files=many)
    assert (answer.status_code, "more than 20" in answer.text) == (422, True)
    assert "No file was chosen" in client.post(path, data={"x": "1"}).text


def test_a_huge_file_is_refused_before_it_is_read(client: TestClient) -> None:
    headers = {"content-length": str(300 << 20), "content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/api/v1/verify", headers=headers, content=iter([b""]))
    assert answer.status_code == 413
    assert "slate verify" in answer.text


def test_the_register_is_for_editors(desk: Desk, client: TestClient) -> None:
    (one,) = client.get("/api/v1/register").json()
    assert (one["name"], one["media_type"], one["registered_by"]) == (
        "published.jpg", "image/jpeg", "ada",
    )  # fmt: skip
    assert client.get(f"/api/v1/register/{one['id']}").json() == one
    assert client.get("/api/v1/register/f0").status_code == 404
    assert client_of(desk, "bob").get("/api/v1/register").status_code == 403


def test_soft_bindings_lead_to_the_credential(desk: Desk, client: TestClient) -> None:
    (file,) = desk.authenticity.page()
    assert file.mark is not None
    value = b64encode(mark_text(file.mark).encode()).decode()
    asked = {"alg": ALGORITHM, "value": value}
    wanted = {"matches": [{"manifestId": file.manifest, "similarityScore": 100}]}
    assert client.get(f"{SOFT}/matches/byBinding", params=asked).json() == wanted
    assert client.post(f"{SOFT}/matches/byBinding", json=asked).json() == wanted
    manifest = client.get(f"{SOFT}/manifests/{file.manifest}")
    assert manifest.headers["content-type"] == "application/c2pa"
    assert manifest.content[4:8] == b"jumb"


def test_a_fingerprint_leads_to_the_credential(desk: Desk, client: TestClient) -> None:
    (file,) = desk.authenticity.page()
    (kept,) = desk.authenticity.register.fingerprints("pdq")
    asked = {"alg": "org.openslate.pdq.1", "value": b64encode(kept.bits).decode()}
    wanted = {"matches": [{"manifestId": file.manifest, "similarityScore": 80}]}
    assert client.get(f"{SOFT}/matches/byBinding", params=asked).json() == wanted
    far = b64encode(bytes(255 - byte for byte in kept.bits)).decode()
    assert client.get(f"{SOFT}/matches/byBinding", params={**asked, "value": far}).json() == {
        "matches": []
    }


def test_content_leads_to_the_credential(client: TestClient, stripped: bytes) -> None:
    headers = {"content-type": "image/jpeg"}
    answer = client.post(f"{SOFT}/matches/byContent", content=stripped, headers=headers)
    (match,) = answer.json()["matches"]
    assert match["similarityScore"] == 100


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"alg": "com.example.other", "value": "MQ=="}, "not known here"),
        ({"alg": ALGORITHM, "value": "***"}, "names no mark"),
        ({"alg": ALGORITHM, "value": b64encode(b"xyz").decode()}, "names no mark"),
        ({"alg": "org.openslate.pdq.1", "value": "MQ=="}, "no PDQ fingerprint"),
        ({"alg": "org.openslate.pdq.1", "value": "***"}, "no PDQ fingerprint"),
    ],
)
def test_a_binding_of_another_kind_is_one_sentence(
    asked: dict[str, str], sentence: str, client: TestClient
) -> None:
    answer = client.get(f"{SOFT}/matches/byBinding", params=asked)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_mark_that_nobody_registered_matches_nothing(client: TestClient) -> None:
    asked = {"alg": ALGORITHM, "value": b64encode(b"0000000000000001").decode()}
    assert client.get(f"{SOFT}/matches/byBinding", params=asked).json() == {"matches": []}


def test_which_algorithms_there_are(client: TestClient) -> None:
    told = client.get(f"{SOFT}/services/supportedAlgorithms").json()
    assert told["watermarks"] == [{"alg": ALGORITHM}]


def test_a_room_that_nobody_asked_has_nothing_to_close(desk: Desk) -> None:
    AuthenticityRoom(desk.workspace).close()
