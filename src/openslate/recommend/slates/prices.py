"""Prices for what rules make scarce: a ceiling on the worth of any row, and the items that matter.

Each demand gets a price (a Lagrange multiplier): items that use up a cap or a budget cost, items
that a quota wants are paid for. For given prices the best row is an assignment of items to slots,
solved in well under a millisecond, and its worth is a ceiling on that of every row which meets the
rules. Prices move against what that row violates (subgradient steps of Polyak's length), the
ceiling comes down. What an item would lose in a slot against that assignment tells which places
are worth looking at. Spacing has a price only for how many of a group fit at all. Held, Wolfe and
Crowder (1974).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from openslate.recommend.slates.bounds import IntArray
from openslate.recommend.slates.demands import Demand, demands, weighed
from openslate.recommend.slates.enough import open_only
from openslate.recommend.slates.integer_programme import Numbers
from openslate.recommend.slates.slate_problem import SlateProblem, slot_weights

ROUNDS, FEWEST = 50, 12
USUAL = 0.95  # of the ceiling, that a row is worth which is not known yet
PATIENCE = 4  # rounds without a lower ceiling before the steps get shorter


@dataclass(frozen=True, eq=False)
class Ceiling:
    """No row that meets the rules is worth more than `worth`.

    With item `items[i]` in free slot k no row is worth more than `worth` - `loss[i, k]`. Items that
    are left out lose at least as much in every slot as the best that stand in their place.
    """

    worth: float
    items: IntArray
    loss: Numbers


class Market:
    """Prices by demand; above 0 for what must not be passed, below for what is wanted.

    Prices are looked for among the items of `pool`; some free slots and open items are needed.
    """

    def __init__(self, problem: SlateProblem, gains: Numbers, pool: IntArray) -> None:
        self.problem, self.gains, self.pool = problem, gains, pool
        self.slots = np.array(problem.free_slots)
        self.weights = slot_weights(problem.length)[self.slots - 1]
        self.demands = demands(problem, open_only(problem, pool))
        self.scale = np.array([d.weights.max(initial=1e-9) for d in self.demands])
        self.low = np.array([d.at_least for d in self.demands]) / self.scale
        self.high = np.array([d.at_most for d in self.demands]) / self.scale
        self.inside = np.array([self._inside(d) for d in self.demands]).reshape(-1, len(self.slots))
        self.weigh = self._weigh(pool, [(d.items, d.weights) for d in self.demands], self.scale)
        self.pinned_worth = self._pinned_worth()
        self.best, self.lowest = np.zeros(len(self.demands)), np.inf

    def settle(self, known: float | None, ends: float) -> None:
        """Move prices towards the lowest ceiling; `known` is what a row is worth that is known.

        After `ends`, a time of `perf_counter`, it makes do with FEWEST rounds.
        """
        prices, length, waited = np.zeros(len(self.demands)), 1.0, 0
        for number in range(ROUNDS):
            if number >= FEWEST and perf_counter() > ends:
                break
            ceiling, chosen = self._assign(
                self._offers(self.weigh, prices, self.pool, self.inside), prices
            )
            if ceiling < self.lowest - 1e-9:
                self.lowest, self.best, waited = ceiling, prices, 0
            else:
                waited += 1
            floor = self.lowest * USUAL if known is None else known
            if waited == PATIENCE:
                prices, length, waited = self.best, length / 2, 0
            used = np.einsum("df,df->d", self.weigh[:, chosen], self.inside)
            excess = self._excess(used, prices)
            size = float(excess @ excess)
            if size < 1e-12 or self.lowest - floor < 1e-6 * self.lowest or length < 1e-3:
                break
            prices = self._allowed(prices + excess * (length * max(ceiling - floor, 0.0) / size))

    def certify(self) -> Ceiling:
        """The ceiling over all open items at the best prices."""
        items, active = np.flatnonzero(self.problem.open), np.flatnonzero(self.best)
        parts = [self._everywhere(self.demands[line]) for line in active]
        weigh = self._weigh(items, parts, self.scale[active])
        offers = self._offers(weigh, self.best[active], items, self.inside[active])
        few = _in_reach(offers, len(self.slots))
        ceiling, chosen = self._assign(offers[few], self.best)
        return Ceiling(ceiling, items[few], _losses(offers[few], chosen))

    def priced(self) -> SlateProblem:
        """The same row with scores less prices, for a walk that heeds what rules make scarce."""
        offers = self._offers(self.weigh, self.best, self.pool, self.inside).mean(axis=1)
        scores = np.full(len(self.gains), offers.min(), dtype=np.float32)
        scores[self.pool] = offers
        among = open_only(self.problem, self.pool)
        return replace(self.problem, scores=scores, open=among)

    def _inside(self, demand: Demand) -> NDArray[np.bool_]:
        return (demand.after < self.slots) & (self.slots <= demand.reach)

    def _weigh(
        self, items: IntArray, parts: Sequence[tuple[IntArray, Numbers]], scale: Numbers
    ) -> Numbers:
        """What each demand weighs in each item, the largest weight being 1 (demands x items)."""
        place = np.full(len(self.gains), -1)
        place[items] = np.arange(len(items))
        weigh = np.zeros((len(parts), len(items)))
        for line, (own, weights) in enumerate(parts):
            weigh[line, place[own]] = weights / scale[line]
        return weigh

    def _everywhere(self, demand: Demand) -> tuple[IntArray, Numbers]:
        bound = self.problem.bounds[demand.bound]
        return weighed(bound, demand.part, self.problem.open)

    def _pinned_worth(self) -> float:
        whole = slot_weights(self.problem.length)
        return sum(float(self.gains[p.item] * whole[p.slot - 1]) for p in self.problem.pins)

    def _offers(
        self, weigh: Numbers, prices: Numbers, items: IntArray, inside: NDArray[np.bool_]
    ) -> Numbers:
        """What each item is worth in each slot, less what it costs (items x slots)."""
        active = np.flatnonzero(prices)
        cost = weigh[active].T @ (prices[active, None] * inside[active])
        offers: Numbers = self.gains[items, None] * self.weights - cost
        return offers

    def _assign(self, offers: Numbers, prices: Numbers) -> tuple[float, IntArray]:
        """The best assignment: a ceiling, and the item in each slot (rows of `offers`)."""
        rows, slots = linear_sum_assignment(offers, maximize=True)
        chosen = np.empty(len(self.slots), dtype=np.intp)
        chosen[slots] = rows
        given = np.where(prices > 0, self.high, np.where(prices < 0, self.low, 0.0))
        paid = float(prices[prices != 0] @ given[prices != 0])
        return float(offers[rows, slots].sum()) + paid + self.pinned_worth, chosen

    def _excess(self, used: Numbers, prices: Numbers) -> Numbers:
        """How much each demand is passed, or (below 0) missed; slack counts where it is priced."""
        over, under = used - self.high, used - self.low
        excess = np.where((prices > 0) | (over > 0), over, 0.0)
        return np.where((prices < 0) | (under < 0), under, excess)

    def _allowed(self, prices: Numbers) -> Numbers:
        """Prices with the sign that their demand can have."""
        prices = np.where(np.isinf(self.high), np.minimum(prices, 0), prices)
        cleaned: Numbers = np.where(np.isinf(self.low), np.maximum(prices, 0), prices)
        return cleaned


def _in_reach(offers: Numbers, slots: int) -> IntArray:
    """Items that an assignment may need: of each slot, as many of the best as there are slots."""
    if len(offers) <= 4 * slots:
        return np.arange(len(offers))
    best = np.argpartition(-offers, slots, axis=0)[:slots]
    return np.unique(best)


def _losses(offers: Numbers, chosen: IntArray) -> Numbers:
    """How much an assignment loses at least with an item in a slot (items x slots, not negative).

    Slots get the lowest prices at which the assignment is in balance: what the best item left over
    would bring, or more where an assigned item could move (Bellman and Ford's longest paths).
    """
    left = np.ones(len(offers), dtype=np.bool_)
    left[chosen] = False
    lowest = offers.min() - 1.0 if len(offers) else 0.0
    slot_prices = offers[left].max(axis=0, initial=lowest)
    own = offers[chosen, np.arange(len(chosen))]
    moves = offers[chosen] - own[:, None]
    for _ in range(len(chosen)):
        raised = np.maximum(slot_prices, (slot_prices[:, None] + moves).max(axis=0))
        if np.array_equal(raised, slot_prices):
            break
        slot_prices = raised
    rents = np.zeros(len(offers))
    rents[chosen] = own - slot_prices
    losses: Numbers = np.maximum(rents[:, None] + slot_prices - offers, 0.0)
    return losses
