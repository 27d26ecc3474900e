"""Photos to mark, and how different a marked one is from what it was."""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

from tests.repository import ROOT

WINDOW = 1.5  # standard deviation of the window of SSIM in pixels, 11 wide
STABLE = ((0.01 * 255) ** 2, (0.03 * 255) ** 2)


@dataclass(frozen=True)
class Photo:
    """A picture of three colours by name."""

    name: str
    pixels: np.ndarray


def photos() -> list[Photo]:
    """The shared pictures: SLATE_SHARED_DATA, else ../shared/data."""
    shared = Path(os.environ.get("SLATE_SHARED_DATA") or ROOT.parent / "shared" / "data")
    found = sorted((shared / "images").glob("*.png"))
    if not found:
        raise SystemExit("There are no pictures: set SLATE_SHARED_DATA to the shared data.")
    return [Photo(path.stem, np.array(Image.open(path).convert("RGB"))) for path in found]


def psnr(before: np.ndarray, after: np.ndarray) -> float:
    """Peak signal-to-noise ratio over all three colours, in decibels."""
    error = np.mean((before.astype(float) - after) ** 2)
    return float(10 * np.log10(255**2 / error))


def ssim(before: np.ndarray, after: np.ndarray) -> float:
    """Structural similarity of luma (Wang et al., IEEE Transactions on Image Processing 13)."""
    a, b = (picture @ np.array([0.299, 0.587, 0.114]) for picture in (before, after))

    def smooth(picture: np.ndarray) -> np.ndarray:
        blurred: np.ndarray = ndimage.gaussian_filter(picture, WINDOW, radius=5)
        return blurred

    mean_a, mean_b = smooth(a), smooth(b)
    var_a, var_b = smooth(a * a) - mean_a**2, smooth(b * b) - mean_b**2
    both = smooth(a * b) - mean_a * mean_b
    small, large = STABLE
    top = (2 * mean_a * mean_b + small) * (2 * both + large)
    bottom = (mean_a**2 + mean_b**2 + small) * (var_a + var_b + large)
    return float(np.mean(top / bottom))
