"""Weights of the resolver fitted to names whose film is known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from openslate.catalogue.identity import ResolverSettings
from openslate.catalogue.identity.links import ScoredPair
from openslate.catalogue.identity.records import read_entries
from openslate.catalogue.identity.resolver import score_pairs
from openslate.catalogue.identity.score import log_odds
from openslate.catalogue.identity.settings import Weights
from tests.benchmarks.identity_films import Films

RIDGE = 0.5
FITTED = (
    *("same_name", "same_alternate", "same_part", "similar_name", "likeness", "shorter_covered"),
    *("longer_covered", "rarity", "articles_differ", "numbers_differ", "years_far"),
    *("years_unknown", "genres", "genres_unknown"),
)
YEARS = len(Weights().years)


def observations(pair: ScoredPair) -> list[float]:
    """What each fitted weight is multiplied by in this pair: the score is linear in them."""
    nothing = {name: 0.0 for name in Weights.model_fields if name not in ("years", "most_bits")}
    zero = Weights(**nothing, years=(0.0,) * YEARS)

    def alone(**weight: object) -> float:
        return log_odds(pair.pair, ResolverSettings(weights=zero.model_copy(update=weight)))

    one_hot = [tuple(float(i == gap) for i in range(YEARS)) for gap in range(YEARS)]
    return [alone(**{name: 1.0}) for name in FITTED] + [alone(years=years) for years in one_hot]


def fit(seen: np.ndarray, same: np.ndarray) -> Weights:
    """Logistic regression with a small ridge, on top of nothing; weights rounded to a tenth."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = seen @ weights
        slope = seen.T @ (1 / (1 + np.exp(-odds)) - same) + RIDGE * weights
        value = np.sum(np.logaddexp(0, odds) - same * odds) + RIDGE * weights @ weights / 2
        return float(value), slope

    found = minimize(loss, np.zeros(seen.shape[1]), jac=True, method="L-BFGS-B").x.tolist()
    fitted = {name: round(value, 2) for name, value in zip(FITTED, found, strict=False)}
    years = tuple(round(value, 1) for value in found[len(FITTED) :])
    return Weights(**fitted, years=years)


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
    entries = read_entries(both.together)
    pairs = [
        pair for pair in score_pairs(entries, ResolverSettings()) if not pair.pair.within_source
    ]
    same = [both.truth[pair.right[1]] == both.ids[pair.left[1]] for pair in pairs]
    seen = np.array([observations(pair) for pair in pairs])
    return Pairs(seen, np.array(same, float), [pair.right[1] for pair in pairs])
