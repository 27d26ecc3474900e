"""Item-item weights in closed form: how much having watched one item speaks for another.

EASE: H. Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019. The dropout term
is EDLAE's: H. Steck, Autoencoders that don't overfit towards the Identity, NeurIPS 2020. Facts
as further rows: O. Jeunen et al., Closed-Form Models for Collaborative Filtering with
Side-Information, RecSys 2020.
"""

import numpy as np
import scipy.linalg
import scipy.sparse as sp

from openslate.common.errors import SlateError
from openslate.recommend.models.precision import settled
from openslate.recommend.models.settings import EaseSettings

Array = np.ndarray


def fit_ease(
    watched: sp.csr_matrix[np.float32],
    settings: EaseSettings,
    facts: sp.csr_matrix[np.float32] | None = None,
) -> Array:
    """Weights W float32 [items, items], zero diagonal, so that `watched @ W` predicts `watched`.

    Minimises |X - XW|^2 + |L^(1/2) W|^2 with diag(W) = 0, where X is `watched` [viewers, items]
    over the square root of `fact_viewers` times `facts` [items, features] transposed, and
    L = regularization + dropout / (1 - dropout) * viewings. Row i holds what watching item i
    adds to every score.
    """
    gram = _together(watched)
    odds = settings.dropout / (1.0 - settings.dropout)
    penalty = settings.regularization + odds * gram.diagonal()
    if facts is not None and settings.fact_viewers:
        gram += settings.fact_viewers * _together(facts.T.tocsr())
    gram[np.diag_indices_from(gram)] += penalty
    inverse = symmetric_inverse(gram)
    weights = inverse / -inverse.diagonal()
    np.fill_diagonal(weights, 0.0)
    return settled(weights)


def symmetric_inverse(matrix: Array) -> Array:
    """Inverse of a symmetric positive definite float64 matrix, by Cholesky."""
    if not len(matrix):
        return matrix
    factor, trouble = scipy.linalg.lapack.dpotrf(matrix, lower=1)
    if trouble:
        raise SlateError("The weights have no solution", do="Raise the regularization setting")
    inverse, _ = scipy.linalg.lapack.dpotri(factor, lower=1)
    return np.asarray(np.tril(inverse) + np.tril(inverse, -1).T)


def _together(rows: sp.csr_matrix[np.float32]) -> Array:
    """How often each two columns occur together, float64 [columns, columns]."""
    exact = rows.astype(np.float64)
    return np.asarray((exact.T @ exact).todense())
