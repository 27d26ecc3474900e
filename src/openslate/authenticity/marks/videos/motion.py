"""How a camera moved from one frame to another: found without knowing what is in the picture.

First the shift, by phase correlation (C. D. Kuglin and D. C. Hines, 1975); then shift, zoom and
turn together, from coarse to fine (S. Baker and I. Matthews, Lucas-Kanade 20 years on,
International Journal of Computer Vision 56, 2004), where places that move otherwise count little
(J. W. Tukey's biweight).
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import scipy.fft as sf
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from openslate.authenticity.marks.pictures.residual import local_strength

WIDTH = 320
"""Pixels from left to right of the copies that are compared."""
COARSER, ROUNDS = 2, 12
"""By how much these are made smaller to look at first, and how often each is looked at at most."""
SHIFTS, EVERYTHING = 2, 4
"""Ways to move: right and down; with zoom and turn."""
TURNED = 0.01
"""By how much better zoom and turn must explain what is seen: they also fit, a little, a near half
of a picture that moves by faster than the far one.
"""
STILL = 0.01
"""Pixels of such a copy: a smaller correction ends a level."""
DETAIL = 6.0
"""Pixels: what is larger is light and shadow, and is not compared."""
AROUND, FAINT = 25, 4.0
"""Pixels over which its strength is made even, and grey levels below which it is noise."""
OUTLYING = 4.7
"""Tukey's constant, in standard deviations."""
PARTED, SECOND = 2, 0.4
"""Pixels, of copies made smaller, around a peak of phase correlation that belong to it; and the
share of it that another must reach to be likely too.
"""
QUIET, THERE = 0.22, 0.2793
"""A share of pixels that moved with the camera, and the deviations that so many are within."""
FAITHFUL = 0.7
"""Of two things that move, the one that was followed is kept if it fits so well, beside the other.
"""
SEEN = 0.3
"""Share of a frame that must still be seen."""
TINY = 1e-9
Shape = tuple[int, int]


class Motion(NamedTuple):
    """What was at z is at `turned` * z + `shift`.

    z is right + i * down from the middle, in widths of a frame.
    """

    turned: complex = 1.0
    shift: complex = 0.0

    def after(self, first: "Motion") -> "Motion":
        """This motion when another came first."""
        return Motion(self.turned * first.turned, self.turned * first.shift + self.shift)

    def back(self) -> "Motion":
        """The opposite motion."""
        return Motion(1 / self.turned, -self.shift / self.turned)

    def part(self, share: float) -> "Motion":
        """A share of this motion, as if it had been even."""
        return Motion(np.exp(np.log(complex(self.turned)) * share), self.shift * share)

    def furthest(self, shape: Shape) -> float:
        """By how many pixels a corner or the middle of a picture [height, width] moves."""
        corner = (1 + 1j * shape[0] / shape[1]) / 2
        turning = abs(self.turned - 1) * abs(corner)
        return float((turning + abs(self.shift)) * shape[1])


def coarse(frame: NDArray[np.uint8]) -> np.ndarray:
    """A small copy of a frame [height, width, 3] to compare: detail of luma, float32.

    It is as strong everywhere, so that a bright thing that moves tells no more than its area does.
    """
    height = max(1, round(frame.shape[0] * WIDTH / frame.shape[1]))
    small = Image.fromarray(frame).resize((WIDTH, height), Image.Resampling.BOX, reducing_gap=2.0)
    luma = np.asarray(small.convert("L"), dtype=np.float32)
    detail = luma - ndimage.gaussian_filter(luma, DETAIL, truncate=2.0)
    told: np.ndarray = detail / (local_strength(detail, AROUND) + FAINT)
    return told


def motion(
    before: np.ndarray, after: np.ndarray, expected: Motion, faithful: float = FAITHFUL
) -> tuple[Motion, float]:
    """How the camera seems to have moved between two small copies of one shape, and how well that
    explains them: their correlation when it is undone.

    Looked for near what is expected, near none, and where phase correlation says; what is found
    near the expected is kept if it explains at least `faithful` times as much as the best.
    """
    first, second = (_smaller(picture, COARSER) for picture in (before, after))
    usual = _climbed(first, second, expected, SHIFTS)
    starts = (shifts(first, second)[0], Motion())
    others = [_climbed(first, second, start, SHIFTS) for start in starts]
    found = max(others, key=lambda one: _fit(first, second, one))
    if _fit(first, second, usual) > faithful * _fit(first, second, found):
        found = usual
    shifted = _climbed(before, after, found, SHIFTS)
    turned = _climbed(before, after, shifted, EVERYTHING)
    fits = _fit(before, after, shifted), _fit(before, after, turned)
    return (turned, fits[1]) if fits[1] > fits[0] + TURNED else (shifted, fits[0])


def _fit(before: np.ndarray, after: np.ndarray, by: Motion) -> float:
    """Correlation of what both show, when a motion is undone."""
    there = moved(np.ones_like(after), by) > 0.5
    if there.mean() < SEEN:
        return 0.0
    one, other = before[there], moved(after, by)[there]
    power = float(np.sqrt(np.vdot(one, one) * np.vdot(other, other)))
    return float(np.vdot(one, other)) / (power + TINY)


