"""The register of disclosures over the web, its export, and the check of a file."""

import csv
import io
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from tests.disclosed import CAPTURED, GENERATED, disclose
from tests.web.conftest import client_of, text_of

from openslate.app.desk import Desk
from openslate.authenticity.disclosure.layers import Layer
from openslate.store.register import NewFile, Register
from openslate.store.roles import Role
from openslate.testing.workspace import MadeWorkspace

ROOM, API = "/disclosures", "/api/v1/disclosures"


@pytest.fixture(scope="module")
def desk(tiny_workspace: MadeWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with ada and bob, two published files, and one registered without a disclosure."""
    folder = tmp_path_factory.mktemp("disclosures")
    with tiny_workspace.copy(folder / "w").desk() as desk:
        desk.accounts.create("ada", Role.EDITOR)
        desk.accounts.create("bob", Role.VIEWER)
        disclose(desk.workspace, GENERATED, (Layer.LABEL, Layer.CREDENTIAL), "aa")
        disclose(desk.workspace, CAPTURED, (Layer.CREDENTIAL,), "bb")
        Register(desk.workspace.database).keep(NewFile("cc", "bare.jpg", "image/jpeg", 1), by="ada")
        yield desk


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return client_of(desk)


def ids(client: TestClient) -> dict[str, str]:
    return {one["name"]: one["file"] for one in client.get(API).json()}


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (160, 120), "teal").save(written, "JPEG")
    return written.getvalue()


def test_the_register_tells_labels_layers_and_who_asks(client: TestClient) -> None:
    page = client.get(ROOM).text
    assert "2 files." in page.replace("<span>", "")
    assert "flood &lt;b&gt;.jpg" in page
    assert "Made with AI" in page
    assert "eu-ai-act-50-4-deep-fake" in page
    assert "from 2026-08-02" in page
    assert "bare.jpg" not in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"flood <b>.jpg", "street.mp4"}),
        ("words=FLOOD", {"flood <b>.jpg"}),
        ("kind=video", {"street.mp4"}),
        ("labelled=yes", {"flood <b>.jpg"}),
        ("labelled=no&kind=", {"street.mp4"}),
        ("missing=mark", {"flood <b>.jpg"}),
        ("missing=label", set()),
        ("obligation=eu-ai-act-50-4-deep-fake", {"flood <b>.jpg"}),
        ("item=i1", {"flood <b>.jpg"}),
        ("item=i2", set()),
    ],
)
def test_filters_are_the_same_everywhere(query: str, names: set[str], client: TestClient) -> None:
    assert {one["name"] for one in client.get(f"{API}?{query}").json()} == names
    sheet = client.get(f"{API}/export?{query}")
    assert sheet.headers["content-disposition"] == 'attachment; filename="disclosures.csv"'
    assert {row["name"] for row in csv.DictReader(io.StringIO(sheet.text))} == names
    told = client.get(f"{API}/export?{query}&format=json").json()
    assert {one["name"] for one in told} == names
    page = text_of(client, f"{ROOM}?{query}")
    assert {name for name in ("flood <b>.jpg", "street.mp4") if name in page} == names
    assert ("No published file is like that" in page) == (not names)


def test_export_links_keep_the_filter(client: TestClient) -> None:
    page = client.get(f"{ROOM}?kind=picture").text
    assert 'href="/api/v1/disclosures/export?kind=picture&amp;format=csv"' in page


def test_one_file_with_the_decision_behind_it(client: TestClient) -> None:
    page = text_of(client, f"{ROOM}/files/{ids(client)['flood <b>.jpg']}")
    assert "Published with the label" in page
    assert "Source: Regulation (EU) 2024/1689 (AI Act), Article 50(4)" in page
    assert "The digital source type</dt><dd>trainedAlgorithmicMedia" in page
    assert 'href="/items/i1"' in page
    assert 'href="/reputation/of?name=North%20Agency"' in page
    assert "Label, decided by rules" in page
    assert client.get(f"{ROOM}/files/f0").status_code == 404


def test_a_file_without_a_disclosure_says_so(desk: Desk, client: TestClient) -> None:
    bare = next(file for file in desk.authenticity.page() if file.name == "bare.jpg")
    answer = client.get(f"{API}/{bare.id}")
    assert answer.status_code == 404
    assert "in the register without a disclosure" in answer.text


def test_what_content_of_a_kind_would_need(client: TestClient) -> None:
    said = {
        "kind": "picture", "source_type": "trainedAlgorithmicMedia", "shows_real_people": "yes",
        "public_interest": "no", "artistic": "no", "territory": "DE",
    }  # fmt: skip
    page = client.post(f"{ROOM}/check", data=said).text
    assert "A picture like this" in page
    assert "Slate publishes it only with a label that people see" in page
    told = client.post(f"{API}/check", data=said).json()
    assert [one["present"] for one in told["layers"]] == [None] * 4
    assert "eu-ai-act-50-4-deep-fake" in {one["id"] for one in told["obligations"]}


def test_what_a_file_has(client: TestClient) -> None:
    files = {"file": ("a <b>.jpg", picture())}
    data = {"source_type": "digitalCapture", "source": "North Agency"}
    page = client.post(f"{ROOM}/check", data=data, files=files).text
    assert '<h1 id="answer" class="list-title">a &lt;b&gt;.jpg</h1>' in page
    assert "The rules give it no label" in page
    assert "No mark was found" in page or "no mark was looked for" in page
    told = client.post(f"{API}/check", data=data, files=files).json()
    assert (told["facts"]["source"], told["registered"]) == ("North Agency", None)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "No file was chosen and no kind"),
        ({"kind": "smell"}, "There is no kind 'smell'"),
        ({"kind": "picture", "artistic": "perhaps"}, "artistic is yes or no"),
        ({"kind": "picture", "territory": "Mars"}, "is no territory"),
        ({"kind": "picture", "source_type": "digitlCapture"}, "Did you mean 'digitalCapture'"),
        ({"kind": "picture", "source_reputation": "1"}, "There is no field"),
        ({"kind": "picture", "item": "x" * 201}, "A field is too long"),
    ],
)
def test_what_can_not_be_is_one_sentence(
    said: dict[str, str], sentence: str, client: TestClient
) -> None:
    page = client.post(f"{ROOM}/check", data=said)
    assert page.status_code == 422
    assert sentence in page.text.replace("&#39;", "'")
    answer = client.post(f"{API}/check", data=said)
    assert answer.status_code == 422
    assert sentence in answer.json()["detail"]


def test_a_file_of_no_kind_is_one_sentence(client: TestClient) -> None:
    files = {"file": ("x.bin", b"\0\1\2" * 100)}
    answer = client.post(f"{ROOM}/check", files=files)
    assert answer.status_code == 422
    assert "It is no picture, video, sound or text that Slate knows" in answer.text


def test_uploads_are_bounded_by_the_setting(tiny_copy: MadeWorkspace) -> None:
    toml = tiny_copy.folder / "slate.toml"
    toml.write_text(
        toml.read_text().replace("largest_upload_megabytes = 256", "largest_upload_megabytes = 1")
    )
    with tiny_copy.desk() as desk:
        desk.accounts.create("ada", Role.EDITOR)
        client = client_of(desk)
        files = {"file": ("x.jpg", bytes(2 << 20))}
        for path in ("/disclosures/check", "/api/v1/disclosures/check", "/api/v1/verify"):
            answer = client.post(path, files=files)
            assert answer.status_code == 422, path
            assert "larger than" in answer.text
        assert "1 MB at most" in client.get("/verify").text


def test_a_huge_file_is_refused_before_it_is_read(client: TestClient) -> None:
    headers = {"content-length": str(300 << 20), "content-type": "multipart/form-data; boundary=x"}
    for path in (f"{ROOM}/check", f"{API}/check"):
        assert client.post(path, headers=headers, content=iter([b""])).status_code == 413


@pytest.mark.parametrize(("account", "status"), [("bob", 403), (None, 401)])
def test_it_is_for_editors(account: str | None, status: int, desk: Desk) -> None:
    client = client_of(desk, account)
    for path in (API, f"{API}/export", f"{API}/f1"):
        assert client.get(path).status_code == status
    assert client.post(f"{API}/check", data={"kind": "picture"}).status_code == status


def test_an_empty_register_says_what_to_do(tiny_desk: Desk) -> None:
    page = text_of(client_of(tiny_desk), ROOM)
    assert "Nothing was published yet" in page
    assert "slate publish FILE" in page
