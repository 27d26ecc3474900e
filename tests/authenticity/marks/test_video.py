"""The mark in video: shots, averaging, and what an encoder leaves of it."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.video import VideoMarker, detect_video
from openslate.authenticity.marks.videos.shots import ShotCuts
from openslate.authenticity.media.frames import read_frames
from openslate.authenticity.media.video_files import rewrite_video
from openslate.common.errors import SlateError
from openslate.testing.pictures import made_up_photo

KEY, OTHER, MARK = MarkKey(b"v" * 32), MarkKey(b"w" * 32), 0x0123456789ABCDEF
WIDTH, HEIGHT = 640, 352


def moving(seeds: tuple[int, ...] = (1, 2), each: int = 6) -> Iterator[np.ndarray]:
    """A shot over each made-up photo, panning over it."""
    for seed in seeds:
        photo = Image.fromarray(made_up_photo(seed, WIDTH + 60, HEIGHT + 60))
        for step in range(each):
            left, top = 6 * step, 3 * step
            yield np.asarray(photo.crop((left, top, left + WIDTH, top + HEIGHT)))


@pytest.fixture(scope="module")
def marked() -> list[np.ndarray]:
    return list(VideoMarker(MARK, KEY).frames(moving()))


def test_a_marked_video_tells_its_id_to_its_key_only(marked: list[np.ndarray]) -> None:
    found = detect_video(marked, KEY)
    assert (found.mark_id, found.shots, found.shown_in) == (MARK, 2, 2)
    assert found.p_value < 1e-9
    assert detect_video(marked, OTHER).mark_id is None


def test_the_change_is_small(marked: list[np.ndarray]) -> None:
    pairs = zip(marked, moving(), strict=True)
    errors = [np.mean((one.astype(float) - other) ** 2) for one, other in pairs]
    assert 39.0 < 10 * np.log10(255**2 / np.mean(errors)) < 44.0


def test_shots_bear_the_pattern_at_different_places(marked: list[np.ndarray]) -> None:
    first, second = (
        marked[at].astype(float).mean(2) - plain.astype(float).mean(2)
        for at, plain in enumerate(moving())
        if at in (0, 6)
    )
    assert abs(np.corrcoef(first.ravel(), second.ravel())[0, 1]) < 0.2


def test_an_unmarked_video_tells_nothing() -> None:
    found = detect_video(moving(), KEY)
    assert found.mark_id is None
    assert found.p_value > 1e-3


def test_no_frames_tell_nothing() -> None:
    assert detect_video([], KEY).mark_id is None


def test_where_shots_begin() -> None:
    cuts = ShotCuts()
    assert [cuts.begins_with(frame) for frame in moving(each=3)] == [
        True, False, False, True, False, False,
    ]  # fmt: skip


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no command ffmpeg")
def test_a_file_keeps_its_sound_and_its_mark_through_an_encoder(tmp_path: Path) -> None:
    source, target, copy = (tmp_path / name for name in ("in.mp4", "out.mp4", "copy.mp4"))
    _write(source)
    rewrite_video(source, target, VideoMarker(MARK, KEY).frames)
    smaller = ["-vf", "scale=480:-2", "-c:v", "libx264", "-crf", "26", str(copy)]
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(target), *smaller], check=True)
    assert detect_video(read_frames(copy, per_second=10), KEY).mark_id == MARK
    asked = ["-show_entries", "stream=codec_type", "-of", "csv=p=0", str(target)]
    told = subprocess.run(["ffprobe", "-v", "error", *asked], capture_output=True, check=True)
    assert told.stdout.split() == [b"video", b"audio"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no command ffmpeg")
def test_a_broken_video_leaves_nothing_behind(tmp_path: Path) -> None:
    source = tmp_path / "in.mp4"
    _write(source)
    source.write_bytes(source.read_bytes()[:3000])
    with pytest.raises(SlateError):
        rewrite_video(source, tmp_path / "out.mp4", VideoMarker(MARK, KEY).frames)
    assert [path.name for path in tmp_path.iterdir()] == ["in.mp4"]


def _write(path: Path) -> None:
    shape = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", "10"]
    tone = ["-f", "lavfi", "-i", "sine=duration=1.2"]
    command = ["ffmpeg", "-v", "error", *shape, "-i", "-", *tone, "-crf", "16", str(path)]
    frames = b"".join(frame.tobytes() for frame in moving())
    subprocess.run(command, input=frames, check=True)
