"""A history's point against the least squares it stands for."""

import numpy as np
import pytest

from openslate.recommend.models.factors import FactorScorer

POINTS = np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0], [-0.5, 0.25]], dtype=np.float32)


def plain_point(history: list[int], confidence: float, penalty: float) -> np.ndarray:
    """Minimise the sum of c (w - x'y)^2 over all items plus the penalty, written as one system."""
    watched = np.isin(np.arange(4), history).astype(float)
    trust = np.diag(1.0 + (confidence - 1.0) * watched)
    system = POINTS.T @ trust @ POINTS + penalty * np.eye(2)
    return np.linalg.solve(system, POINTS.T @ trust @ watched)


@pytest.mark.parametrize("history", [[], [0], [0, 2], [3, 1, 0]])
def test_scores_come_from_least_squares_over_all_items(history: list[int]):
    scorer = FactorScorer(np.full(4, 0.5, np.float32), POINTS, 10.0, 0.1)
    assert scorer.scores(history) == pytest.approx(POINTS @ plain_point(history, 10.0, 0.1))
