"""Vectors: rows of terms as sparse vectors, and which of them are close, in bounded memory."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from openslate.catalogue.identity.lexicon import NUMBER, ROW, TERM, TIMES, Lexicon

CHUNK = 1024
DRAWN = 20_000
LEAST_ROWS = 200
LEAST_STEP = 0.015
Pairs = tuple[np.ndarray, np.ndarray]
"""Rows of the left and of the right matrix, int64."""


def tfidf(occurrences: pl.DataFrame, lexicon: Lexicon, rows: int) -> csr_array:
    """Vectors of length one, so that products are cosines; rare terms weigh more."""
    weight = 1 + np.log(lexicon.total / lexicon.counts).clip(0)
    matrix = _matrix(occurrences, lexicon, rows)
    matrix.data = (1 + np.log(matrix.data)) * weight[matrix.indices]
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(matrix.indptr))
    return matrix.astype(np.float32)


def bits(occurrences: pl.DataFrame, lexicon: Lexicon, rows: int) -> csr_array:
    """The square root of the bits that each term tells, so that products are bits in common."""
    matrix = _matrix(occurrences, lexicon, rows)
    told = np.log2(lexicon.total / lexicon.counts).clip(0)
    matrix.data = np.sqrt(told)[matrix.indices]
    return matrix.astype(np.float32)


def _matrix(occurrences: pl.DataFrame, lexicon: Lexicon, rows: int) -> csr_array:
    found = occurrences.join(lexicon.terms, on=TERM, how="left").sort(ROW, NUMBER)
    at, column = found[ROW].to_numpy(), found[NUMBER].to_numpy()
    indptr = np.concatenate(([0], np.cumsum(np.bincount(at, minlength=rows))))
    data = found[TIMES].to_numpy().astype(np.float64)
    return csr_array((data, column.astype(np.int32), indptr), shape=(rows, lexicon.size))


def telling(matrix: csr_array, counts: np.ndarray, least: float) -> csr_array:
    """Only the rarest terms of each row: two rows with a cosine of `least` share one of them.

    Terms are in one order, rarest first; from the first that two rows share on, either has a
    length of at least `least` (Bayardo, Ma and Srikant 2007).
    """
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, counts[matrix.indices], row))
    squares = matrix.data[order].astype(np.float64) ** 2
    before = np.cumsum(squares) - squares
    starts = matrix.indptr[:-1][row[order]]
    rest = 1.0 - (before - before[np.minimum(starts, max(0, len(before) - 1))])
    keep = np.zeros(matrix.nnz, bool)
    keep[order] = rest >= least * least - 1e-6
    return _only(matrix, keep)


def rarer(matrix: csr_array, counts: np.ndarray, most: float) -> csr_array:
    """Only the terms that at most so many rows have."""
    return _only(matrix, counts[matrix.indices] <= most)


def without_rows(matrix: csr_array, empty: np.ndarray) -> csr_array:
    """The same with nothing in the rows of `empty` (bool by row)."""
    return _only(matrix, ~np.repeat(empty, np.diff(matrix.indptr)))


def _only(matrix: csr_array, keep: np.ndarray) -> csr_array:
    kept = np.concatenate(([0], np.cumsum(keep)))[matrix.indptr]
    return csr_array((matrix.data[keep], matrix.indices[keep], kept), shape=matrix.shape)


def close_rows(left: csr_array, right: csr_array, least: float) -> Pairs:
    """Pairs of rows whose product is at least `least`."""
    swapped = left.nnz < right.nnz  # the smaller one is turned
    small, large = (left, right) if swapped else (right, left)
    product = (large @ small.T.tocsr()).tocoo()
    close = product.data >= least
    found = product.row[close].astype(np.int64), product.col[close].astype(np.int64)
    return (found[1], found[0]) if swapped else found


def near_years(
    ones: np.ndarray, others: np.ndarray, years: np.ndarray, most: int
) -> Iterator[Pairs]:
    """Some hundred of `ones` at a time, with those of `others` whose years may be near.

    `ones` and `others` are bool by row; `years` float64, NaN where none is known, which is near.
    """
    left, right = (rows[np.argsort(years[rows])] for rows in map(np.flatnonzero, (ones, others)))
    known = int(np.count_nonzero(~np.isnan(years[right])))
    for start in range(0, len(left), CHUNK):
        part = left[start : start + CHUNK]
        first, last = years[part[0]], years[part[-1]]
        lower, upper = 0, known
        if not np.isnan(last):
            lower = int(np.searchsorted(years[right[:known]], first - most))
            upper = int(np.searchsorted(years[right[:known]], last + most, "right"))
        near = np.concatenate([right[lower:upper], right[known:]])
        if len(near):
            yield part, near


@dataclass(frozen=True)
class Usual:
    """How alike two rows are that have nothing to do with one another: `start` is passed by one in
    twenty, and of those `step` is the mean excess, so that each step is e times as rare.
    """

    start: float = 0.05
    step: float = 0.03

    def steps(self, cosines: np.ndarray) -> np.ndarray:
        """Natural logarithm of how much rarer than `start` a cosine is."""
        found: np.ndarray = np.maximum(0.0, (cosines - self.start) / self.step)
        return found


USUAL = Usual()


def usual_likeness(matrix: csr_array) -> Usual:
    """Measured on pairs of rows drawn with a fixed seed; what few rows show is not trusted."""
    filled = np.flatnonzero(np.diff(matrix.indptr))
    if len(filled) < LEAST_ROWS:
        return USUAL
    drawn = np.random.default_rng(1).integers(0, len(filled), (2, DRAWN))
    drawn = drawn[:, drawn[0] != drawn[1]]
    found = products(matrix, matrix, (filled[drawn[0]], filled[drawn[1]]))
    start = float(np.quantile(found, 0.95))
    excess = found[found > start] - start
    step = float(excess.mean()) if len(excess) else 0.0
    return Usual(round(max(start, 0.01), 4), round(max(step, LEAST_STEP), 4))


def products(left: csr_array, right: csr_array, pairs: Pairs) -> np.ndarray:
    """The product of each pair of rows, to four decimals; float64."""
    found = [np.zeros(0)]
    for start in range(0, len(pairs[0]), CHUNK * 64):
        ones, others = (side[start : start + CHUNK * 64] for side in pairs)
        found.append(np.asarray(left[ones].multiply(right[others]).sum(axis=1)).ravel())
    return np.round(np.concatenate(found).astype(np.float64), 4)
