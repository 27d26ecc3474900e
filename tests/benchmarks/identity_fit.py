"""Weights of the resolver fitted to names whose film is known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from openslate.catalogue.identity import ResolverSettings
from openslate.catalogue.identity.observations import WEIGHTS, observe, weight_vector, weights_of
from openslate.catalogue.identity.records import read_entries
from openslate.catalogue.identity.resolver import score_pairs
from openslate.catalogue.identity.settings import Weights
from tests.benchmarks.identity_films import Films

RIDGE = 0.5
FITTED = (
    *("same_name", "same_alternate", "same_part", "similar_name", "likeness", "shorter_covered"),
    *("longer_covered", "rarity", "articles_differ", "numbers_differ", "namesakes", "same_year"),
    *("one_year_apart", "two_years_apart", "years_far", "years_unknown", "genres"),
    "genres_unknown",
)
COLUMNS = np.array([WEIGHTS.index(name) for name in FITTED])


def fit(seen: np.ndarray, same: np.ndarray) -> Weights:
    """Logistic regression with a small ridge of the fitted weights; the others stay."""
    start = weight_vector(Weights())
    fixed = start.copy()
    fixed[COLUMNS] = 0
    given, observed = seen @ fixed, seen[:, COLUMNS]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = given + observed @ weights
        slope = observed.T @ (1 / (1 + np.exp(-odds)) - same) + RIDGE * weights
        value = np.sum(np.logaddexp(0, odds) - same * odds) + RIDGE * weights @ weights / 2
        return float(value), slope

    fixed[COLUMNS] = minimize(loss, np.zeros(len(COLUMNS)), jac=True, method="L-BFGS-B").x
    return weights_of(fixed)


@dataclass(frozen=True)
class Pairs:
    """All compared pairs: what was seen in each, whether it is the same film, whose name."""

    seen: np.ndarray
    same: np.ndarray
    names: Sequence[str]

    def fit_without(self, held_out: set[str]) -> Weights:
        """Weights fitted to the pairs of all other names."""
        keep = np.array([name not in held_out for name in self.names])
        return fit(self.seen[keep], self.same[keep])


def compared_pairs(both: Films) -> Pairs:
    """Every pair of a name and a film that resolution would compare."""
    settings = ResolverSettings()
    scored = score_pairs(read_entries(both.together), settings)
    pairs = [found.pair for found in scored if not found.pair.within_source]
    same = [both.truth[pair.right.record] == both.ids[pair.left.record] for pair in pairs]
    names = [pair.right.record for pair in pairs]
    return Pairs(observe(pairs, settings), np.array(same, float), names)
