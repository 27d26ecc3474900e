"""Pictures that are made up, with light, edges and texture as photographs have them."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SMALLEST, STEPS = 4, 6


def made_up_photo(seed: int, width: int = 640, height: int = 448) -> NDArray[np.uint8]:
    """uint8 [height, width, 3]: soft shapes under finer and fainter ones; the same for a seed."""
    draw = np.random.default_rng(seed)
    total = np.zeros((height, width, 3))
    for step in range(STEPS):
        cells = SMALLEST << step
        shape = (max(2, cells * height // width), cells, 3)
        coarse = Image.fromarray(draw.integers(0, 256, shape, dtype=np.uint8))
        fine = coarse.resize((width, height), Image.Resampling.BICUBIC)
        total += (np.asarray(fine, dtype=np.float64) - 128) * 0.72**step
    lowest, highest = np.quantile(total, [0.01, 0.99])
    spread = (total - lowest) / (highest - lowest) * 235 + 10
    return np.asarray(spread.clip(0, 255), dtype=np.uint8)
