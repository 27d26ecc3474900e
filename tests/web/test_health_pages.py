"""The health of the tiny catalogue as pages and JSON: every number leads to what it counts."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HOST

from openslate.app.desk import Desk
from openslate.app.workspace import Workspace
from openslate.store.roles import Role
from openslate.testing.clock import FrozenClock
from openslate.testing.workspace import NOW, MadeWorkspace
from openslate.web.application import create_app
from openslate.web.session import COOKIE, Sessions

SECRET = "for tests only"
HEALTH = "/catalogue/health"


@pytest.fixture
def room(tiny_copy: MadeWorkspace) -> Iterator[Desk]:
    """The desk of the tiny workspace, with an editor and a viewer."""
    with tiny_copy.desk() as desk:
        desk.accounts.create("ada", Role.EDITOR)
        desk.accounts.create("bob", Role.VIEWER)
        yield desk


def client_of(desk: Desk, account: str | None = "ada") -> TestClient:
    client = TestClient(create_app(desk, secret=SECRET), base_url=HOST)
    if account:
        client.cookies.set(COOKIE, Sessions(SECRET, 12).seal(account))
    return client


def text(client: TestClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


@pytest.mark.parametrize(("account", "status"), [(None, 401), ("bob", 403), ("ada", 200)])
def test_health_is_for_editors(room: Desk, account: str | None, status: int) -> None:
    client = client_of(room, account)
    paths = (HEALTH, f"{HEALTH}/checks/year-known", f"{HEALTH}/expiring", f"/api/v1{HEALTH}")
    assert [client.get(path).status_code for path in paths] == [status] * len(paths)
    if status == 403:
        assert "bob is a viewer, and this is for editors" in client.get(HEALTH).text


def test_the_page_tells_what_the_command_tells(room: Desk) -> None:
    page = text(client_of(room), HEALTH)
    assert "1 finding must be mended, 1 should be looked at." in page
    assert "Records without a name" in page
    assert "Sources disagree: name" in page
    assert "delivered yesterday" in page
    year = page[page.index('<th scope="row">Year</th>') :]
    assert "<span>86%</span>" in year[: year.index("</tr>")]  # 6 of 7 MovieLens records


def test_every_link_of_the_page_leads_to_as_many_rows_as_its_number_says(room: Desk) -> None:
    client = client_of(room)
    page = text(client, HEALTH)
    links = re.findall(rf'href="({HEALTH}/[^"]+)"', page)
    assert len(links) > 8
    for link in links:
        listed = text(client, link)
        assert "There is nothing on this list" not in listed, link
    for check in room.room.health.checks:
        listed = text(client, f"{HEALTH}/checks/{check.check}")
        assert listed.count("<tr><th") == check.findings + 1  # and the head
    silent = text(client, f"{HEALTH}/silent?kind=works&source=movielens-100k&field=year")
    assert "1 record of movielens-100k says nothing of it." in silent


def test_a_finding_leads_to_its_item_and_says_what_to_do(room: Desk) -> None:
    client = client_of(room)
    page = text(client, f"{HEALTH}/checks/name-required")
    assert "The record has no name." in page
    assert "nobody can find it without one" in page
    assert "movielens-100k, 7" in page
    item = re.search(r'href="(/items/[^"]+)"', page)
    assert item is not None
    assert client.get(item[1]).status_code == 200


def test_the_rights_that_end_are_counted_as_they_are_listed(room: Desk) -> None:
    client = client_of(room)
    for count in room.room.expiring:
        url = f"{HEALTH}/expiring?territory={count.territory}"
        listed = client.get(f"/api/v1{url}").json()
        assert listed["total"] == count.rights
        assert listed["rights"][0]["last_day"] == count.first.isoformat()
        assert f"{count.rights:,} end between" in text(client, url)
    assert room.room.expiring


def test_old_sources_are_named(tiny_copy: MadeWorkspace) -> None:
    later = FrozenClock(NOW + timedelta(days=40))
    with Desk(Workspace.open(tiny_copy.folder, later)) as desk:
        desk.accounts.create("ada", Role.EDITOR)
        page = text(client_of(desk), HEALTH)
    assert "wikidata-films sent its works 41 days ago, longer than the 30 days you allow" in page


def test_a_workspace_without_a_snapshot_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    Workspace.create(folder).close()
    with Desk.open(folder) as desk:
        desk.accounts.create("ada", Role.EDITOR)
        assert "There is no snapshot yet" in text(client_of(desk), HEALTH)
        answer = client_of(desk).get(f"/api/v1{HEALTH}")
    assert answer.status_code == 422
    assert "Run 'slate snapshot'" in answer.json()["detail"]


def test_what_does_not_exist_is_not_found(room: Desk) -> None:
    client = client_of(room)
    missing = (
        f"{HEALTH}/checks/name-requird",
        f"{HEALTH}/silent?kind=works&source=x&field=shoes",
        f"{HEALTH}/problems?source=nobody&kind=works",
    )
    assert [client.get(path).status_code for path in missing] == [404] * 3
    assert "Did you mean name-required?" in client.get(missing[0]).text
    assert "There is no page 9 here" in text(client, f"{HEALTH}/checks/name-required?page=9")


def test_the_health_is_worked_out_again_only_when_something_changed(room: Desk) -> None:
    first = room.room.health
    assert room.room.health is first
    room.record_viewing("1", first_item(room), by="ada")
    assert room.room.health is not first


def first_item(desk: Desk) -> str:
    return desk.search("").cards[0].item
