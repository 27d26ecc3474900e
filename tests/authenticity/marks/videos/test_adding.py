"""The pattern moves as the camera does, and begins anew where it would stray too far."""

import numpy as np
from PIL import Image

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.video import VideoMarker
from openslate.testing.pictures import made_up_photo

WIDTH, HEIGHT, STEP = 480, 288, 6
WIDE = Image.fromarray(made_up_photo(4, WIDTH + 80, HEIGHT))


def panned(count: int) -> list[np.ndarray]:
    return [np.array(WIDE.crop((STEP * at, 0, STEP * at + WIDTH, HEIGHT))) for at in range(count)]


def alike(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def test_the_pattern_moves_with_what_it_lies_on() -> None:
    plain = panned(4)
    marks = [
        marked.astype(float)[..., 1] - frame[..., 1]
        for marked, frame in zip(
            VideoMarker(7, MarkKey(bytes(32))).frames(plain), plain, strict=True
        )
    ]
    far = 3 * STEP
    assert alike(marks[0][:, far:], marks[3][:, :-far]) > 0.7
    assert abs(alike(marks[0], marks[3])) < 0.3


def test_a_still_camera_gives_a_still_pattern() -> None:
    plain = panned(1) * 3
    first, _, last = VideoMarker(7, MarkKey(bytes(32))).frames(plain)
    assert np.array_equal(first, last)


def test_the_mark_is_stronger_where_much_moves_otherwise() -> None:
    other = Image.fromarray(made_up_photo(5, WIDTH + 160, HEIGHT))
    torn = [frame.copy() for frame in panned(12)]
    for at, frame in enumerate(torn):
        left = STEP * (16 - at)
        frame[:, WIDTH // 2 :] = np.array(other.crop((left, 0, left + WIDTH // 2, HEIGHT)))
    for plain, stronger in ((panned(12), False), (torn, True)):
        marked = list(VideoMarker(7, MarkKey(bytes(32))).frames(plain))
        first, last = (float(np.std(marked[at].astype(float) - plain[at])) for at in (0, -1))
        assert (last > 1.15 * first) is stronger
