"""The demo from its files to a workspace that serves: what comes out, and that it is done once."""

import json
import os
from pathlib import Path

import polars as pl
import pytest

from openslate.app.desk import Desk
from openslate.graph.vocabulary import FIELD, Columns
from openslate.testing.tiny import MOVIELENS, WIKIDATA
from tests.acceptance.conftest import Demo
from tests.acceptance.demo_workspace import make_demo, slate

pytestmark = pytest.mark.real

SAME_FILM = [
    ("Twelve Monkeys", "12 Monkeys"),
    ("Postino, Il", "Il Postino: The Postman"),
    ("Seven (Se7en)", "Seven"),
]
"""How MovieLens and Wikidata call the same film."""


@pytest.fixture(scope="module")
def claims(desk: Desk) -> pl.DataFrame:
    """Every name that some source gives an item."""
    return desk.engine.snapshot.claim.filter(pl.col(Columns.FIELD) == FIELD["name"].column)


def test_two_catalogues_become_one(desk: Desk) -> None:
    snapshot, model = desk.engine.snapshot, desk.engine.model
    assert 17_600 < snapshot.size < 17_900
    assert 15_900 < int((~model.has_history).sum()) < 16_200
    assert desk.status()["viewers"] == 943
    assert desk.status()["events"] == 100_000


@pytest.mark.parametrize(("here", "there"), SAME_FILM)
def test_films_of_two_names_are_one_item(claims: pl.DataFrame, here: str, there: str) -> None:
    assert items(claims, MOVIELENS, here) & items(claims, WIKIDATA, there)


def items(claims: pl.DataFrame, source: str, name: str) -> set[int]:
    """The items that a source calls by this name; one, unless films share it."""
    named = (pl.col(Columns.SOURCE) == source) & (pl.col(Columns.VALUE) == name)
    return set(claims.filter(named)[Columns.ITEM])


def test_what_was_done_is_not_done_again(demo: Demo) -> None:
    before = state(demo.folder)
    again = make_demo(demo.folder, demo.data)
    assert state(demo.folder) == before
    assert "Training" not in again.told
    if demo.first is not None:
        assert again.seconds < demo.first.seconds / 2


def state(folder: Path) -> dict[str, object]:
    """What serves, and the bytes of everything it was made into."""
    return {
        "current": (folder / "models" / "current").read_text(),
        "models": sorted(os.listdir(folder / "models")),
        "snapshots": sorted(os.listdir(folder / "snapshots")),
        "rulebook": (folder / "rules.yaml").read_bytes(),
    }


@pytest.mark.parametrize(
    ("kind", "name", "source"),
    [
        ("catalogue", "ml-100k.item", "movielens"),
        ("catalogue", "movies.db", "wikidata-films"),
        ("events", "ml-100k.inter", None),
    ],
)
def test_importing_twice_changes_nothing(
    demo: Demo, kind: str, name: str, source: str | None
) -> None:
    path = next(demo.data.rglob(name))
    options = ["--reader", source] if source else []
    run = slate("import", kind, path, *options, "--workspace", demo.folder, "--json")
    assert json.loads(run.output)["new"] == 0
