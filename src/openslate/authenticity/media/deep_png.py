"""PNG with 16 bits a colour, which Pillow reads and writes with 8 only.

Pillow undoes compression and filters; asked for a sample's first and then for its second byte, it
gives both halves. Chunks are those of the PNG specification (W3C, third edition).
"""

import struct
import zlib
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from openslate.authenticity.media.carried import Carried

FIRST, SECOND = ";16B", ";16L"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOUR_TYPE = {3: 2, 4: 6}
FILTER_SUB = 1
INCH = 0.0254


def is_deep(image: Image.Image) -> bool:
    """Whether an opened file is PNG with 16 bits for each of several colours."""
    return image.format == "PNG" and form_of(image) in ("RGB" + FIRST, "RGBA" + FIRST)


def form_of(image: Image.Image) -> str | None:
    """How an opened PNG that is not loaded yet stores its samples, in Pillow's words."""
    tiles = getattr(image, "tile", None)
    return str(tiles[0].args) if tiles else None


def deep_pixels(path: Path, image: Image.Image) -> np.ndarray:
    """All 16 bits: height x width x 3 or 4 of uint16. `image` is loaded as well."""
    with PngImageFile(path) as again:
        again.tile = [tile._replace(args=again.mode + SECOND) for tile in again.tile]
        low: np.ndarray = np.array(again).astype(np.uint16)
    high: np.ndarray = np.array(image).astype(np.uint16)
    told: np.ndarray = (high << 8) | low
    return told


def write_deep_png(pixels: np.ndarray, carried: Carried, file: IO[bytes]) -> None:
    """Write height x width x 3 or 4 of uint16 with profile, EXIF, resolution and texts."""
    height, width, channels = pixels.shape
    samples = pixels.astype(">u2").view(np.uint8).reshape(height, -1)
    rows = np.empty((height, samples.shape[1] + 1), dtype=np.uint8)
    rows[:, 0] = FILTER_SUB
    rows[:, 1:] = samples
    rows[:, 1 + 2 * channels :] -= samples[:, : -2 * channels]
    file.write(SIGNATURE)
    head = struct.pack(">IIBBBBB", width, height, 16, COLOUR_TYPE[channels], 0, 0, 0)
    _chunk(file, b"IHDR", head)
    if carried.profile is not None:
        _chunk(file, b"iCCP", b"ICC Profile\0\0" + zlib.compress(carried.profile))
    if carried.resolution is not None:
        across, down = (round(value / INCH) for value in carried.resolution)
        _chunk(file, b"pHYs", struct.pack(">IIB", across, down, 1))
    for name, data, *_ in carried.png_texts().chunks:
        _chunk(file, name, data)
    if carried.exif is not None:
        _chunk(file, b"eXIf", carried.exif.removeprefix(b"Exif\0\0"))
    _chunk(file, b"IDAT", zlib.compress(rows.tobytes(), 6))
    _chunk(file, b"IEND", b"")


def _chunk(file: IO[bytes], name: bytes, data: bytes) -> None:
    checked = name + data
    file.write(struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked)))
