"""The mark in pictures: put in, and found again without the original.

    marked = embed(picture, mark_id, key)
    detection = detect(marked, key)     # detection.mark_id == mark_id

A keyed pattern is repeated like tiles and hidden in texture. Its repetition shows how a picture
was scaled, turned and stretched since; known waves show where tiles begin and whether it was
mirrored; the other waves carry the id in a code that lost and drowned waves do little harm to.
"""

import numpy as np

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.pictures.detection import Detection, Examined, examine, read
from openslate.authenticity.marks.pictures.pattern import amplitudes, draw_pattern
from openslate.authenticity.marks.pictures.pixels import (
    SMALLEST_MARKED,
    check_pixels,
    luma_of,
    with_mark,
)
from openslate.authenticity.marks.pictures.resizing import resize
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings
from openslate.authenticity.marks.pictures.strength import psnr_needed, texture_mask
from openslate.authenticity.marks.pictures.tiles import tile_of

__all__ = ["Detection", "Examined", "detect", "embed", "examine", "read"]

USUAL = PictureMarkSettings()


def embed(
    picture: np.ndarray, mark_id: int, key: MarkKey, settings: PictureMarkSettings = USUAL
) -> np.ndarray:
    """A marked copy: same shape and type, alpha untouched, all colours changed alike.

    `picture` is height x width (x 3 or 4) of uint8 or uint16. Raises SlateError where it is too
    small or no picture, or the id is none.
    """
    check_pixels(picture, SMALLEST_MARKED)
    values = amplitudes(mark_id, key, settings)
    luma = luma_of(picture)
    whole = luma.shape
    scale = min(1.0, float(np.sqrt(settings.search.area / luma.size)))
    luma = resize(luma, (round(whole[0] * scale), round(whole[1] * scale)))
    tile = tile_of(luma.shape, settings)
    mark = texture_mask(luma, settings.strength) * draw_pattern(values, luma.shape, tile, settings)
    mark = (mark / np.sqrt(np.mean(mark * mark))).astype(np.float32)
    psnr = psnr_needed(luma, mark, tile, values, settings)
    return with_mark(picture, resize(mark, whole), psnr)


def detect(picture: np.ndarray, key: MarkKey, settings: PictureMarkSettings = USUAL) -> Detection:
    """What a picture tells with a key: an id or none, the p-value, and how it was changed.

    Nothing found does not mean that the picture never had a mark. `picture` as in `embed`.
    """
    return read(examine(picture, settings), key, settings)
