"""Observations: compared pairs as a table of numbers, one column a weight."""

from collections.abc import Sequence

import numpy as np

from openslate.catalogue.identity.compare import Comparison
from openslate.catalogue.identity.score import terms
from openslate.catalogue.identity.settings import ResolverSettings, Weights

WEIGHTS = tuple(Weights.model_fields)
_COLUMN = {name: column for column, name in enumerate(WEIGHTS)}


def observe(pairs: Sequence[Comparison], settings: ResolverSettings) -> np.ndarray:
    """How much there is of what each weight counts; pairs x weights, float64.

    The log-odds of all pairs are this matrix times `weight_vector`.
    """
    seen = np.zeros((len(pairs), len(WEIGHTS)))
    for row, pair in enumerate(pairs):
        for term in terms(pair, settings):
            seen[row, _COLUMN[term.weight]] += term.amount
    return seen


def weight_vector(weights: Weights) -> np.ndarray:
    """The weights in the order of the columns; float64."""
    return np.array([getattr(weights, name) for name in WEIGHTS], np.float64)


def weights_of(vector: np.ndarray) -> Weights:
    """Weights from numbers in the order of the columns, to two decimals."""
    return Weights(**dict(zip(WEIGHTS, np.round(vector, 2).tolist(), strict=True)))
