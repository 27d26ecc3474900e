"""The attacks on marks do what they are called, and the page says what was measured."""

import numpy as np
import pytest
from PIL import Image

from tests.benchmarks.marks_attacks import ATTACKS, crop, platform, scale, screenshot
from tests.benchmarks.marks_page import page
from tests.benchmarks.marks_photos import psnr, ssim

PIXELS = np.random.default_rng(1).integers(0, 256, (80, 120, 3), dtype=np.uint8)
PHOTO = Image.fromarray(PIXELS)


def test_every_attack_has_a_name_of_its_own_and_gives_a_picture_of_three_colours() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
    assert {attack.change(PHOTO).mode for attack in ATTACKS} == {"RGB"}


def test_sizes_after_attacks() -> None:
    assert crop(0.5)(PHOTO).size == (60, 40)
    assert scale(0.95, 1)(PHOTO).size == (114, 80)
    assert platform(PHOTO).size == (1080, 720)
    assert screenshot(0.5, None)(PHOTO).size == (69, 50)


def test_a_crop_is_taken_from_where_it_says() -> None:
    assert np.array_equal(np.array(crop(0.5, 1, 0)(PHOTO)), PIXELS[:40, 60:])


def test_measures_of_difference() -> None:
    near = PIXELS.astype(int)
    near[::2] += np.where(near[::2] > 100, -2, 2)
    assert psnr(PIXELS, near) == pytest.approx(10 * np.log10(255**2 / 2))
    assert ssim(PIXELS, PIXELS) == pytest.approx(1)
    assert 0.98 < ssim(PIXELS, near) < 1
    assert ssim(PIXELS, PIXELS[::-1]) < 0.5


def test_the_page_tells_chance_beside_what_was_stated() -> None:
    kept = {"trials": 1000, "pictures": 4, "accepted": 0, "decoded": 7, "seconds": 60.0}
    told = page({"chance": kept | {"tail": {"0.1000": 90, "0.0100": 11}}})
    assert "1,000 trials on 4 pictures" in told
    assert "| 0.1000 | 90 | 0.090000 | yes |" in told
    assert "| 0.0100 | 11 | 0.011000 | no |" in told
