"""A video's picture and sound are marked with one id, and either tells it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from scipy.io import wavfile
from tests.authenticity.marks.made_sound import RATE, made_sound

from openslate.app.authenticity.mark_file import MarkFile
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.media.sound import read_sound
from openslate.authenticity.verification.read_mark import video_mark
from openslate.testing.pictures import made_up_photo

pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no command ffmpeg")
KEY = MarkKey(bytes(range(32)))
WIDTH, HEIGHT, FRAMES_A_SECOND, SECONDS = 256, 192, 2, 6
SOUND_ONLY = "The sound bears it; none was found in the picture."


def ran(*arguments: str, given: bytes = b"") -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments], input=given, check=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`plain.mp4`: pictures without sound, a slow pan; `made.wav`: the sound; `silent.wav`."""
    made = tmp_path_factory.mktemp("video")
    photo = Image.fromarray(made_up_photo(3, WIDTH + 40, HEIGHT))
    frames = b"".join(
        np.asarray(photo.crop((2 * at, 0, 2 * at + WIDTH, HEIGHT))).tobytes()
        for at in range(FRAMES_A_SECOND * SECONDS)
    )
    shape = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}")
    rate = ("-r", str(FRAMES_A_SECOND))
    ran(*shape, *rate, "-i", "-", "-crf", "14", str(made / "plain.mp4"), given=frames)
    wavfile.write(made / "made.wav", RATE, made_sound(float(SECONDS)))
    wavfile.write(made / "silent.wav", RATE, np.zeros((SECONDS * RATE, 1), np.float32))
    return made


def joined(folder: Path, target: Path, *how: str, sound: str = "made.wav") -> Path:
    """The video with a sound, encoded in some way."""
    ran("-i", str(folder / "plain.mp4"), "-i", str(folder / sound), *how, str(target))
    return target


def sounds_of(path: Path) -> list[dict[str, Any]]:
    asked = ["ffprobe", "-v", "error", "-show_streams", "-of", "json", str(path)]
    told = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)
    return [one for one in told["streams"] if one["codec_type"] == "audio"]


@pytest.fixture(scope="module")
def marked(folder: Path) -> tuple[Path, str]:
    """A marked video with sound, and its mark."""
    source = joined(folder, folder / "source.mp4", "-c:v", "copy", "-c:a", "aac")
    told = MarkFile(KEY)(source, folder / "marked.mp4")
    assert told["in"] == ["picture", "sound"]
    return folder / "marked.mp4", told["mark"]


def test_picture_and_sound_bear_one_mark(marked: tuple[Path, str]) -> None:
    path, mark = marked
    told = video_mark(path, KEY)
    assert f"{told.found:016x}" == mark
    assert told.geometry.startswith("Picture and sound bear it.")
    assert [one["codec_name"] for one in sounds_of(path)] == ["aac"]
    assert read_sound(path).seconds == pytest.approx(SECONDS, abs=0.1)
    assert sorted(one.name for one in path.parent.iterdir() if one.name.startswith(".")) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("-c:v", "copy", "-an"), "It shows in 1 of 1 shots."),
        (
            ("-vf", "drawbox=t=fill:color=gray"),
            "The sound bears it; none was found in the picture.",
        ),
    ],
)
def test_either_tells_the_mark(
    change: tuple[str, ...], told: str, marked: tuple[Path, str], tmp_path: Path
) -> None:
    path, mark = marked
    ran("-i", str(path), *change, str(tmp_path / "copy.mp4"))
    found = video_mark(tmp_path / "copy.mp4", KEY)
    assert f"{found.found:016x}" == mark
    assert found.geometry == told


def test_without_room_in_its_sound_the_picture_is_marked(folder: Path, tmp_path: Path) -> None:
    source = joined(folder, tmp_path / "in.mp4", "-c:v", "copy", "-c:a", "aac", sound="silent.wav")
    told = MarkFile(KEY)(source, tmp_path / "out.mp4")
    assert told["in"] == ["picture"]
    assert len(sounds_of(tmp_path / "out.mp4")) == 1


def test_what_is_not_marked_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    """Language and beginning of the first sound, and a second one; AC-3 can't be written again."""
    video, sound = str(folder / "plain.mp4"), str(folder / "made.wav")
    inputs = ("-i", video, "-itsoffset", "0.5", "-i", sound, "-i", sound)
    both = ("-map", "0:v", "-map", "1:a", "-map", "2:a", "-c:v", "copy", "-c:a:0", "ac3")
    ran(*inputs, *both, "-c:a:1", "flac", "-metadata:s:a:0", "language=cat", f"{tmp_path}/in.mkv")
    told = MarkFile(KEY)(tmp_path / "in.mkv", tmp_path / "out.mkv")
    assert told["in"] == ["picture", "sound"]
    before = sounds_of(tmp_path / "in.mkv")[0]
    first, second = sounds_of(tmp_path / "out.mkv")
    assert (first["codec_name"], second["codec_name"]) == ("aac", "flac")
    assert first["tags"]["language"] == "cat"
    assert float(first["start_time"]) == pytest.approx(float(before["start_time"]), abs=0.05)
