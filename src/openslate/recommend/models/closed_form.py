"""Ridge regression of each item on all others, solved in whichever dimension is smaller.

With rows R (viewers, and facts that speak like viewers) and penalties D the weights come from
P = (R'R + D)^-1: W = I - P / diag(P). When there are fewer rows than items,
P = D^-1 - D^-1 R' M R D^-1 with M = (I + R D^-1 R')^-1 costs the cube of the rows only, and W is
kept as these factors: nothing of the size items x items is ever made (Woodbury 1950).
"""

from typing import TypeAlias

import numpy as np
import scipy.linalg
import scipy.sparse as sp

from openslate.common.errors import SlateError
from openslate.recommend.models.matrices import Matrix, dense, sparse
from openslate.recommend.models.precision import settled

Array = np.ndarray
Rows: TypeAlias = sp.csr_matrix[np.float64]
Steps: TypeAlias = tuple[Matrix, ...]
BLOCK = 1024
"""Columns worked on at a time."""
STRIP = 256
"""Columns counted at a time: the narrower, the less is counted twice."""
TILE = 128
"""Columns mirrored at a time, so that both sides stay in the processor's cache."""


def fewer_rows_than_items(rows: Rows) -> bool:
    """Whether solving through the rows costs less."""
    return int((np.diff(rows.indptr) > 0).sum()) < rows.shape[1]


def weights_of(gram: Array, penalty: Array, scale: Array) -> Array:
    """Weights with a zero diagonal, float64 [items, items], made where `gram` = R'R was.

    They minimise |R - RW|^2 + |D^(1/2) W|^2 for D = `penalty` [items]; afterwards column j is
    multiplied by `scale` [items]. Raises SlateError without a solution.
    """
    gram[np.diag_indices_from(gram)] += penalty
    weights = inverse_in_place(gram)
    weights *= -scale / weights.diagonal()
    np.fill_diagonal(weights, 0.0)
    return weights


def weights_through_rows(rows: Rows, penalty: Array, scale: Array) -> tuple[Steps, ...]:
    """The same weights as sums of products of float32 matrices, for `rows` [rows, items]."""
    rows = rows[np.diff(rows.indptr) > 0]
    divided = sp.csr_matrix(rows @ sp.diags(1.0 / penalty))
    kernel = dense(divided @ rows.T)
    kernel[np.diag_indices_from(kernel)] += 1.0
    inverse = settled(inverse_in_place(kernel))
    diagonal = 1.0 / penalty - _quadratic(inverse, divided)
    own = scale * (1.0 - 1.0 / (penalty * diagonal))
    out = divided @ sp.diags(scale / diagonal)
    return (sparse(sp.diags(own)),), (sparse(divided.T), inverse, sparse(out))


def _quadratic(inverse: Array, rows: Rows) -> Array:
    """r' M r for each column r of `rows`, float64 [items]."""
    columns = rows.tocsc()
    parts = []
    for start in range(0, rows.shape[1], BLOCK):
        block = columns[:, start : start + BLOCK].T
        parts.append((dense(block) * dense(block @ inverse.astype(np.float64))).sum(axis=1))
    return np.concatenate(parts)


def together(rows: Rows) -> Array:
    """How often each two columns occur together, float64 [columns, columns]."""
    gram = np.zeros((rows.shape[1], rows.shape[1]))
    add_together(gram, rows)
    return gram


def add_together(gram: Array, rows: Rows) -> None:
    """Add how often each two columns of `rows` occur together; each pair is counted once."""
    turned = rows.T.tocsr()
    for start in range(0, len(gram), STRIP):
        end = start + STRIP
        counted = dense(turned[start:end] @ rows[:, start:])
        gram[start:end, start:] += counted
        gram[end:, start:end] += counted[:, STRIP:].T


def symmetric_inverse(matrix: Array) -> Array:
    """Inverse of a symmetric positive definite float64 matrix, by Cholesky."""
    return inverse_in_place(matrix.copy())


def inverse_in_place(matrix: Array) -> Array:
    """The same where `matrix` was, because three copies of a large one are more than memory holds.

    Raises SlateError where there is no inverse; `matrix` then holds nothing of use.
    """
    if not len(matrix):
        return matrix
    columns = np.ascontiguousarray(matrix).T  # symmetric, and in the order that LAPACK works in
    factor, trouble = scipy.linalg.lapack.dpotrf(columns, lower=1, overwrite_a=1)
    if trouble:
        raise SlateError("The weights have no solution", do="Raise the regularization setting")
    inverse, _ = scipy.linalg.lapack.dpotri(factor, lower=1, overwrite_c=1)
    for start in range(0, len(inverse), TILE):
        end = start + TILE
        corner = inverse[start:end, start:end]
        corner[:] = np.tril(corner) + np.tril(corner, -1).T
        inverse[start:end, end:] = inverse[end:, start:end].T
    return np.asarray(inverse.T)
