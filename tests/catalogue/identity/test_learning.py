"""Weights learned from reviewed pairs: only when there are enough, only when they are better."""

import polars as pl
import pytest
from tests.benchmarks.identity_made import missing_dates

from openslate.catalogue.identity.learning import learn_weights
from openslate.catalogue.identity.matching import LEFT, RIGHT
from openslate.catalogue.identity.settings import ResolverSettings, Weights
from openslate.catalogue.identity.tidy import tidy
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import Columns

SIDES = (Columns.LEFT_SOURCE, Columns.LEFT_RECORD, Columns.RIGHT_SOURCE, Columns.RIGHT_RECORD)


def reviewed(size: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Records, and as many right pairs as wrong ones (a right one's left with the next's right)."""
    made = missing_dates(size=400)
    records = pl.concat([tidy(made.left, LEFT), tidy(made.right, RIGHT)], how="diagonal_relaxed")
    truth = sorted(made.truth)[: size // 2]
    rows = [(LEFT, left, RIGHT, right, "accepted") for left, right in truth]
    others = [right for _, right in truth[1:] + truth[:1]]
    rows += [(LEFT, left[0], RIGHT, o, "rejected") for left, o in zip(truth, others, strict=True)]
    return records, pl.DataFrame(rows, schema=[*SIDES, Columns.STATUS], orient="row")


def test_too_few_pairs_teach_nothing() -> None:
    with pytest.raises(SlateError, match="too few to learn"):
        learn_weights(*reviewed(40))


def test_bad_weights_are_made_better_and_keep_their_signs() -> None:
    """Weights that expect nothing of names and people find no pair; reviewed pairs mend that."""
    poor = ResolverSettings(weights=Weights(same_name=0.0, people=0.0, rarity=0.0))
    report = learn_weights(*reviewed(140), poor)
    assert report.adopted
    assert (report.reviewed, report.same) == (140, 70)
    assert report.learned.f1 > report.before.f1
    assert report.weights.same_name > 0
    assert report.weights.other_type <= 0
    assert report.learned.recall.low <= report.learned.recall.value <= report.learned.recall.high
