"""A catalogue without a model: items are found and shown, and only scores ask for training."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.app.pages import item_named

from openslate.app.deliveries.import_files import ImportAvailability, ImportCatalogue
from openslate.app.desk import Desk
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.identity.resolve import ResolveIdentities
from openslate.app.train import TrainRecommender
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.testing.clock import FrozenClock
from openslate.testing.workspace import NOW, MadeWorkspace
from openslate.web.application import create_app

HOST = "http://localhost"


@pytest.fixture
def catalogue(tiny_workspace: MadeWorkspace, tmp_path: Path) -> Iterator[Desk]:
    """A desk over the seven films and their rights: no viewers, no events, no model."""
    files, folder = tiny_workspace.files, tmp_path / "catalogue"
    Workspace.create(folder).close()
    with Workspace.open(folder, FrozenClock(NOW)) as workspace:
        ImportCatalogue(workspace)(files.movies, "wikidata-films")
        ImportCatalogue(workspace)(files.item, "movielens")
        ImportAvailability(workspace)(files.availability)
        ResolveIdentities(workspace)()
        MakeSnapshot(workspace)()
    with Desk.open(folder, FrozenClock(NOW)) as desk:
        yield desk


def named(desk: Desk, name: str) -> str:
    """The id of the first item that a search for a name finds."""
    return desk.search(name).cards[0].item


def test_items_are_found_and_shown(catalogue: Desk) -> None:
    item = named(catalogue, "twelve monkeys")
    page = catalogue.item(item, catalogue.context())
    assert (page.name, page.year, page.viewings, page.similar) == ("12 Monkeys", 1995, 0, ())
    assert [window["territory"] for window in page.windows] == ["GB"]
    story = catalogue.story(item, catalogue.context())
    assert {record.source for record in story.records} == {"wikidata-films", "movielens-100k"}
    assert catalogue.card(item).name == "12 Monkeys"
    assert catalogue.territories() == ["GB", "US"]


def test_the_status_says_that_there_is_no_model(catalogue: Desk) -> None:
    status = catalogue.status()
    assert (status["model"], status["items"], status["items_with_history"]) == ("none", 8, 0)
    assert status["rulebook"] == catalogue.workspace.rulebook().version
    assert {view.decisions for view in catalogue.rules()} == {0}


def test_only_scores_ask_for_a_model(catalogue: Desk) -> None:
    item, context = named(catalogue, "toy"), catalogue.context()
    for ask in (
        lambda: catalogue.home("1", context),
        lambda: catalogue.why("1", item, context),
        lambda: catalogue.recommend([item], context),
    ):
        with pytest.raises(SlateError, match="There is no model yet"):
            ask()


def test_every_catalogue_page_answers_and_the_first_leads_there(catalogue: Desk) -> None:
    item = named(catalogue, "toy")
    app = create_app(catalogue, secret="for tests only")
    with TestClient(app, base_url=HOST) as asker:
        first = asker.get("/")
        assert "No model is trained yet" in first.text
        assert 'href="/search"' in first.text
        assert asker.get("/api/v1/status").json()["model"] == "none"
        paths = (
            *("/search", "/search?q=toy", f"/items/{item}", f"/items/{item}/near"),
            *(f"/posters/{item}.svg", f"/api/v1/items/{item}", f"/api/v1/items/{item}/story"),
            "/rules",
        )
        assert {path: asker.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_a_model_is_noticed_and_so_is_its_loss(tiny_copy: MadeWorkspace) -> None:
    shutil.rmtree(tiny_copy.folder / "models")
    with tiny_copy.desk() as desk:
        item = named(desk, "12 monkeys")
        before = desk.item(item, desk.context())
        assert (before.viewings, before.similar) == (4, ())  # counted from the events
        model = TrainRecommender(desk.workspace)().model
        assert desk.status()["model"] == model
        assert item_named(desk, "12 Monkeys") == item
        assert desk.item(item, desk.context()).viewings == 4
        shutil.rmtree(tiny_copy.folder / "models")
        assert desk.status()["model"] == "none"


def test_without_a_snapshot_there_is_one_sentence(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "empty").close()
    with (
        Desk.open(tmp_path / "empty") as desk,
        pytest.raises(SlateError, match="There is no snapshot yet"),
    ):
        desk.search("toy")
