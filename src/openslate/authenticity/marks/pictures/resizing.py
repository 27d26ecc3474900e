"""Pictures made larger and smaller without losing depth."""

import numpy as np
from PIL import Image


def resize(luma: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """A picture [height, width] of float32 at another shape, smoothed where it becomes smaller."""
    if luma.shape == shape:
        return luma
    picture = Image.fromarray(np.ascontiguousarray(luma, dtype=np.float32))
    return np.array(picture.resize((shape[1], shape[0]), Image.Resampling.BICUBIC))
