"""Histories made ready to be scored, one or many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from openslate.recommend.models.matrices import Sparse, sparse

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Heard:
    """Places of histories, the oldest first, one history after the other.

    `blends` is CSR [places, items]: mostly one item a place; an item that the scorer does not
    know may be a blend of some that it knows. `starts` says where each history begins and the
    last one ends, int64 [histories + 1].
    """

    blends: Sparse
    starts: Array

    @classmethod
    def of(cls, sequences: Sequence[Array], size: int) -> "Heard":
        """Histories of a scorer's own items, each item once."""
        items = np.concatenate([np.empty(0, np.int64), *sequences])
        parts = (np.ones(len(items), np.float32), items, np.arange(len(items) + 1))
        return cls(sp.csr_matrix(parts, shape=(len(items), size)), starts_of(sequences))

    @property
    def histories(self) -> int:
        """How many histories there are."""
        return len(self.starts) - 1

    @cached_property
    def from_end(self) -> Array:
        """How many places of the same history come after each, int64 [places]."""
        lengths = np.diff(self.starts)
        return np.repeat(self.starts[1:], lengths) - 1 - np.arange(int(self.starts[-1]))

    def faded(self, weights: Array) -> Sparse:
        """Each place times its weight, CSR [places, items]."""
        each = np.repeat(weights, np.diff(self.blends.indptr)).astype(np.float32)
        parts = (self.blends.data * each, self.blends.indices, self.blends.indptr)
        return sp.csr_matrix(parts, shape=self.blends.shape)

    def summed(self, weights: Array) -> Sparse:
        """Each history as one row: its places times their weights, CSR [histories, items]."""
        places = np.arange(len(weights))
        parts = (weights.astype(np.float32), places, self.starts)
        together = sp.csr_matrix(parts, shape=(self.histories, len(weights)))
        return sparse(together @ self.blends)

    def each(self) -> list["Heard"]:
        """The histories one by one."""
        bounds = zip(self.starts[:-1], self.starts[1:], strict=True)
        return [Heard(self.blends[a:b], np.array([0, b - a])) for a, b in bounds]


def starts_of(sequences: Sequence[Array]) -> Array:
    """Where each sequence begins when they stand one after the other, and where the last ends."""
    return np.concatenate([[0], np.cumsum([len(s) for s in sequences], dtype=np.int64)])
