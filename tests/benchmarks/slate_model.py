"""One whole integer programme for a row: every candidate in every slot, solved by HiGHS.

Written from what the rules say, sharing nothing with the product: it decides which rows can be
filled, what the best is worth and which rules are to blame, and its time is the peer's.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from tests.benchmarks.slate_cases import SIZE, Case

Row = tuple[int, ...]
Line = tuple[NDArray[np.intp], NDArray[np.float64], float, float]
NEAR = 1e-4  # of the best, relative: HiGHS's own idea of solved
INFEASIBLE = 2  # SciPy's word for it


@dataclass(frozen=True)
class Solved:
    """How far the solver came: a row if there is one, and a worth that no row passes."""

    status: Literal["row", "no row", "not finished"]
    row: Row = ()
    ceiling: float = np.inf
    finished: bool = False


class Model:
    """A case in full; variable `item * SIZE + slot - 1` places an item in a slot."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.items = len(case.scores)
        self.cells = np.arange(self.items * SIZE).reshape(self.items, SIZE)

    @cached_property
    def gains(self) -> NDArray[np.float64]:
        """What each item is worth in each slot: its score above the lowest, by place."""
        scores = self.case.scores.astype(np.float64)
        above = scores - scores[self.case.allowed].min()
        gains: NDArray[np.float64] = above[:, None] / np.log2(np.arange(2, SIZE + 2))
        return gains

    def worth(self, row: Row) -> float:
        """What a row is worth."""
        return float(self.gains[list(row), np.arange(len(row))].sum())

    def best(self, rules: Collection[str], seconds: float) -> Solved:
        """The best row under some of the rules."""
        return self._solve(rules, -self.gains.ravel(), seconds)

    def any(self, rules: Collection[str], seconds: float) -> Solved:
        """Any row under some of the rules."""
        return self._solve(rules, np.zeros(self.cells.size), seconds)

    def _solve(self, rules: Collection[str], costs: NDArray[np.float64], seconds: float) -> Solved:
        found = milp(
            costs,
            integrality=np.ones(len(costs), dtype=np.int64),
            bounds=self._limits(rules),
            constraints=_constraint([*self._once_each(), *self._ruled(rules)], len(costs)),
            options={"mip_rel_gap": NEAR, "time_limit": seconds},
        )
        if found.x is None:
            none = found.status == INFEASIBLE
            return Solved("no row" if none else "not finished", finished=none)
        items, slots = np.nonzero(found.x.reshape(self.cells.shape) > 0.5)
        row = tuple(items[np.argsort(slots)].tolist())
        return Solved("row", row, -float(found.mip_dual_bound), finished=found.status == 0)

    def _limits(self, rules: Collection[str]) -> Bounds:
        lowest, highest = np.zeros(self.cells.shape), np.ones(self.cells.shape)
        highest[~self.case.allowed] = 0
        for slot, item in self.case.pins.items():
            if f"pin-{slot}" in rules:
                lowest[item, slot - 1] = 1
        return Bounds(lowest.ravel(), highest.ravel())

    def _once_each(self) -> Iterator[Line]:
        for slot in range(SIZE):
            yield _line(self.cells[:, slot], 1, 1)
        for item in range(self.items):
            yield _line(self.cells[item], 0, 1)

    def _ruled(self, rules: Collection[str]) -> Iterator[Line]:
        case = self.case
        for number, kind in enumerate(case.kinds):
            if f"kind-{number}" in rules:
                cells = self.cells[kind.members, : kind.first]
                yield _line(cells, kind.least, kind.most)
        if "evening" in rules:
            known = ~np.isnan(case.minutes)
            cells = self.cells[known, : case.evening]
            weights = np.repeat(case.minutes[known], case.evening)
            yield cells.ravel(), weights, 0, case.minutes_most
            yield _line(self.cells[~known, : case.evening], 0, 0)
        for films in self._by_director():
            if "cap" in rules and len(films) > case.cap:
                yield _line(self.cells[films], 0, case.cap)
            if "apart" in rules and len(films) > 1:
                for first in range(SIZE - case.apart + 1):
                    yield _line(self.cells[films, first : first + case.apart], 0, 1)

    def _by_director(self) -> list[list[int]]:
        films: dict[int, list[int]] = {}
        for item in np.flatnonzero(self.case.allowed).tolist():
            for director in self.case.directors[item]:
                films.setdefault(director, []).append(item)
        return list(films.values())


def _line(cells: NDArray[np.intp], least: float, most: float) -> Line:
    return cells.ravel(), np.ones(cells.size), least, most


def _constraint(lines: list[Line], size: int) -> LinearConstraint:
    columns = np.concatenate([cells for cells, _, _, _ in lines])
    rows = np.repeat(np.arange(len(lines)), [len(cells) for cells, _, _, _ in lines])
    weights = np.concatenate([line[1] for line in lines])
    matrix = coo_array((weights, (rows, columns)), shape=(len(lines), size)).tocsr()
    return LinearConstraint(matrix, [line[2] for line in lines], [line[3] for line in lines])
