"""Pixels of any of the accepted kinds as luma of 0 to 255, and a mark added to them."""

from collections.abc import Iterator

import numpy as np

from openslate.common.errors import SlateError

LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)  # Rec. ITU-R BT.601, as JPEG has it
ROWS = 1 << 20  # pixels worked on at once, so that large pictures need little room
ROUNDING = 1 / 12  # variance of rounding to whole levels
SMALLEST_MARKED, SMALLEST_READ = 128, 64  # pixels on a side


def check_pixels(picture: np.ndarray, smallest: int) -> None:
    """Refuse an array that is no picture, or has fewer pixels than `smallest` on a side."""
    kind = f"an array of {picture.dtype} and shape {picture.shape}"
    channels = picture.shape[2] if picture.ndim == 3 else 1
    if picture.dtype not in (np.uint8, np.uint16) or picture.ndim not in (2, 3):
        raise SlateError(f"Pictures are uint8 or uint16, not {kind}")
    if picture.ndim == 3 and channels not in (3, 4):
        raise SlateError(f"Pictures have 1, 3 or 4 channels, not {channels}", do="Convert it first")
    if min(picture.shape[:2]) < smallest:
        raise SlateError(
            f"A picture of {picture.shape[1]} x {picture.shape[0]} pixels is too small for a mark",
            do=f"Use one of at least {smallest} pixels on each side",
        )


def luma_of(picture: np.ndarray) -> np.ndarray:
    """Luma [height, width], float32 of 0 to 255."""
    luma = np.empty(picture.shape[:2], dtype=np.float32)
    for rows in _rows(picture):
        part = picture[rows]
        luma[rows] = part if picture.ndim == 2 else part[..., :3] @ LUMA
    return luma if picture.dtype == np.uint8 else luma / 257


def with_mark(picture: np.ndarray, mark: np.ndarray, psnr: float) -> np.ndarray:
    """The picture with a mark [height, width] added at a PSNR, to all colours alike.

    Where a colour has no room left, the mark is smaller for all colours there, so no hue changes;
    the rest becomes a little stronger for it. An alpha channel is kept.
    """
    level = 1.0 if picture.dtype == np.uint8 else 257.0
    wanted = np.square(255 / 10 ** (psnr / 20)) - ROUNDING / level**2
    gain = np.sqrt(wanted / _mean_square(picture, mark, 1.0, limited=False))
    gain *= np.sqrt(wanted / _mean_square(picture, mark, float(gain), limited=True))
    marked = picture.copy()
    for rows in _rows(picture):
        change = _limited(picture[rows], mark[rows] * np.float32(gain))
        change = np.rint(change * np.float32(level)).astype(np.int32)
        colours = marked[rows] if picture.ndim == 2 else marked[rows, :, :3]
        room = change if picture.ndim == 2 else change[..., None]
        colours[...] = (colours + room).astype(picture.dtype)
    return marked


def _mean_square(picture: np.ndarray, mark: np.ndarray, gain: float, *, limited: bool) -> float:
    total = 0.0
    for rows in _rows(picture):
        change = mark[rows] * np.float32(gain)
        if limited:
            change = _limited(picture[rows], change)
        total += float(np.square(change).sum(dtype=np.float64))
    return max(total / mark.size, 1e-12)


def _limited(picture: np.ndarray, change: np.ndarray) -> np.ndarray:
    """A change in levels of 255, no further than every colour has room."""
    most = np.float32(np.iinfo(picture.dtype).max)
    level = most / np.float32(255)
    if picture.ndim == 2:
        low = high = picture
    else:
        red, green, blue = (picture[..., at] for at in range(3))
        low = np.minimum(np.minimum(red, green), blue)
        high = np.maximum(np.maximum(red, green), blue)
    limited: np.ndarray = np.clip(change, -(low / level), (most - high) / level)
    return limited


def _rows(picture: np.ndarray) -> Iterator[slice]:
    step = max(1, ROWS // picture.shape[1])
    for start in range(0, picture.shape[0], step):
        yield slice(start, start + step)
