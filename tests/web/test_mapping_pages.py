"""From an uploaded file to an import, over the pages, on a real workspace of seven films."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import client_of, text_of

from openslate.app.deliveries.uploads import Uploads, safe_name
from openslate.app.desk import Desk
from openslate.catalogue.mapping.file import read_mapping
from openslate.common.errors import NotFoundError
from openslate.testing.clock import FrozenClock
from openslate.testing.workspace import NOW

MAPPING = "/catalogue/mapping"
SHEET = """Titel;Jahr;Regie;Genres;Notiz
Das Boot;1981;Petersen, Wolfgang;Drama|War;a
M;1931;Lang, Fritz;Crime;b
Lola rennt;neunzehn;Tykwer, Tom;Action|Thriller;c
Metropolis;1927;Lang, Fritz;Sci-Fi|Drama;d
Paris, Texas;1984;Wenders, Wim;Drama;e
"""


def send(client: TestClient, content: str | bytes = SHEET, name: str = "titel.csv") -> str:
    """Upload a file; where its form is."""
    answer = client.post(MAPPING, files={"file": (name, content)}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def answers(page: str) -> dict[str, str]:
    """What a browser would send if nothing of the form was changed."""
    form = page[page.index('<form class="mapping"') :]
    form = form[: form.index("</form>")]
    inputs = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*?value="([^"]*)"', form))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)".*?>(.*?)</select>', form, re.S):
        chosen = re.search(r"<option(?: value=\"([^\"]*)\")? selected>([^<]*)", options)
        inputs[name] = (chosen[1] or chosen[2]) if chosen else ""
    return inputs


@pytest.mark.parametrize(("account", "status"), [(None, 401), ("bob", 403), ("ada", 200)])
def test_mapping_is_for_editors(tiny_desk: Desk, account: str | None, status: int) -> None:
    client = client_of(tiny_desk, account)
    assert client.get(MAPPING).status_code == status
    sent = client.post(MAPPING, files={"file": ("a.csv", SHEET)}, follow_redirects=True)
    assert sent.status_code == status
    assert len(tiny_desk.mapping_room.uploads.all()) == (1 if status == 200 else 0)


def test_another_site_cannot_send_a_file(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    foreign = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    answer = client.post(MAPPING, files={"file": ("a.csv", SHEET)}, headers=foreign)
    assert answer.status_code == 403
    assert tiny_desk.mapping_room.uploads.all() == ()


def test_a_guess_is_shown_with_reasons_records_and_problems(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    page = text_of(client, send(client))
    said = answers(page)
    assert [said[f"field-{n}"] for n in range(5)] == ["name", "year", "directors", "genres", ""]
    assert "nothing tells what it means" in page
    assert "Wolfgang Petersen" in page  # the preview turned the name around
    assert "'neunzehn' is not a year." in page
    assert "1 in the first 5 records" in page


def test_a_changed_form_is_tried_saved_and_used_again(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    address = send(client)
    said = answers(text_of(client, address)) | {
        "name": "house",
        "source": "house",
        "field-4": "tags",
    }
    tried = client.post(address, data=said | {"do": "try"})
    assert tried.status_code == 200
    assert '<option value="tags" selected>' in tried.text
    saved = client.post(address, data=said | {"do": "save"})
    assert "Saved as house." in saved.text
    mapping = read_mapping(tiny_desk.workspace.folder / "mappings" / "house.yaml")
    assert mapping.columns["tags"][0].columns == ("Notiz",)
    assert mapping.columns["directors"][0].conversion == "last, first"
    again = text_of(client, f"{send(client, name='next.csv')}?mapping=house")
    assert answers(again)["field-4"] == "tags"
    assert "as saved" in again


def test_an_import_runs_behind_the_page_and_tells_what_came_of_it(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    address = send(client)
    said = answers(text_of(client, address)) | {"name": "house", "source": "house", "do": "import"}
    started = client.post(address, data=said, follow_redirects=False)
    assert started.headers["location"] == f"{address}/import"
    tiny_desk.mapping_room.jobs.wait()
    done = text_of(client, f"{address}/import")
    assert "titel.csv: 5 records from house, 1 values could not be used." in done
    assert "'neunzehn' is not a year." in done
    assert client.get(address).status_code == 404  # imported, so it waits no more
    health = text_of(client, "/catalogue/health")
    assert "Something was delivered since this snapshot was taken" in health
    assert "<h3>house</h3>" in health


def test_a_failed_import_keeps_the_file_and_says_why(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    address = send(client)
    left_out = {f"field-{n}": "" for n in range(5)}
    said = answers(text_of(client, address)) | left_out | {"do": "import"}
    client.post(address, data=said)
    tiny_desk.mapping_room.jobs.wait()
    failed = text_of(client, f"{address}/import")
    assert "titel.csv was not imported" in failed
    assert "The file has no usable row" in failed
    assert str(tiny_desk.workspace.folder) not in failed
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "../x"}, "can't be the name of a mapping"),
        ({"trust": "much"}, "Trust"),
        ({"source": ""}, "Source"),
        ({"field-0": "shoes"}, "There is no field 'shoes'"),
        ({"header_row": "-1"}, "is no row of names"),
    ],
)
def test_what_does_not_fit_is_said_in_the_form(
    tiny_desk: Desk, change: dict[str, str], told: str
) -> None:
    client = client_of(tiny_desk)
    address = send(client)
    said = answers(text_of(client, address)) | change | {"do": "save"}
    answer = client.post(address, data=said)
    assert answer.status_code == 422
    assert told in answer.text.replace("&#39;", "'")
    assert not (tiny_desk.workspace.folder / "mappings").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 ...", "This is a PDF, not a table"),
        (b"", "The file is empty"),
        (b"\x1f\x8b\x00broken", "damaged or cut off"),
    ],
)
def test_files_that_cannot_be_read_are_refused_and_not_kept(
    tiny_desk: Desk, content: bytes, told: str
) -> None:
    answer = client_of(tiny_desk).post(MAPPING, files={"file": ("x.csv", content)})
    assert answer.status_code == 422
    assert told in answer.text
    assert str(tiny_desk.workspace.folder) not in answer.text
    assert list((tiny_desk.workspace.folder / "uploads").iterdir()) == []


def test_a_file_that_explains_itself_needs_no_form(tiny_desk: Desk, tiny_copy: Any) -> None:
    client = client_of(tiny_desk)
    address = send(client, tiny_copy.files.item.read_bytes(), "ml.item")
    assert "it is read as movielens" in text_of(client, address)
    client.post(address, data={"do": "import"})
    tiny_desk.mapping_room.jobs.wait()
    assert "was imported before; nothing changed" in text_of(client, f"{address}/import")


def test_dropping_a_file_removes_it(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    address = send(client)
    assert "titel.csv" in text_of(client, MAPPING)
    client.post(address, data={"do": "drop"})
    assert "No file waits" in text_of(client, MAPPING)
    assert list((tiny_desk.workspace.folder / "uploads").iterdir()) == []


def test_an_upload_must_say_how_long_it_is_and_not_be_too_long(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    answer = client.post(MAPPING, content=iter([b"a"]))
    assert answer.status_code == 411
    huge = {"content-length": str(10 << 30), "content-type": "multipart/form-data; boundary=x"}
    assert client.post(MAPPING, content=b"", headers=huge).status_code == 413


def test_only_our_own_ids_open_files(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads", FrozenClock(NOW))
    (tmp_path / "about.json").write_text("{}")
    for name in ("..", "../uploads", "u123", "", "u" + "0" * 16):
        with pytest.raises(NotFoundError):
            uploads.get(name)


@pytest.mark.parametrize(
    "name", ["../../x", "C:\\a\\b.csv", "..", "", "\x00", "about.json", "a" * 300]
)
def test_names_from_browsers_are_made_safe(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}", safe_name(name))
    assert safe_name(name) != "about.json"
