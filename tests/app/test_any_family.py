"""Pages, reasons and replays work with models of any family."""

import pytest

from openslate.app.desk import Desk
from openslate.app.train import TrainRecommender, quick_settings
from openslate.recommend.models.model_folder import read_card

VIEWER = "30"


@pytest.mark.parametrize("name", ["popularity", "knn", "slim", "sequence", "als", "blend"])
def test_a_home_is_served_explained_and_made_again(town: Desk, name: str) -> None:
    report = TrainRecommender(town.workspace, quick_settings(name))()
    context = town.context(VIEWER)
    home = town.home(VIEWER, context)
    assert (home.model, report.family) == (report.model, quick_settings(name).model.family)
    card = home.rows[0].cards[0]
    why = town.why(VIEWER, card.item, context)
    assert why.shown
    total = (sum(share.amount for share in why.shares) + why.others) * why.factor
    assert total == pytest.approx(why.score, rel=1e-4)
    assert town.replay(home.journal_id).identical


def test_the_card_tells_the_settings(town: Desk) -> None:
    report = TrainRecommender(town.workspace, quick_settings("knn"))()
    card = read_card(town.workspace.models / report.model)
    assert card["settings"]["model"]["family"] == "knn"
