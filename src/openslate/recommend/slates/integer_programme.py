"""Integer programmes, gathered row by row and solved with HiGHS."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Numbers = NDArray[np.float64]


class IntegerProgramme:
    """Rows `at_least <= sum of amounts times variables <= at_most` over `size` whole numbers."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._places: list[NDArray[np.int64]] = []
        self._amounts: list[Numbers] = []
        self._lowest: list[float] = []
        self._highest: list[float] = []

    def add(
        self,
        variables: Sequence[int] | NDArray[np.signedinteger],
        amounts: Sequence[float] | None = None,
        *,
        at_least: float = -np.inf,
        at_most: float = np.inf,
    ) -> None:
        """One more row; amounts are 1 unless given."""
        places = np.asarray(variables, dtype=np.int64)
        ones = np.ones(len(places))
        self._places.append(places)
        self._amounts.append(ones if amounts is None else np.asarray(amounts, dtype=np.float64))
        self._lowest.append(at_least)
        self._highest.append(at_most)

    def minimise(self, costs: Numbers, limits: Bounds, presolve: bool = True) -> Numbers:
        """The variables' values at the optimum; raises RuntimeError when there is none.

        Presolve helps some programmes and takes others several times as long as solving.
        """
        found = milp(
            costs,
            integrality=np.ones(self.size, dtype=np.int64),
            bounds=limits,
            constraints=self._constraint(),
            options={"mip_rel_gap": 0.0, "presolve": presolve},
        )
        if found.x is None:
            raise RuntimeError(f"integer programme not solved: {found.message}")
        return np.rint(found.x)

    def _constraint(self) -> LinearConstraint:
        ends = np.cumsum([0, *map(len, self._places)])
        matrix = csr_array(
            (np.concatenate(self._amounts), np.concatenate(self._places), ends),
            shape=(len(self._places), self.size),
        )
        return LinearConstraint(matrix, self._lowest, self._highest)
