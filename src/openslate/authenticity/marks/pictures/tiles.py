"""How large the tiles of a mark are."""

import numpy as np

from openslate.authenticity.marks.pictures.settings import PictureMarkSettings


def tile_of(shape: tuple[int, ...], settings: PictureMarkSettings) -> float:
    """The side of a tile in pixels, for a picture at most as large as marks are made at."""
    chosen = settings.carriers
    return max(chosen.tile_share * float(np.sqrt(shape[0] * shape[1])), chosen.smallest_tile)