def moved(picture: np.ndarray, by: Motion) -> np.ndarray:
    """What a picture [height, width] showed before a motion; 0 where that was outside it."""
    return sampled(picture, by, (picture.shape[0], picture.shape[1]), Image.Resampling.BILINEAR)


def sampled(
    picture: np.ndarray,
    by: Motion,
    shape: Shape,
    how: Image.Resampling = Image.Resampling.BICUBIC,
) -> np.ndarray:
    """A picture of `shape` of which place z shows place `by` z of another, both seen from their
    middles in pixels of `shape`'s width; float32.
    """
    turned = by.turned
    height, width = shape
    shift = by.shift * width
    middle = turned * complex(width, height) / 2
    source = complex(picture.shape[1], picture.shape[0]) / 2 + shift - middle
    sides = (turned.real, -turned.imag, source.real, turned.imag, turned.real, source.imag)
    image = Image.fromarray(np.ascontiguousarray(picture, dtype=np.float32))
    return np.asarray(image.transform((width, height), Image.Transform.AFFINE, sides, how))


def shifts(before: np.ndarray, after: np.ndarray) -> list[Motion]:
    """The shift in whole pixels by phase correlation, and a second one that is nearly as likely
    if there is one: two things fill the picture then, and each moves in its own way.

    There is no window: small copies have no light that differs from edge to edge, and one that
    fades the edges looks at what crosses the middle, not at what most of the picture does.
    """
    first, second = (sf.rfft2(picture) for picture in (before, after))
    cross = second * first.conj()
    peaks = sf.irfft2(cross / (np.abs(cross) + TINY), before.shape)
    down, right, most = _peak(peaks)
    told = [_shift(down, right, peaks.shape)]
    around = np.ix_(*(np.arange(at - PARTED, at + PARTED + 1) for at in (down, right)))
    peaks[tuple(np.mod(index, n) for index, n in zip(around, peaks.shape, strict=True))] = 0
    down, right, next_most = _peak(peaks)
    if next_most > SECOND * most:
        told.append(_shift(down, right, peaks.shape))
    return told


def _peak(peaks: np.ndarray) -> tuple[int, int, float]:
    down, right = np.unravel_index(int(peaks.argmax()), peaks.shape)
    return int(down), int(right), float(peaks[down, right])


def _shift(down: int, right: int, shape: Shape) -> Motion:
    """A shift by pixels down and right; those beyond half a picture are up and left."""
    height, width = shape
    down = (down + height // 2) % height - height // 2
    right = (right + width // 2) % width - width // 2
    return Motion(1.0, complex(right, down) / width)


def _smaller(picture: np.ndarray, by: int) -> np.ndarray:
    """Means over squares of a side; what is left over at the edges is cut off."""
    height, width = (n // by for n in picture.shape)
    cut = picture[: height * by, : width * by].reshape(height, by, width, by)
    told: np.ndarray = cut.mean(axis=(1, 3))
    return told


def _climbed(before: np.ndarray, after: np.ndarray, start: Motion, ways: int) -> Motion:
    """A motion made better by small steps in some ways, at one size."""
    slopes = np.stack(list(_slopes(before))[:ways], axis=-1).reshape(-1, ways)
    width, found, step = before.shape[1], start, np.zeros(EVERYTHING)
    for _ in range(ROUNDS):
        there = moved(np.ones_like(after), found).ravel() > 0.99
        off = np.where(there, moved(after, found).ravel() - before.ravel(), 0)
        step[:ways] = _solved(slopes, off, _weights(off, there))
        right, down, larger, turned = step
        small = Motion(1 + complex(larger, turned), complex(right, down))
        found = found.after(small.back())
        if small.furthest((before.shape[0], width)) < STILL:
            break
    return found


def _slopes(picture: np.ndarray) -> Iterator[np.ndarray]:
    """By how much each pixel changes with shift, zoom and turn, in units of a width."""
    height, width = picture.shape
    down, right = (slope * width for slope in np.gradient(picture))
    y = ((np.arange(height) + 0.5 - height / 2) / width)[:, None].astype(np.float32)
    x = ((np.arange(width) + 0.5 - width / 2) / width).astype(np.float32)
    yield from (right, down, right * x + down * y, down * x - right * y)


def _weights(off: np.ndarray, there: np.ndarray) -> np.ndarray:
    """How much each pixel counts: nothing where it is far off, or outside."""
    usual = float(np.quantile(np.abs(off[there]), QUIET)) / THERE if there.any() else 0.0
    far = np.minimum(np.abs(off) / (OUTLYING * usual + TINY), 1)
    told: np.ndarray = np.square(1 - far * far) * there
    return told


def _solved(slopes: np.ndarray, off: np.ndarray, weights: np.ndarray) -> np.ndarray:
    weighted = slopes * weights[:, None]
    sides = slopes.T @ weighted
    held = TINY * np.trace(sides) + TINY
    told: np.ndarray = np.linalg.solve(sides + held * np.eye(len(sides)), weighted.T @ off)
    return told
