"""What two histories share, a rare title counting for more than one that everybody saw."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from openslate.audience.integrity.dispersion import Expectation
from openslate.audience.integrity.viewings import FloatArray, IntArray, Viewings


@dataclass(frozen=True, eq=False)
class Overlap:
    """Who saw what, accounts by titles, times aside.

    A title that a share s of accounts watched weighs -log s. The null keeps both: how popular
    each title is and how much each account watched; a title is then in another history with the
    chance popularity times activity by all viewings.
    """

    seen: sp.csr_matrix[np.float64]

    @classmethod
    def of(cls, viewings: Viewings) -> "Overlap":
        """From all viewings; repeats count once."""
        shape = (len(viewings.viewers), len(viewings.titles))
        ones = np.ones(len(viewings))
        seen = sp.csr_matrix((ones, (viewings.viewer, viewings.title)), shape=shape)
        seen.sum_duplicates()
        seen.data[:] = 1.0
        return cls(seen)

    def shared(self, pairs: IntArray) -> IntArray:
        """How many titles each pair has in common."""
        both = self.seen[pairs[:, 0]].multiply(self.seen[pairs[:, 1]])
        return np.asarray(both.sum(axis=1)).ravel().astype(np.int64)

    @cached_property
    def sizes(self) -> IntArray:
        """How many titles each account saw."""
        return np.diff(self.seen.indptr)

    @cached_property
    def work(self) -> float:
        """How many steps comparing one account with all others takes, on average."""
        popular = np.asarray(self.seen.sum(axis=0)).ravel()
        accounts = max(len(self.sizes), 1)
        return float((popular**2).sum() / accounts + accounts)

    def best_alike(self, accounts: IntArray) -> FloatArray:
        """Likeness (as `alike`) of each of these accounts to whoever is most like it."""
        weighted = self.seen[accounts].multiply(self._weight)
        both = (weighted @ self.seen.T).toarray()
        total = np.asarray(self.seen @ self._weight).ravel()
        alike = both / np.maximum(total + total[accounts][:, None] - both, 1e-12)
        alike[np.arange(len(accounts)), accounts] = 0
        return np.asarray(alike.max(axis=1))

    def alike(self, pairs: IntArray) -> FloatArray:
        """The share of all titles of a pair that both have (Jaccard), rare ones weighing more."""
        weight = self._weight
        one, other = self.seen[pairs[:, 0]], self.seen[pairs[:, 1]]
        both = one.multiply(other) @ weight
        return np.asarray(both / np.maximum(one @ weight + other @ weight - both, 1e-12))

    @cached_property
    def _weight(self) -> FloatArray:
        popular = np.asarray(self.seen.sum(axis=0)).ravel()
        return np.asarray(-np.log(np.maximum(popular, 1.0) / (self.seen.shape[0] + 1)))

    def measure(self, pairs: IntArray) -> tuple[FloatArray, Expectation]:
        """The weighted overlap in units that spread like a count, and what the null expects."""
        one, other = self.seen[pairs[:, 0]], self.seen[pairs[:, 1]]
        popular = np.asarray(self.seen.sum(axis=0)).ravel()
        weight = self._weight
        busy = np.asarray(other.sum(axis=1)).ravel() / popular.sum()
        observed = one.multiply(other) @ weight
        mean = (one @ (weight * popular)) * busy
        spread = (one @ (weight**2 * popular)) * busy
        unit = spread / np.maximum(mean, 1e-12)
        return observed / np.maximum(unit, 1e-12), Expectation(
            mean / np.maximum(unit, 1e-12), np.ones(len(pairs))
        )
