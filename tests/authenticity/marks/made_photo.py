"""Pictures that look like photographs to a mark: soft shapes, edges and texture; no files."""

import io

import numpy as np
from PIL import Image

KEY_BYTES = bytes(range(32))


def made_photo(height: int = 320, width: int = 480, seed: int = 1) -> np.ndarray:
    """A picture [height, width, 3] of uint8 whose spectrum falls as a photograph's does."""
    rng = np.random.default_rng(seed)
    down, right = np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)
    fall = 1 / (np.hypot(down, right) + 2 / max(height, width)) ** 1.3
    layers = []
    for _ in range(3):
        noise = np.fft.rfft2(rng.normal(size=(height, width)))
        layer = np.fft.irfft2(noise * fall, (height, width))
        layers.append(layer / layer.std())
    grey = layers[0] * (1 + 0.6 * np.sign(layers[1])) + np.sign(layers[2])
    tint = np.stack([grey, grey + 0.2 * layers[1], grey - 0.2 * layers[2]], axis=-1)
    return np.clip(np.rint(120 + 35 * tint), 0, 255).astype(np.uint8)


def saved(picture: np.ndarray, kind: str = "JPEG", quality: int = 75) -> np.ndarray:
    """A picture as a file of a kind keeps it."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, kind, quality=quality)
    with Image.open(file) as image:
        return np.array(image)


def psnr(picture: np.ndarray, marked: np.ndarray) -> float:
    """Peak signal-to-noise ratio over all colours, in decibels."""
    peak = np.iinfo(picture.dtype).max
    return float(10 * np.log10(peak**2 / np.mean((picture.astype(float) - marked) ** 2)))
