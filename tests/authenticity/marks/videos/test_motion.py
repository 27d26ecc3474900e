"""How a camera moved is found, whatever else moves; and where it can't be found, that is said."""

import numpy as np
import pytest
from PIL import Image

from openslate.authenticity.marks.videos.following import LIKE, STEADY, CameraFollower
from openslate.authenticity.marks.videos.motion import Motion, coarse, motion, moved, shifts
from openslate.testing.pictures import made_up_photo

WIDTH, HEIGHT = 640, 352
WIDE = Image.fromarray(made_up_photo(5, 900, 600))
OTHER = Image.fromarray(made_up_photo(6, 160, 160))
NEAR = 0.8
"""Pixels of a frame that a corner may be off."""


def frame(by: Motion) -> np.ndarray:
    """What a camera that moved sees: what was at z in the middle is at `by` z."""
    back = by.back()
    corner = complex(900, 600) / 2 + back.shift * WIDTH - back.turned * complex(WIDTH, HEIGHT) / 2
    turned = back.turned
    sides = (turned.real, -turned.imag, corner.real, turned.imag, turned.real, corner.imag)
    how = Image.Resampling.BICUBIC
    return np.array(WIDE.transform((WIDTH, HEIGHT), Image.Transform.AFFINE, sides, how))


def off(found: Motion, true: Motion) -> float:
    wrong = Motion(1 + found.turned - true.turned, found.shift - true.shift)
    return wrong.furthest((HEIGHT, WIDTH))


MOTIONS = {
    "none": Motion(),
    "pan": Motion(1.0, complex(31, -12) / WIDTH),
    "zoom": Motion(1.03, 0.0),
    "zoom by more": Motion(1.06, complex(3, 2) / WIDTH),
    "turn": Motion(np.exp(0.02j), complex(4, 2) / WIDTH),
}


@pytest.mark.parametrize("name", MOTIONS)
def test_the_motion_is_found(name: str) -> None:
    true = MOTIONS[name]
    found, like = motion(coarse(frame(Motion())), coarse(frame(true)), Motion())
    assert off(found, true) < NEAR
    assert like > STEADY


def test_something_else_that_moves_is_left_out_of_account() -> None:
    true, pictures = MOTIONS["pan"], []
    for by, place in ((Motion(), (40, 60)), (true, (90, 120))):
        seen = Image.fromarray(frame(by))
        seen.paste(OTHER, place)
        pictures.append(coarse(np.array(seen)))
    before, after = pictures
    found, _ = motion(before, after, Motion())
    assert off(found, true) < NEAR


def test_between_different_scenes_no_motion_is_told() -> None:
    other = made_up_photo(9, WIDTH, HEIGHT)
    _, like = motion(coarse(frame(Motion())), coarse(other), Motion())
    assert like < LIKE


def test_a_motion_after_its_opposite_is_none() -> None:
    by = Motion(np.exp(0.1j) * 1.1, 0.2 - 0.1j)
    assert by.after(by.back()).furthest((HEIGHT, WIDTH)) < 1e-9


def test_a_picture_moved_back_is_the_picture() -> None:
    before, after = coarse(frame(Motion())), coarse(frame(MOTIONS["zoom"]))
    inner = (slice(20, -20), slice(20, -20))
    told = moved(after, MOTIONS["zoom"])[inner]
    assert np.corrcoef(told.ravel(), before[inner].ravel())[0, 1] > 0.95


def test_a_camera_is_followed_without_adding_up_errors() -> None:
    camera = CameraFollower()
    for step in range(10):
        true = Motion(1.0, complex(8 * step, step) / WIDTH)
        found = camera.motion_to(coarse(frame(true)))
    assert off(found, true) < 2 * NEAR


NEARER = 1.4
SPEED = 3.0


def two_depths(at: int) -> np.ndarray:
    """What a camera sees that moves past something near and something far."""
    seen = frame(Motion(1.0, SPEED * at / WIDTH))
    near = frame(Motion(1j, NEARER * SPEED * at / WIDTH))
    seen[HEIGHT // 2 :] = near[HEIGHT // 2 :]
    return coarse(seen)


def test_of_two_depths_both_motions_are_told() -> None:
    told = sorted(found.shift.real * WIDTH for found in shifts(two_depths(0), two_depths(12)))
    assert np.allclose(told, [SPEED * 12, NEARER * SPEED * 12], atol=2)


def test_one_motion_is_told_once() -> None:
    (found,) = shifts(coarse(frame(Motion())), coarse(frame(MOTIONS["pan"])))
    assert off(found, MOTIONS["pan"]) < 2


def test_of_two_depths_one_is_followed() -> None:
    camera = CameraFollower()
    told = np.array([camera.motion_to(two_depths(at)).shift.real for at in range(40)]) * WIDTH
    ways = [np.abs(told - speed * np.arange(40)) for speed in (SPEED, NEARER * SPEED)]
    assert min(way[15:].max() for way in ways) < 2 * NEAR


def test_a_part_of_a_motion() -> None:
    whole = Motion(np.exp(0.02j) * 1.1, 0.2)
    assert np.allclose(whole.part(0.5), (np.exp(0.01j) * np.sqrt(1.1), 0.1))
