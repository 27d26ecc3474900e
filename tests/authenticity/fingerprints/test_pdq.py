"""PDQ, against the bits that the reference implementation gives and against real changes."""

import io

import numpy as np
import pytest
from PIL import Image

from openslate.authenticity.fingerprints.pdq import NEAR, pdq

REFERENCE = (
    "b24d26c94c99d99b333b67338e731ce3b0e703860707381e703e017c0ff8ffe0",
    "9281cbd6cc996666331398dcce63e39871c33c780f8ec1e1f81e7f031ff8005f",
    "e7188c6319cc7331666ecd99db26b649e5b2a92c525292b4256babd65aad554a",
    "c7d4615c99cc8ccc664632769b364932249696d25ada6b4bad4b55a94aadaaf5",
    "b249c9364c992664333b98cc8e73e31cb0e7fc790707c7e1703efe830ff8001f",
    "e718739c19cc8cce666e3266db2649b6e5b256d312526d4b256b54295aadaa95",
    "92813409cc99999933136723ce631c6771c3c3870f8f3e1ef81e80fc1ff8ffa0",
    "c7d49ea399cc33336646cd899b36b6cd2496692d5ada94b4ad4b2a564aad550a",
)
"""`pdqhash.compute_dihedral` of version 0.2.8 for `picture()`."""


def picture() -> np.ndarray:
    y, x = np.mgrid[0:300, 0:420]
    waves = (
        (x * 5 + y * 3) % 256,
        (x * y // 40) % 256,
        ((x - 200) ** 2 + (y - 120) ** 2) // 90 % 256,
    )
    return np.stack(waves, axis=-1).astype(np.uint8)


def test_bits_are_those_of_the_reference() -> None:
    found = pdq(picture())
    assert tuple(bytes(one).hex() for one in found.orientations) == REFERENCE
    assert found.quality == 100


@pytest.mark.parametrize(
    ("place", "turned"),
    [
        (1, lambda a: np.rot90(a, 1)),
        (2, lambda a: np.rot90(a, 2)),
        (3, lambda a: np.rot90(a, 3)),
        (4, lambda a: a[::-1]),
        (5, lambda a: a[:, ::-1]),
        (6, lambda a: np.swapaxes(a, 0, 1)),
        (7, lambda a: np.rot90(np.swapaxes(a, 0, 1), 2)),
    ],
)
def test_an_orientation_is_what_the_turned_picture_has(place, turned) -> None:  # type: ignore[no-untyped-def]
    own = _landscape(5)
    there = pdq(np.ascontiguousarray(turned(own))).upright
    apart = [_apart(one, there) for one in pdq(own).orientations]
    assert apart.index(min(apart)) == place
    assert apart[place] <= NEAR


def test_a_small_compressed_copy_is_near_and_another_picture_is_not() -> None:
    own = Image.fromarray(_landscape(1))
    kept = io.BytesIO()
    own.resize((210, 150)).save(kept, "JPEG", quality=40)
    copy = np.asarray(Image.open(kept))
    assert _apart(pdq(np.asarray(own)).upright, pdq(copy).upright) <= NEAR
    assert _apart(pdq(np.asarray(own)).upright, pdq(_landscape(2)).upright) > 80


def test_a_plain_surface_tells_nothing() -> None:
    assert not pdq(np.full((80, 120, 3), 130, np.uint8)).telling
    assert pdq(_landscape(1)).telling


def test_grey_and_alpha_are_taken() -> None:
    colour = _landscape(3)
    with_alpha = np.dstack([colour, np.full(colour.shape[:2], 255, np.uint8)])
    assert np.array_equal(pdq(with_alpha).upright, pdq(colour).upright)
    assert pdq(colour[..., 0]).upright.shape == (32,)


def _landscape(seed: int) -> np.ndarray:
    """Soft random shapes, as a photo has them."""
    draw = np.random.default_rng(seed)
    coarse = Image.fromarray(draw.integers(0, 256, (10, 14, 3), dtype=np.uint8))
    return np.asarray(coarse.resize((420, 300), Image.Resampling.BICUBIC))


def _apart(one: np.ndarray, other: np.ndarray) -> int:
    return int(np.bitwise_count(one ^ other).sum())
