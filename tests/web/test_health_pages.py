"""The health of the tiny catalogue as pages and JSON: every number leads to what it counts."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from tests.web.conftest import client_of, text_of

from openslate.app.desk import Desk
from openslate.app.workspace import Workspace
from openslate.store.roles import Role
from openslate.testing.clock import FrozenClock
from openslate.testing.workspace import NOW, MadeWorkspace

HEALTH = "/catalogue/health"


@pytest.mark.parametrize(("account", "status"), [(None, 401), ("bob", 403), ("ada", 200)])
def test_health_is_for_editors(tiny_desk: Desk, account: str | None, status: int) -> None:
    client = client_of(tiny_desk, account)
    paths = (HEALTH, f"{HEALTH}/checks/year-known", f"{HEALTH}/expiring", f"/api/v1{HEALTH}")
    assert [client.get(path).status_code for path in paths] == [status] * len(paths)
    if status == 403:
        assert "bob is a viewer, and this is for editors" in client.get(HEALTH).text


def test_the_page_tells_what_the_command_tells(tiny_desk: Desk) -> None:
    page = text_of(client_of(tiny_desk), HEALTH)
    assert "1 finding must be mended, 1 should be looked at." in page
    assert "Records without a name" in page
    assert "Sources disagree: name" in page
    assert "delivered yesterday" in page
    year = page[page.index('<th scope="row">Year</th>') :]
    assert "<span>86%</span>" in year[: year.index("</tr>")]  # 6 of 7 MovieLens records


def test_every_link_of_the_page_leads_to_as_many_rows_as_its_number_says(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    page = text_of(client, HEALTH)
    links = re.findall(rf'href="({HEALTH}/[^"]+)"', page)
    assert len(links) > 8
    for link in links:
        listed = text_of(client, link)
        assert "There is nothing on this list" not in listed, link
    for check in tiny_desk.room.health.checks:
        listed = text_of(client, f"{HEALTH}/checks/{check.check}")
        assert listed.count("<tr><th") == check.findings + 1  # and the head
    silent = text_of(client, f"{HEALTH}/silent?kind=works&source=movielens-100k&field=year")
    assert "1 record of movielens-100k says nothing of it." in silent


def test_a_finding_leads_to_its_item_and_says_what_to_do(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    page = text_of(client, f"{HEALTH}/checks/name-required")
    assert "The record has no name." in page
    assert "nobody can find it without one" in page
    assert "movielens-100k, 7" in page
    item = re.search(r'href="(/items/[^"]+)"', page)
    assert item is not None
    assert client.get(item[1]).status_code == 200


def test_the_rights_that_end_are_counted_as_they_are_listed(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    for count in tiny_desk.room.expiring:
        url = f"{HEALTH}/expiring?territory={count.territory}"
        listed = client.get(f"/api/v1{url}").json()
        assert listed["total"] == count.rights
        assert listed["rights"][0]["last_day"] == count.first.isoformat()
        assert f"{count.rights:,} end between" in text_of(client, url)
    assert tiny_desk.room.expiring


def test_old_sources_are_named(tiny_copy: MadeWorkspace) -> None:
    later = FrozenClock(NOW + timedelta(days=40))
    with Desk(Workspace.open(tiny_copy.folder, later)) as desk:
        desk.accounts.create("ada", Role.EDITOR)
        page = text_of(client_of(desk), HEALTH)
    assert "wikidata-films sent its works 41 days ago, longer than the 30 days you allow" in page


def test_a_workspace_without_a_snapshot_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    Workspace.create(folder).close()
    with Desk.open(folder) as desk:
        desk.accounts.create("ada", Role.EDITOR)
        assert "There is no snapshot yet" in text_of(client_of(desk), HEALTH)
        answer = client_of(desk).get(f"/api/v1{HEALTH}")
    assert answer.status_code == 422
    assert "Run 'slate snapshot'" in answer.json()["detail"]


def test_what_does_not_exist_is_not_found(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    missing = (
        f"{HEALTH}/checks/name-requird",
        f"{HEALTH}/silent?kind=works&source=x&field=shoes",
        f"{HEALTH}/problems?source=nobody&kind=works",
    )
    assert [client.get(path).status_code for path in missing] == [404] * 3
    assert "Did you mean name-required?" in client.get(missing[0]).text
    assert "There is no page 9 here" in text_of(client, f"{HEALTH}/checks/name-required?page=9")


def test_the_health_is_worked_out_again_only_when_something_changed(tiny_desk: Desk) -> None:
    first = tiny_desk.room.health
    assert tiny_desk.room.health is first
    tiny_desk.record_viewing("1", first_item(tiny_desk), by="ada")
    assert tiny_desk.room.health is not first


def first_item(desk: Desk) -> str:
    return desk.search("").cards[0].item
