"""A film that was imported a moment ago is recommended at once."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
from tests.app.learning.test_update_and_forget import EASE, watch

from openslate.app.deliveries.import_files import ImportAvailability, ImportCatalogue
from openslate.app.desk import Desk
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.learning.carry_model import CarryModel, serving
from openslate.app.learning.update_model import UpdateModel
from openslate.app.train import TrainRecommender
from openslate.recommend.models.settings import RecommenderSettings
from openslate.testing.tiny import WIKIDATA
from openslate.testing.workspace import MadeWorkspace

NAME = "Brand New Film"
RECORD = "tt7999999"
VIEWER = "7"


def deliver_one_more(made: MadeWorkspace, desk: Desk) -> None:
    """The larger catalogue once more, with a film that nobody knows, and where it may be shown."""
    files, folder = made.files, made.folder.parent
    movies, sheet = (Path(shutil.copy(file, folder)) for file in (files.movies, files.availability))
    with closing(sqlite3.connect(movies)) as database:
        database.executescript(
            f"""
            CREATE TEMPORARY TABLE another AS SELECT * FROM omdb WHERE ID = 0;
            UPDATE another SET ID = 9999, imdbID = '{RECORD}', Title = '{NAME}', Rating = 'PG';
            INSERT INTO omdb SELECT * FROM another;
            """
        )
    with sheet.open("a") as stream:
        stream.write(f"{WIKIDATA},{RECORD},,,world,,,subscription\n")
    ImportCatalogue(desk.workspace)(movies, "wikidata-films")
    ImportAvailability(desk.workspace)(sheet)


def test_a_new_film_is_recommended_without_training(town_copy: MadeWorkspace) -> None:
    with town_copy.desk() as desk:
        TrainRecommender(desk.workspace, RecommenderSettings(model=EASE))()
        before = desk.engine
        deliver_one_more(town_copy, desk)
        report = serving(desk.workspace, MakeSnapshot(desk.workspace)())
        assert report.new
        after = desk.engine
        assert after.snapshot.name == report.name
        assert after.model.size == before.model.size + 1
        item = desk.search(NAME).cards[0].item
        new = after.snapshot.index_of(item)
        assert not after.model.has_history[new]

        history = [int(one) for one in before.model.watched[:3]]
        moved = [after.snapshot.index_of(before.snapshot.ids[one]) for one in history]
        watched = [
            after.snapshot.index_of(before.snapshot.ids[one]) for one in before.model.watched
        ]
        scores = after.model.scores(moved)
        assert np.array_equal(scores[watched], before.model.scores(history)[before.model.watched])
        assert scores[new] != 0

        likes = [card.item for card in desk.search("drama").cards[:3]]
        row = desk.recommend(likes, desk.context(age=40), size=after.model.size)
        assert item in [card.item for card in row.cards]
        assert desk.item(item, desk.context(VIEWER)).name == NAME
        assert CarryModel(desk.workspace)() is None


def test_what_was_learned_goes_along(town_copy: MadeWorkspace) -> None:
    with town_copy.desk() as desk:
        TrainRecommender(desk.workspace, RecommenderSettings(model=EASE))()
        deliver_one_more(town_copy, desk)
        serving(desk.workspace, MakeSnapshot(desk.workspace)())
        watch(desk.workspace, VIEWER, [RECORD], source=WIKIDATA)
        report = UpdateModel(desk.workspace)()
        assert report.trained is not None
        assert report.trained.changed == 1
        new = desk.engine.snapshot.index_of(desk.search(NAME).cards[0].item)
        assert desk.engine.model.has_history[new]
        anew = TrainRecommender(desk.workspace, RecommenderSettings(model=EASE))()
        assert anew.model == report.model


def test_where_it_cannot_be_carried_over_the_report_says_so(town_copy: MadeWorkspace) -> None:
    with town_copy.desk() as desk:
        before = desk.workspace.model_in_force()
        deliver_one_more(town_copy, desk)
        report = MakeSnapshot(desk.workspace)()
        (desk.workspace.models / before[0] / "solved.npy").write_bytes(b"")
        told = serving(desk.workspace, report)
        assert "Pages still come from the snapshot before" in told.advice
        assert "solved.npy" in told.advice
        assert desk.workspace.model_in_force() == before


def test_without_a_model_nothing_is_carried(town_copy: MadeWorkspace) -> None:
    with town_copy.open() as workspace:
        (workspace.models / "current").unlink()
        assert CarryModel(workspace)() is None
