"""Numbers kept to a fixed precision, so that the number of threads does not change a model."""

import numpy as np

STEP = 2.0**-22
"""About 2e-7: far below what changes a ranking, far above float64's rounding errors."""
COARSE = 1.5 * 2.0**52 * STEP
"""Float64 numbers of this size are multiples of `STEP`, so adding it rounds to one."""
ROWS = 128
"""Rows rounded at a time."""


def settled(values: np.ndarray) -> np.ndarray:
    """Float64 values as float32 multiples of `STEP`, in C order.

    Sums made in another order (by other threads, by another library) differ in their last bits;
    rounding gives them the same float32 unless a value lies right between two steps. Values are
    below a third of `COARSE`, 500 million.
    """
    rounded = np.empty(values.shape, dtype=np.float32)
    for start in range(0, len(values), ROWS):  # large matrices are not copied whole
        part = slice(start, start + ROWS)
        rounded[part] = (values[part] + COARSE) - COARSE
    return rounded
