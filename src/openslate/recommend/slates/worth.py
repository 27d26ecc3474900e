"""What a row is worth, and how far from the best possible it may be."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from openslate.recommend.slates.shortlist import best_among
from openslate.recommend.slates.slate_problem import SlateProblem, slot_weights

SCALE = 1000.0  # scores are spread over 0 to this, well above the solver's tolerances


def gains_of(problem: SlateProblem) -> NDArray[np.float64]:
    """Scores by item, spread so that the lowest at hand is 0 and the highest SCALE."""
    pinned = [pin.item for pin in problem.pins]
    own = problem.scores.astype(np.float64)
    at_hand = np.concatenate([own[problem.open], own[pinned]])
    if not len(at_hand):
        return np.zeros_like(own)
    lowest, highest = at_hand.min(), at_hand.max()
    gains: NDArray[np.float64] = (own - lowest) * (SCALE / ((highest - lowest) or 1.0))
    return gains


def worth(gains: NDArray[np.float64], row: Sequence[int]) -> float:
    """Gains weighed by slot, summed."""
    return float(gains[list(row)] @ slot_weights(len(row)))


def simple_ceiling(problem: SlateProblem, gains: NDArray[np.float64]) -> float:
    """No row can be worth more: pins in their slots, the best of all others in the free ones."""
    best = best_among(problem.scores, problem.open, len(problem.free_slots))
    return worth(gains, problem.with_pins(best.tolist()))


def gap_below(ceiling: float, reached: float) -> float:
    """The share of the ceiling that a row may lack at most."""
    return max(0.0, (ceiling - reached) / ceiling) if ceiling > 0 else 0.0
