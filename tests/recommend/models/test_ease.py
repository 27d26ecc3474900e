"""The closed form against the plain minimisation it stands for."""

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from openslate.common.errors import SlateError
from openslate.recommend.models.closed_form import symmetric_inverse
from openslate.recommend.models.ease import fit_ease
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.graph_features import GraphFeatures, no_features
from openslate.recommend.models.interactions import Interactions, interactions_of
from openslate.recommend.models.linear_scorer import LinearScorer

WATCHED = np.array(
    [
        [1, 1, 0, 0, 0],
        [1, 1, 1, 0, 0],
        [0, 1, 1, 0, 0],
        [0, 0, 0, 1, 1],
        [0, 0, 1, 1, 1],
        [1, 0, 0, 0, 1],
    ],
    dtype=float,
)
FACTS = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0.5, 0]])


def minimise(rows: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Column by column: least squares of each item on all others, with nothing clever."""
    items = rows.shape[1]
    weights = np.zeros((items, items))
    for target in range(items):
        others = [item for item in range(items) if item != target]
        stacked = np.vstack([rows[:, others], np.diag(np.sqrt(penalty[others]))])
        wanted = np.concatenate([rows[:, target], np.zeros(len(others))])
        weights[others, target] = np.linalg.lstsq(stacked, wanted, rcond=None)[0]
    return weights


def viewings(rows: np.ndarray) -> Interactions:
    viewers, items = np.nonzero(rows)
    return interactions_of([f"v{row}" for row in viewers], items, rows.shape[1])


def described(facts: np.ndarray) -> GraphFeatures:
    names = tuple(("tags", str(feature)) for feature in range(facts.shape[1]))
    return GraphFeatures(sp.csr_matrix(facts.astype(np.float32)), names)


def weights_of(scorer: LinearScorer) -> np.ndarray:
    """All weights written out: row i is what item i alone adds."""
    return scorer.scores_of([[item] for item in range(scorer.size)])


def fit(rows: np.ndarray, settings: EaseSettings, facts: np.ndarray | None = None) -> np.ndarray:
    features = no_features(rows.shape[1]) if facts is None else described(facts)
    return weights_of(fit_ease(viewings(rows), features, settings))


def test_plain_weights_are_the_least_squares_solution():
    found = fit(WATCHED, EaseSettings(regularization=2.0, dropout=0.0))
    assert found == pytest.approx(minimise(WATCHED, np.full(5, 2.0)), abs=1e-6)


def test_dropout_is_a_penalty_that_grows_with_viewings():
    found = fit(WATCHED, EaseSettings(regularization=2.0, dropout=0.2))
    penalty = 2.0 + 0.25 * WATCHED.sum(axis=0)
    assert found == pytest.approx(minimise(WATCHED, penalty), abs=1e-6)


def test_facts_are_further_viewers():
    settings = EaseSettings(regularization=2.0, dropout=0.2, fact_viewers=4.0)
    rows = np.vstack([WATCHED, 2.0 * FACTS.T])
    penalty = 2.0 + 0.25 * WATCHED.sum(axis=0)
    assert fit(WATCHED, settings, FACTS) == pytest.approx(minimise(rows, penalty), abs=1e-6)


@given(arrays(np.float32, (4, 6), elements=st.sampled_from([0.0, 1.0])))
def test_no_item_speaks_for_itself(rows: np.ndarray):
    weights = fit(rows, EaseSettings(regularization=1.0))
    assert weights.diagonal() == pytest.approx(0.0, abs=1e-6)
    assert weights.dtype == np.float32


def test_normalised_items_are_divided_before_fitting_and_multiplied_after():
    counts = WATCHED.sum(axis=0)
    divide = counts**-0.25 * np.sqrt(counts).sum() / (counts**0.25).sum()
    plain = minimise(WATCHED * divide, np.full(5, 2.0))
    found = fit(WATCHED, EaseSettings(regularization=2.0, dropout=0.0, item_norm=0.25))
    assert found == pytest.approx(divide[:, None] * plain / divide, abs=1e-6)


def test_viewers_made_equal_count_by_their_length_and_together_as_before():
    lengths = WATCHED.sum(axis=1)
    count = lengths**-0.5 * lengths.sum() / (lengths**0.5).sum()
    plain = minimise(WATCHED * np.sqrt(count)[:, None], np.full(5, 2.0))
    found = fit(WATCHED, EaseSettings(regularization=2.0, dropout=0.0, viewer_norm=0.5))
    assert found == pytest.approx(plain, abs=1e-6)


def test_lift_multiplies_columns_by_popularity():
    settings = EaseSettings(regularization=2.0, dropout=0.0)
    lifted = fit(WATCHED, settings.model_copy(update={"lift": -0.5}))
    popularity = WATCHED.sum(axis=0) / WATCHED.sum(axis=0).mean()
    assert lifted == pytest.approx(fit(WATCHED, settings) * popularity**-0.5, abs=1e-6)


def test_weights_without_a_solution_are_an_error():
    with pytest.raises(SlateError, match="Raise the regularization"):
        symmetric_inverse(np.zeros((2, 2)))
