"""Plain borders around a picture, as screens and players add them, taken off."""

import numpy as np

PLAIN = 12.0  # grey levels between the darkest and the lightest of a plain row
LEAST = 96  # pixels that are left on each side


def without_borders(luma: np.ndarray) -> np.ndarray:
    """The picture [height, width] without plain rows and columns at its edges."""
    return luma[inside_borders(luma)]


def inside_borders(luma: np.ndarray) -> tuple[slice, slice]:
    """The rows and columns [height, width] between plain ones."""
    rows = _inside(np.ptp(luma, axis=1) > PLAIN)
    return rows, _inside(np.ptp(luma[rows], axis=0) > PLAIN)


def _inside(busy: np.ndarray) -> slice:
    """From the first to the last busy row, or everything where too little would be left."""
    found = np.flatnonzero(busy)
    if not len(found) or found[-1] + 1 - found[0] < LEAST:
        return slice(0, len(busy))
    return slice(int(found[0]), int(found[-1]) + 1)
