"""Fills a daypart with the best programmes that fit, by an integer programme without positions.

Air time is cut into stretches in which what is allowed stays the same. An item then either lies
within a stretch, anywhere, or across the border of two: so the programme chooses items and not
minutes, and is small enough to be solved exactly at once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from openslate.recommend.schedule.daypart import Daypart, Flags, Grid, Programme
from openslate.recommend.schedule.stretches import Stretch, cut

CANDIDATES = 80
"""So many of the best items are considered for a daypart."""
LEAST_WORTH = 0.25
"""What the weakest candidate is worth a cell, of the best one's 1: air time is never worthless."""
SECONDS = 10.0
Scores = NDArray[np.floating]


def fill_daypart(
    grid: Grid, daypart: Daypart, scores: Scores, free: Flags, used: Collection[int] = ()
) -> tuple[list[Programme], float]:
    """Programmes for the free cells of a daypart, in order, and the optimality gap (0: the best).

    Maximises worth times length over all programmes, where worth falls in a straight line with an
    item's rank by score among the candidates; every item at most once, none of `used`, none where
    the rules do not allow it for as long as it lasts. An item lies across one border at most.
    """
    items = _candidates(grid, daypart, scores, free, used)
    if not items:
        return [], 0.0
    stretches = cut(grid, daypart, free, items)
    programme = _Choice.over(grid, items, stretches)
    chosen, gap = programme.solve()
    placed = programme.placed(chosen, daypart.name)
    return sorted(placed, key=lambda p: p.begins), gap


def _candidates(
    grid: Grid, daypart: Daypart, scores: Scores, free: Flags, used: Collection[int]
) -> list[int]:
    """The best items that fit somewhere, best first."""
    within = daypart.within(free)
    suits = daypart.open & (grid.length > 0)
    suits[list(used)] = False
    found: list[int] = []
    ordered = np.flatnonzero(suits)
    for item in ordered[np.argsort(-scores[ordered], kind="stable")].tolist():
        if (grid.starts(item, within) < daypart.ends).any():
            found.append(item)
        if len(found) == CANDIDATES:
            break
    return found


@dataclass(frozen=True, eq=False)
class _Choice:
    """Variables: item n in stretch s; item n across the border after s; cells it has left of it."""

    items: Sequence[int]
    takes: NDArray[np.int64]
    stretches: Sequence[Stretch]
    inside: NDArray[np.int64]  # (item, stretch) of each variable, [variables, 2]
    across: NDArray[np.int64]  # (item, border), a border named by the stretch on its left

    @classmethod
    def over(cls, grid: Grid, items: Sequence[int], stretches: Sequence[Stretch]) -> "_Choice":
        takes = grid.length[np.array(items)]
        may = np.stack([s.allowed for s in stretches], axis=1)  # [items, stretches]
        long = np.array([s.length for s in stretches])
        proper = np.array([s.begins_here for s in stretches])
        inside = np.argwhere(may & (takes[:, None] <= long) & proper)
        joined = np.array([a.ends == b.begins for a, b in pairwise(stretches)], dtype=np.bool_)
        both = (
            may[:, :-1]
            & may[:, 1:]
            & (takes[:, None] <= long[:-1] + long[1:])
            & joined
            & proper[:-1]
        )
        return cls(items, takes, stretches, inside, np.argwhere(both & (takes[:, None] > 1)))

    def solve(self) -> tuple[NDArray[np.int64], float]:
        """All variables' values and the gap."""
        first, borders = len(self.inside) + len(self.across), len(self.stretches) - 1
        worth = np.linspace(1.0, LEAST_WORTH, len(self.items)) * self.takes
        of = np.concatenate([self.inside[:, 0], self.across[:, 0]])
        costs = np.concatenate([-worth[of], np.zeros(borders)])
        most = np.array([s.length for s in self.stretches[:-1]], dtype=float)
        found = milp(
            costs,
            integrality=np.ones(len(costs), dtype=np.int64),
            bounds=Bounds(0, np.concatenate([np.ones(first), most])),
            constraints=self._constraints(of, first, borders),
            options={"time_limit": SECONDS},
        )
        if found.x is None:
            return np.zeros(len(costs), np.int64), 1.0
        return np.rint(found.x).astype(np.int64), float(found.mip_gap or 0.0)

    def _constraints(
        self, of: NDArray[np.int64], first: int, borders: int
    ) -> list[LinearConstraint]:
        """Each item once; each stretch holds its items and parts of those across its borders."""
        size, inner = first + borders, len(self.inside)
        once = coo_array((np.ones(first), (of, np.arange(first))), shape=(len(self.items), size))
        takes, stretch = self.takes[of], self.inside[:, 1]
        border, over = self.across[:, 1], np.arange(inner, first)
        left = first + np.arange(borders)
        # In a stretch: items inside, what lies left of the border after it, and what is left over
        # right of the border before it (all cells of the item across, less those left of it).
        rows = np.concatenate([stretch, border + 1, np.arange(borders), np.arange(1, borders + 1)])
        columns = np.concatenate([np.arange(inner), over, left, left])
        amounts = np.concatenate([takes, np.ones(borders), -np.ones(borders)])
        held = coo_array((amounts, (rows, columns)), shape=(len(self.stretches), size))
        lengths = [s.length for s in self.stretches]
        # Left of a border lies at least one cell of what is across it and at least one right of it.
        ones = np.ones(len(over))
        across = coo_array((ones, (border, over)), shape=(borders, size)).tocsr()
        begun = coo_array((np.ones(borders), (np.arange(borders), left)), shape=(borders, size))
        room = coo_array((takes[inner:] - 1.0, (border, over)), shape=(borders, size))
        return [
            LinearConstraint(once.tocsr(), -np.inf, 1),
            LinearConstraint(held.tocsr(), -np.inf, lengths),
            *([LinearConstraint(across, -np.inf, 1),
               LinearConstraint((begun - across).tocsr(), 0, np.inf),
               LinearConstraint((begun - room).tocsr(), -np.inf, 0)] if borders else []),
        ]  # fmt: skip

    def placed(self, chosen: NDArray[np.int64], daypart: str) -> list[Programme]:
        """In each stretch: the rest of what came across, its own items, what goes across next."""
        inner, over = len(self.inside), len(self.across)
        own = self.inside[chosen[:inner] == 1]
        crossing = self.across[chosen[inner : inner + over] == 1]
        left = chosen[inner + over :]
        found, after = [], {}
        for n, border in crossing.tolist():
            begins = self.stretches[border].ends - int(left[border])
            found.append(self._programme(n, begins, daypart))
            after[border + 1] = begins + int(self.takes[n])
        for s, stretch in enumerate(self.stretches):
            at = after.get(s, stretch.begins)
            for n in own[own[:, 1] == s, 0].tolist():
                found.append(self._programme(n, at, daypart))
                at += int(self.takes[n])
        return found

    def _programme(self, n: int, begins: int, daypart: str) -> Programme:
        return Programme(self.items[n], begins, begins + int(self.takes[n]), "score", daypart)
