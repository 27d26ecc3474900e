"""Videos by their frames."""

import numpy as np
import pytest

from openslate.authenticity.fingerprints.moving import moving_fingerprint, same_video


def test_black_frames_are_left_out() -> None:
    draw = np.random.default_rng(1)
    telling = [np.kron(draw.integers(0, 256, (8, 8)), np.ones((16, 16))) for _ in range(2)]
    black = np.zeros((128, 128))
    frames = [one.astype(np.uint8) for one in (telling[0], black, telling[1])]
    found = moving_fingerprint(frames, per_second=2)
    assert found.seconds.tolist() == [0.0, 1.0]
    assert found.frames.shape == (2, 32)


def test_no_frame_is_no_trouble() -> None:
    assert moving_fingerprint([]).frames.shape == (0, 32)


@pytest.mark.parametrize(
    ("near", "asked", "same"),
    [(0, 0, False), (1, 1, True), (1, 2, False), (2, 2, True), (3, 6, True), (3, 7, False)],
)
def test_how_many_frames_are_enough(near: int, asked: int, same: bool) -> None:
    assert same_video(near, asked) is same
