"""Where a picture repeats itself is found without a key."""

import numpy as np
import pytest
from scipy import ndimage

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.pictures.carriers import carriers_of
from openslate.authenticity.marks.pictures.lattice import basis, find_lattices, frequencies
from openslate.authenticity.marks.pictures.pattern import amplitudes, draw_pattern
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings
from openslate.authenticity.marks.pictures.spectrum import spectrum_of

SETTINGS = PictureMarkSettings()
CARRIERS = carriers_of(SETTINGS.carriers)
SHAPE = (300, 400)


def tiles(tile: float) -> np.ndarray:
    """The pattern of an id in noise of twice its amplitude."""
    values = amplitudes(5, MarkKey(bytes(32)), SETTINGS)
    noise = np.random.default_rng(1).normal(0, 2, SHAPE).astype(np.float32)
    return draw_pattern(values, SHAPE, tile, SETTINGS) + noise


def test_a_pattern_has_a_variance_of_one_and_repeats() -> None:
    drawn = draw_pattern(amplitudes(5, MarkKey(bytes(32)), SETTINGS), SHAPE, 50, SETTINGS)
    assert np.var(drawn) == pytest.approx(1, abs=0.1)
    assert np.allclose(drawn[:, 50:], drawn[:, :-50], atol=1e-3)


@pytest.mark.parametrize("tile", [42.0, 63.7])
def test_the_tile_is_found(tile: float) -> None:
    best = find_lattices(spectrum_of(tiles(tile)), CARRIERS, SETTINGS.search)[0]
    assert np.exp(best[0]) == pytest.approx(tile, rel=0.002)
    assert np.abs(best[1:]).max() < 0.004


def test_a_turn_is_found() -> None:
    picture = ndimage.rotate(tiles(50), 8, reshape=False, order=3)[40:-40, 40:-40]
    best = find_lattices(spectrum_of(picture), CARRIERS, SETTINGS.search)[0]
    assert np.degrees(best[1]) == pytest.approx(-8, abs=0.3)


def test_a_basis_without_stretch_is_a_turned_square() -> None:
    sides = basis(np.array([np.log(10), np.pi / 6, 0, 0]))
    assert np.allclose(sides.T @ sides, 100 * np.eye(2))
    assert np.allclose(sides[:, 0], [10 * np.cos(np.pi / 6), 5])


def test_a_wave_advances_by_whole_cycles_along_the_sides() -> None:
    lattice = np.array([np.log(40), 0.1, 0.02, 0.01])
    cycles = frequencies(lattice, CARRIERS) @ basis(lattice)
    assert np.allclose(cycles, CARRIERS.waves, atol=1e-4)
