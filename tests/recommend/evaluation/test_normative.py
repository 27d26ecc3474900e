"""A neutral recommender scores zero, however long its lists are."""

from collections.abc import Callable

import numpy as np
import pytest

from openslate.recommend.evaluation.intervals import estimates
from openslate.recommend.evaluation.measures import NORMATIVE, Measure
from openslate.recommend.evaluation.normative.chance import Chance
from openslate.recommend.evaluation.normative.neutral import any_unknown, own_taste
from openslate.recommend.evaluation.shown import Shown
from openslate.testing.even_town import make_town

KNOWN, WORLD = make_town()
ROWS = np.arange(len(KNOWN.viewers))
TURNS = 8


def neutral_of(measure: Measure) -> Callable[..., np.ndarray]:
    """The recommender that a measure calls neutral."""
    return own_taste if measure.name == "taste_gap" else any_unknown


@pytest.mark.parametrize("k", [5, 10, 20, 50])
@pytest.mark.parametrize("measure", NORMATIVE, ids=lambda m: m.name)
def test_neutral_lists_score_zero_within_the_interval(measure: Measure, k: int) -> None:
    """One 95 % interval in twenty may miss, so of eight at most two; nor may their mean."""
    draw, values = neutral_of(measure), []
    for turn in range(TURNS):
        lists = draw(KNOWN, ROWS, k, np.random.default_rng(100 + turn))
        values.append(measure.of(Shown(lists, KNOWN, Chance(KNOWN, WORLD, ROWS, k, turn))))
    found = estimates(np.stack(values, axis=1), rounds=200)
    assert sum(not e.low <= 0.0 <= e.high for e in found) <= 2
    means = np.array([e.value for e in found])
    assert abs(means.mean()) <= 3.0 * means.std(ddof=1) / np.sqrt(TURNS)
