"""The pages and the API of drafts, on a small real workspace."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.assistant.look_books.made_stills import write_stills
from tests.web.conftest import client_of, text_of

from openslate.app.desk import Desk

SCRIPT = "INT. HOUSE - DAY\n\nANN (30s) opens a BOX.\n\nEXT. GARDEN - NIGHT\n\nRain.\n"
API = "/api/v1/drafts"


@pytest.fixture
def editor(tiny_desk: Desk) -> Iterator[TestClient]:
    with client_of(tiny_desk) as client:
        yield client


def written(editor: TestClient, kind: str = "logline", **said: str) -> str:
    """The address of a draft about Seven."""
    answer = editor.post(
        "/drafts", data={"item": "Seven", "kind": kind, **said}, follow_redirects=False
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_nothing_yet(editor: TestClient) -> None:
    assert "There are no drafts yet." in text_of(editor, "/drafts")


@pytest.mark.parametrize("path", ["/drafts", "/drafts/d1", API, f"{API}/d1"])
@pytest.mark.parametrize(("account", "status"), [("bob", 403), (None, 401)])
def test_drafts_are_for_editors(
    tiny_desk: Desk, path: str, account: str | None, status: int
) -> None:
    with client_of(tiny_desk, account) as client:
        assert client.get(path).status_code == status


def test_candidates_with_what_backs_them(editor: TestClient) -> None:
    page = text_of(editor, written(editor))
    assert "David Fincher directs Brad Pitt and Morgan Freeman in Seven" in page
    assert "Facts stand behind every sentence" in page
    assert "wikidata-films" in page
    assert "0 of 20 picks" in page
    assert "Log lines" in text_of(editor, "/drafts")


def test_a_title_that_nobody_knows_is_told(editor: TestClient) -> None:
    answer = editor.post("/drafts", data={"item": "Nobody's film", "kind": "press"})
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert "There is no item" in answer.text
    assert editor.post("/drafts", data={"item": "Seven", "kind": "letter"}).status_code == 422


def test_pick_and_edit(editor: TestClient, tiny_desk: Desk) -> None:
    address = written(editor)
    draft = tiny_desk.drafts.draft(address.rsplit("/", 1)[1])
    version = f"{address}/versions/{draft.versions[0].id}"
    answer = editor.post(f"{version}/edit", data={"text": "Seven won <b>nine</b> Oscars."})
    assert "Kept as a new version" in answer.text
    assert '<mark class="unbacked">Seven won &lt;b&gt;nine&lt;/b&gt; Oscars.' in answer.text
    child = next(v for v in tiny_desk.drafts.draft(draft.id).versions if v.parent)
    refused = editor.post(f"{address}/versions/{child.id}/pick")
    assert (refused.status_code, "No fact backs" in refused.text) == (422, True)
    kept = editor.post(f"{address}/versions/{child.id}/pick", data={"because": "I know"})
    assert "Picked. It ranks later drafts." in kept.text
    assert tiny_desk.drafts.draft(draft.id).picked == child.id


def test_a_letter_is_shown_as_text(editor: TestClient) -> None:
    page = editor.get(written(editor, "letter", asked="<script>x</script> Who directed it?")).text
    assert "<script>x" not in page
    assert "Seven was directed by David Fincher." in page


def test_a_script_its_storyboard_and_files(editor: TestClient) -> None:
    sent = {"file": ("house.fountain", SCRIPT.encode(), "text/plain")}
    answer = editor.post("/drafts/scripts", files=sent)
    assert answer.status_code == 200
    for text in ("2 scenes", "HOUSE", "ANN", "box"):
        assert text in answer.text
    address = answer.url.path
    page = text_of(editor, f"{address}/storyboard?by=beat")
    assert page.count("<figure>") == 2
    assert "Placeholder drawing: inside House, day, with Ann" in page
    pdf = editor.get(f"{address}/sheet.pdf")
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    html = editor.get(f"{address}/sheet.html")
    assert "attachment" in html.headers["content-disposition"]
    assert "<svg" in html.text


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"Only rain.", "no scene"), (b"\xff\xfe", "not UTF-8")]
)
def test_what_is_no_script_is_told(editor: TestClient, content: bytes, sentence: str) -> None:
    answer = editor.post("/drafts/scripts", files={"file": ("x.txt", content, "text/plain")})
    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_a_look_book(editor: TestClient, tiny_desk: Desk) -> None:
    empty = editor.post("/drafts/look-books", data={"title": "Greens"})
    assert (empty.status_code, "no such folder" in empty.text) == (422, True)
    write_stills(tiny_desk.workspace.folder / "stills")
    asked = {"title": "Greens", "colours": "#30a040, #808080", "tags": "", "credit": ""}
    answer = editor.post("/drafts/look-books", data=asked)
    assert 'alt="A meadow at noon"' in answer.text
    assert "Credit: Bob" in answer.text
    assert editor.get(f"{answer.url.path}/sheet.pdf").content.startswith(b"%PDF-")


def test_the_api_does_what_pages_do(editor: TestClient, tiny_desk: Desk) -> None:
    item = tiny_desk.search("Seven").cards[0].item
    made = editor.post(API, json={"item": item, "kind": "synopsis", "length": "short"})
    assert made.status_code == 201
    draft = made.json()
    first = draft["versions"][0]
    edited = editor.post(f"{API}/versions/{first['id']}/edit", json={"text": "Seven. A film."})
    assert edited.status_code == 201
    picked = editor.post(f"{API}/versions/{first['id']}/pick", json={"because": "good"})
    assert picked.json()["picked"] == first["id"]
    assert editor.get(f"{API}/{draft['id']}").json()["because"] == "good"
    assert [one["id"] for one in editor.get(API).json()] == [draft["id"]]
    assert editor.get(f"{API}/rankings/synopsis").json()["agreement"] is None
    script = editor.post(f"{API}/scripts", json={"text": SCRIPT}).json()
    assert editor.get(f"{API}/scripts/{script['id']}").json() == script
    board = editor.get(f"{API}/scripts/{script['id']}/storyboard?form=html&by=beat")
    assert board.text.count("<svg") == 2
    write_stills(tiny_desk.workspace.folder / "stills")
    book = editor.post(f"{API}/look-books", json={"title": "All", "colours": ["#30a040"]}).json()
    assert editor.get(f"{API}/look-books/{book['id']}").content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("path", "status"),
    [("d0", 404), ("scripts/d0", 404), ("look-books/d0", 404), ("rankings/poem", 422)],
)
def test_what_is_not_there(editor: TestClient, path: str, status: int) -> None:
    assert editor.get(f"{API}/{path}").status_code == status


def test_ids_of_another_kind_are_told(editor: TestClient) -> None:
    draft = written(editor).rsplit("/", 1)[1]
    assert editor.get(f"{API}/scripts/{draft}").status_code == 422
    assert editor.get(f"{API}/look-books/{draft}").status_code == 422
    assert editor.get(f"/drafts/{draft}/storyboard").status_code == 422
