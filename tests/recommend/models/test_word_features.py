"""Words that descriptions share."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from openslate.graph.snapshot import Snapshot
from openslate.recommend.models.graph_features import read_features
from openslate.recommend.models.settings import FeatureSettings
from openslate.recommend.models.word_features import read_words

TEXTS = ["a robot dreams", "the robot wakes", "a wedding in the rain", None, "rain, and a robot"]
SETTINGS = FeatureSettings(words=2.0, least_items=2)


def described(snapshot: Snapshot, texts: list[str | None]) -> Snapshot:
    """The snapshot with as many copies of its items as there are texts, which describe them."""
    items = pl.concat([snapshot.item] * len(texts)).head(len(texts))
    return replace(snapshot, item=items.with_columns(pl.Series("description", texts)))


@pytest.fixture
def made(snapshot: Snapshot) -> Snapshot:
    """Five that matter among ten that say nothing in common."""
    return described(snapshot, TEXTS + [f"word{n} other{n}" for n in range(20)])


def test_words_of_one_description_alone_are_left_out(made: Snapshot):
    matrix, names = read_words(made, SETTINGS)
    assert [word for _, word in names] == ["rain", "robot", "the"]
    assert matrix.shape == (25, 3)


def test_words_of_an_item_have_one_length_together(made: Snapshot):
    matrix, _ = read_words(made, SETTINGS)
    lengths = np.linalg.norm(matrix.toarray(), axis=1)
    assert lengths[:5] == pytest.approx([2, 2, 2, 0, 2], rel=1e-6)


def test_rarer_words_weigh_more(made: Snapshot):
    matrix, _ = read_words(made, SETTINGS)
    rain, robot = matrix.toarray()[4, :2]
    assert rain > robot > 0


@pytest.mark.parametrize("texts", [[None] * 25, ["alone"] + [None] * 24, ["same text"] * 25])
def test_without_words_in_common_there_are_none(snapshot: Snapshot, texts: list[str | None]):
    matrix, names = read_words(described(snapshot, texts), SETTINGS)
    assert names == ()
    assert matrix.shape == (25, 0)


def test_words_can_be_left_out(made: Snapshot):
    assert read_words(made, FeatureSettings(words=0.0))[1] == ()


def test_watched_items_do_not_use_them(snapshot: Snapshot):
    texts: list[str | None] = ["robot"] * 2 + ["rain"] * 2 + [f"w{n}" for n in range(3)]
    filled = described(snapshot, texts)
    settings = FeatureSettings(least_items=1, words=1.0)
    features = read_features(filled, settings)
    words = sum(kind == "description" for kind, _ in features.names)
    assert words > 0
    assert features.undated.shape[1] == features.matrix.shape[1] - words
