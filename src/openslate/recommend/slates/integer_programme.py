"""Integer programmes, gathered row by row and solved with HiGHS."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Numbers = NDArray[np.float64]
FOREVER = 1e9  # seconds


@dataclass(frozen=True, eq=False)
class Solution:
    """Values of all variables, and a bound: no other values cost less than `least`."""

    values: Numbers
    least: float


@dataclass(frozen=True, eq=False)
class Rows:
    """`lowest <= matrix @ values <= highest`."""

    matrix: csr_array[np.float64]
    lowest: Numbers
    highest: Numbers

    @property
    def constraint(self) -> LinearConstraint:
        """The same for SciPy."""
        return LinearConstraint(self.matrix, self.lowest, self.highest)


class IntegerProgramme:
    """Rows `at_least <= sum of amounts times variables <= at_most` over `size` whole numbers."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._places: list[NDArray[np.int64]] = []
        self._amounts: list[Numbers] = []
        self._lengths: list[int] = []
        self._lowest: list[float] = []
        self._highest: list[float] = []

    def add(
        self,
        variables: Sequence[int] | NDArray[np.signedinteger],
        amounts: Sequence[float] | Numbers | None = None,
        *,
        at_least: float = -np.inf,
        at_most: float = np.inf,
    ) -> None:
        """One more row; amounts are 1 unless given."""
        places = np.asarray(variables, dtype=np.int64)
        ones = np.ones(len(places))
        self._places.append(places)
        self._lengths.append(len(places))
        self._amounts.append(ones if amounts is None else np.asarray(amounts, dtype=np.float64))
        self._lowest.append(at_least)
        self._highest.append(at_most)

    def add_each(
        self,
        variables: NDArray[np.signedinteger],
        *,
        at_least: float = -np.inf,
        at_most: NDArray[np.signedinteger] | float = np.inf,
    ) -> None:
        """One more row for each line of `variables`, all amounts 1."""
        self._places.append(variables.ravel().astype(np.int64))
        self._amounts.append(np.ones(variables.size))
        self._lengths += [variables.shape[1]] * len(variables)
        self._lowest += [at_least] * len(variables)
        self._highest += np.broadcast_to(at_most, len(variables)).tolist()

    def minimise(
        self,
        costs: Numbers,
        limits: Bounds,
        *,
        presolve: bool = True,
        gap: float = 0.0,
        seconds: float | None = None,
        whole: NDArray[np.bool_] | None = None,
    ) -> Solution | None:
        """The variables' values at the optimum, None when no values meet all rows.

        It may stop at a relative `gap` or after some `seconds` with the best values so far; None
        then means that there are none yet. All variables are whole numbers, or those that `whole`
        says. Presolve helps some programmes and takes others several times as long as solving.
        """
        limit = FOREVER if seconds is None else max(seconds, 0.001)
        integral = np.ones(self.size, dtype=np.bool_) if whole is None else whole
        found = milp(
            costs,
            integrality=integral.astype(np.int64),
            bounds=limits,
            constraints=self.rows().constraint,
            options={"mip_rel_gap": gap, "presolve": presolve, "time_limit": limit},
        )
        if found.x is None:
            return None
        least = found.fun if found.mip_dual_bound is None else found.mip_dual_bound
        return Solution(np.where(integral, np.rint(found.x), found.x), float(least))

    def rows(self) -> Rows:
        """All rows as a matrix with their ends."""
        ends = np.cumsum([0, *self._lengths])
        matrix = csr_array(
            (np.concatenate(self._amounts), np.concatenate(self._places), ends),
            shape=(len(self._lengths), self.size),
        )
        return Rows(matrix, np.array(self._lowest), np.array(self._highest))
