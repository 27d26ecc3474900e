"""The exact GELU: x times the share of a normal distribution that is below x."""

import numpy as np
from numpy.typing import NDArray

FAR = np.float32(5.5**2)
PARTS = np.array(
    [
        1.5957684323983328,
        0.07266856652573148,
        -6.625961560288002e-05,
        -0.00011048042666822591,
        7.938233716457995e-06,
        -2.6689372204497457e-07,
        3.6112528521679647e-09,
    ],
    dtype=np.float32,
)
"""The log odds of that share are x (c0 + c1 x² + ... + c6 x¹²): fitted for the least greatest error
of GELU between -5.5 and 5.5. In 32 bits it is within 6e-7 everywhere, the rounding of a 5."""
PIECE = 1 << 15  # numbers at a time, so that all steps find them in the processor's cache


def gelu(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Replaces an array, which lies in one piece, by its GELU; returns it."""
    flat = values.reshape(-1)
    with np.errstate(over="ignore"):  # far below 0, where the answer is 0
        for start in range(0, len(flat), PIECE):
            _replace(flat[start : start + PIECE])
    return values


def _replace(x: NDArray[np.float32]) -> None:
    square = x * x
    np.minimum(square, FAR, out=square)
    odds = square * PARTS[-1]
    for part in PARTS[-2:0:-1]:
        odds += part
        odds *= square
    odds += PARTS[0]
    odds *= x
    np.negative(odds, out=odds)
    np.exp(odds, out=odds)
    odds += np.float32(1)
    x /= odds
