"""Reading sound and video through ffmpeg, within bounds and never through anything else."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from openslate.authenticity.media import ffmpeg
from openslate.authenticity.media.frames import FrameSize, frame_size, read_frames
from openslate.authenticity.media.sound import read_sound
from openslate.common.errors import SlateError

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no command ffmpeg")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("media") / "clip.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc=duration=3:size=320x180:rate=10"]
    sound = ["-f", "lavfi", "-i", "sine=frequency=1000:duration=3:sample_rate=44100"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *picture, *sound, str(file)], check=True)
    return file


@needs_ffmpeg
def test_sound_has_its_rate_and_length(clip: Path) -> None:
    sound = read_sound(clip)
    assert (sound.rate, sound.samples.dtype) == (44100, np.float32)
    assert sound.seconds == pytest.approx(3, abs=0.1)
    tone = np.abs(np.fft.rfft(sound.samples[4410:8820, 0]))
    assert tone.argmax() * 10 == 1000


@needs_ffmpeg
def test_sound_as_asked_for(clip: Path) -> None:
    sound = read_sound(clip, rate=16000, channels=2, longest=1)
    assert sound.samples.shape == (16000, 2)


@needs_ffmpeg
def test_frames_have_the_shape_of_the_video(clip: Path) -> None:
    frames = list(read_frames(clip, per_second=2, longest_side=160))
    assert [frame.shape for frame in frames] == [(90, 160, 3)] * 6
    assert frame_size(clip) == FrameSize(320, 180)


@needs_ffmpeg
def test_frames_may_be_left_before_their_end(clip: Path) -> None:
    assert next(iter(read_frames(clip))).shape == (180, 320, 3)


@needs_ffmpeg
@pytest.mark.parametrize("size", [40, 2000])
def test_a_truncated_video_is_one_sentence(clip: Path, size: int, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(clip.read_bytes()[:size])
    for read in (read_sound, frame_size, lambda path: list(read_frames(path))):
        with pytest.raises(SlateError) as found:
            read(broken)
        assert str(tmp_path) not in str(found.value)


@needs_ffmpeg
def test_a_playlist_that_calls_itself_a_video_opens_nothing(tmp_path: Path) -> None:
    playlist = tmp_path / "list.mp4"
    playlist.write_text("#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n")
    with pytest.raises(SlateError, match="neither sound nor video"):
        read_sound(playlist)


def test_without_ffmpeg_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg.shutil, "which", lambda _: None)
    with pytest.raises(SlateError, match="apt-get install ffmpeg"):
        ffmpeg.command()


def test_a_smaller_frame_keeps_its_shape() -> None:
    assert FrameSize(1920, 1080).within(640) == FrameSize(640, 360)
    assert FrameSize(320, 180).within(640) == FrameSize(320, 180)
