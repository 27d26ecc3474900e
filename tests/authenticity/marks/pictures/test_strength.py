"""A mark is as strong as it has to be, and no stronger than allowed."""

from dataclasses import replace

import numpy as np
import pytest
from tests.authenticity.marks.made_photo import made_photo, psnr

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.picture import embed
from openslate.authenticity.marks.pictures.residual import local_strength
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings, StrengthSettings
from openslate.authenticity.marks.pictures.strength import texture_mask

KEY = MarkKey(bytes(32))


def psnr_with(energy: float) -> float:
    """The PSNR where so much energy is demanded."""
    settings = replace(PictureMarkSettings(), strength=StrengthSettings(energy=energy))
    return psnr(made_photo(), embed(made_photo(), 1, KEY, settings))


@pytest.mark.parametrize(
    ("energy", "expected"),
    [(1.0, StrengthSettings().faintest_psnr), (1e9, StrengthSettings().strongest_psnr)],
)
def test_the_bounds_hold(energy: float, expected: float) -> None:
    assert psnr_with(energy) == pytest.approx(expected, abs=0.1)


def test_texture_takes_more_than_plain_places() -> None:
    luma = np.full((200, 200), 100, np.float32)
    luma[:, 100:] += np.random.default_rng(1).normal(0, 20, (200, 100)).astype(np.float32)
    mask = texture_mask(luma, StrengthSettings())
    assert mask[:, 150].mean() > 1.8 * mask[:, 40].mean()


def test_strength_is_never_less_than_nothing() -> None:
    rng = np.random.default_rng(0)
    part = np.zeros((60, 60), np.float32)
    part[:30] = rng.normal(0, 1, (30, 60)) * 10 ** rng.uniform(-4, 3, (30, 60))
    assert np.isfinite(local_strength(part, 13)).all()
    assert local_strength(part, 13).min() >= 0
