"""Numbers kept to a fixed precision, so that the number of threads does not change a model."""

import numpy as np

STEP = 2.0**-22
"""About 2e-7: far below what changes a ranking, far above float64's rounding errors."""


def settled(values: np.ndarray) -> np.ndarray:
    """Float64 values as float32 multiples of `STEP`, in C order.

    Sums made in another order (by other threads, by another library) differ in their last bits;
    rounding gives them the same float32 unless a value lies right between two steps.
    """
    return np.ascontiguousarray(np.round(values / STEP) * STEP, dtype=np.float32)
