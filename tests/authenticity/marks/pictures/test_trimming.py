"""Plain borders are taken off, pictures are not."""

import numpy as np

from openslate.authenticity.marks.pictures.trimming import without_borders

BUSY = np.random.default_rng(1).uniform(0, 255, (120, 150))


def test_a_border_is_taken_off() -> None:
    framed = np.pad(BUSY, ((10, 20), (30, 0)), constant_values=7)
    assert np.array_equal(without_borders(framed), BUSY)


def test_a_picture_without_one_is_kept() -> None:
    assert without_borders(BUSY) is not None
    assert without_borders(BUSY).shape == BUSY.shape


def test_a_plain_picture_is_kept() -> None:
    assert without_borders(np.zeros((120, 150))).shape == (120, 150)
