"""The simplest within one standard error of the best."""

from collections.abc import Sequence

import numpy as np
import pytest

from openslate.recommend.choice.choice import Finalist, report_of, simplest_good
from openslate.recommend.choice.trial import Trial
from openslate.recommend.evaluation.evaluate import Quality
from openslate.recommend.models.family_settings import PopularitySettings


def finalist(
    name: str, validation: Sequence[float], test: Sequence[float] = (0.1, 0.1)
) -> Finalist:
    trials = [
        Trial(PopularitySettings(), Quality(np.array(values), np.array(values)), 1.0)
        for values in (validation, test)
    ]
    return Finalist(name, "", 1, *trials)


@pytest.mark.parametrize(
    ("simple", "kept"),
    [
        ([0.5, 0.5, 0.5, 0.5], 1),  # short by 0.1 of every viewer: no doubt
        ([0.3, 0.7, 0.4, 0.7], 0),  # short by 0.075 with an error of 0.085
        ([0.6, 0.6, 0.6, 0.6], 0),  # equal
    ],
)
def test_the_simpler_is_kept_where_the_difference_may_be_chance(simple: list[float], kept: int):
    finalists = [finalist("simple", simple), finalist("best", [0.6] * 4)]
    assert simplest_good(finalists) == kept


def test_differences_are_of_the_same_viewers():
    finalists = [
        finalist("popularity", [0.1, 0.1], [0.1, 0.5]),
        finalist("ease", [0.2, 0.2], [0.2, 0.6]),
    ]
    report = report_of(finalists, kept=1)
    assert [one.kept for one in report] == [False, True]
    over = report[1].over_popularity
    assert (over.mean, over.low, over.high) == pytest.approx((0.1, 0.1, 0.1))
    assert report[1].over_ease.mean == 0.0
    assert report[1].ndcg.low == pytest.approx(0.2)
    assert report[1].validation == pytest.approx(0.2)
