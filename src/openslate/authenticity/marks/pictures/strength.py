"""How strong a mark is: where texture hides it, and as much as simulated attacks demand."""

import io
from typing import NamedTuple

import numpy as np
from PIL import Image
from scipy import ndimage

from openslate.authenticity.marks.pictures.carriers import carriers_of
from openslate.authenticity.marks.pictures.lattice import frequencies
from openslate.authenticity.marks.pictures.pattern import TURN
from openslate.authenticity.marks.pictures.residual import local_strength, residual
from openslate.authenticity.marks.pictures.resizing import resize
from openslate.authenticity.marks.pictures.settings import PictureMarkSettings, StrengthSettings
from openslate.authenticity.marks.pictures.spectrum import spectrum_of

FINE, AROUND = 1.5, 13  # pixels: what texture is, and over how wide an area it hides
MOST_TEXTURE = 40.0


class Attack(NamedTuple):
    """A centred crop to a share of each side, made smaller, saved as JPEG of a quality."""

    crop: float
    scale: float
    quality: int


CROP, HALF = Attack(0.5, 1.0, 50), Attack(1.0, 0.5, 95)
"""A mark is made as strong as it takes to survive these."""
COARSE = 80.0  # pixels: of tiles this large, half the size loses no wave


def amplitude_for(psnr: float) -> float:
    """Root mean square in grey levels of a change with a PSNR in decibels."""
    return float(255 / 10 ** (psnr / 20))


def texture_mask(luma: np.ndarray, settings: StrengthSettings) -> np.ndarray:
    """How much of the mark each place of a picture takes, relative to the others."""
    fine = luma - ndimage.gaussian_filter(luma, FINE, truncate=3.0)
    texture = local_strength(fine, AROUND)
    mask: np.ndarray = (np.minimum(texture, MOST_TEXTURE) + settings.plain) ** settings.texture
    return mask


def psnr_needed(
    luma: np.ndarray,
    mark: np.ndarray,
    tile: float,
    values: np.ndarray,
    settings: PictureMarkSettings,
) -> float:
    """The PSNR at which a mark is expected to survive, within the bounds of the settings.

    `mark` is the pattern to be added to `luma` with a root mean square of 1, `tile` its period.
    Energy grows with the square of amplitude (in JPEG it grows faster, so this is careful).
    """
    wanted = settings.strength
    marked = np.clip(luma + amplitude_for(wanted.usual_psnr) * mark, 0, 255)
    left = min(
        _energy(picture, tile * attack.scale, centre / tile, values, settings)
        for attack in _attacks(tile)
        for picture, centre in [_attacked(marked, attack)]
    )
    missing = 10 * np.log10(wanted.energy / max(left, 1.0))
    told = np.clip(wanted.usual_psnr - missing, wanted.strongest_psnr, wanted.faintest_psnr)
    return float(told)


def _attacks(tile: float) -> tuple[Attack, ...]:
    """What can harm a mark with tiles of a side: half the size only where it loses waves."""
    return (CROP,) if tile >= COARSE else (CROP, HALF)


def _attacked(luma: np.ndarray, attack: Attack) -> tuple[np.ndarray, np.ndarray]:
    """A picture after an attack, and where its centre is.

    The last is (right, down) in pixels from the middle of the picture that was marked.
    """
    shape = np.array(luma.shape)
    inner = np.rint(shape * attack.crop).astype(int)
    top, left = (shape - inner) // 2
    small = np.rint(inner * attack.scale).astype(int)
    cropped = luma[top : top + inner[0], left : left + inner[1]]
    # The spectrum's phase is that of the middle of this point of the smaller picture.
    point = (small // 2 + 0.5) * inner / small
    centre = (shape - inner) // 2 + point - shape / 2
    return _saved(resize(cropped, (small[0], small[1])), attack.quality), centre[::-1]


def _saved(luma: np.ndarray, quality: int) -> np.ndarray:
    """A luma as JPEG keeps it."""
    file = io.BytesIO()
    Image.fromarray(np.clip(np.rint(luma), 0, 255).astype(np.uint8)).save(
        file, "JPEG", quality=quality
    )
    with Image.open(file) as saved:
        return np.asarray(saved, dtype=np.float32)


def _energy(
    attacked: np.ndarray,
    tile: float,
    offset: np.ndarray,
    values: np.ndarray,
    settings: PictureMarkSettings,
) -> float:
    """What is left of a mark whose geometry is known: see StrengthSettings."""
    carriers = carriers_of(settings.carriers)
    spectrum = spectrum_of(residual(attacked))
    at = frequencies(np.array([np.log(tile), 0.0, 0.0, 0.0]), carriers)
    samples = spectrum.waves_at(at[:, 0], at[:, 1])
    turned = samples * values.conj() * np.exp(-TURN * (carriers.waves @ offset))
    agreement = max(float(turned.real.sum()), 0.0)
    return 2 * agreement**2 / len(values)
