"""Someone who has everything that is published and tries to work out what is hidden.

Unknown are whole numbers: how many viewers of each atom watched an attribute, from none to all of
the atom. Known is every shown figure, as it is printed. The least and the most that a hidden figure
can be, by integer programming (HiGHS), is all that can be had from counts.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def reach(
    shown: np.ndarray, printed: np.ndarray, slack: float, sizes: np.ndarray, wanted: np.ndarray
) -> tuple[int, int]:
    """The least and the most that `wanted` [atoms] can sum to.

    `shown` [figures, atoms] are the groups whose counts are `printed`, each true to `slack`.
    """
    known = [LinearConstraint(shown.astype(float), printed - slack, printed + slack)]
    bounds, whole = Bounds(0, sizes), np.ones(len(sizes))
    ends = []
    for sign in (1, -1):
        found = milp(
            sign * wanted.astype(float), constraints=known if len(shown) else None,
            bounds=bounds, integrality=whole,
        )  # fmt: skip
        assert found.success, "what is published contradicts itself"
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]
