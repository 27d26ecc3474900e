"""Files of sound are marked in their own format, with their tags, and the mark is found again."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import wavfile
from tests.authenticity.marks.made_sound import RATE, made_sound

from openslate.app.authenticity.mark_file import MarkFile
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.verification.examine import examine
from openslate.authenticity.verification.read_mark import mark_in
from openslate.common.errors import SlateError

pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no command ffmpeg")
KEY = MarkKey(bytes(range(32)))
FORMATS = {
    "a.wav": ["-c:a", "pcm_s16le"],
    "deep.wav": ["-c:a", "pcm_s24le"],
    "float.wav": ["-c:a", "pcm_f32le"],
    "a.flac": ["-c:a", "flac"],
    "deep.flac": ["-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24"],
    "a.mp3": ["-c:a", "libmp3lame"],
    "a.m4a": ["-c:a", "aac"],
    "lossless.m4a": ["-c:a", "alac"],
    "a.aac": ["-c:a", "aac"],
    "a.ogg": ["-c:a", "libvorbis"],
    "opus.ogg": ["-c:a", "libopus"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sound")
    wavfile.write(made / "made.wav", RATE, made_sound(9.0))
    return made


def converted(source: Path, target: Path, *how: str) -> Path:
    asked = ["ffmpeg", "-v", "error", "-y", "-i", str(source), *how, str(target)]
    subprocess.run(asked, check=True)
    return target


def about(path: Path) -> dict[str, Any]:
    asked = ["ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", str(path)]
    told = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)
    stream = told["streams"][0]
    tags = told["format"].get("tags", {}) | stream.get("tags", {})
    kept = ("codec_name", "sample_rate", "channels", "sample_fmt", "bits_per_raw_sample")
    return {name: stream.get(name) for name in kept} | {
        "title": {key.lower(): value for key, value in tags.items()}.get("title")
    }


@pytest.mark.parametrize("name", FORMATS)
def test_a_marked_file_is_as_its_original_is(name: str, folder: Path, tmp_path: Path) -> None:
    tag = ["-metadata", "title=Evening news"]
    source = converted(folder / "made.wav", tmp_path / name, *FORMATS[name], *tag)
    before = hashlib.sha256(source.read_bytes()).digest()
    target = tmp_path / f"marked-{name}"
    told = MarkFile(KEY)(source, target)
    assert hashlib.sha256(source.read_bytes()).digest() == before
    assert about(target) == about(source)
    assert about(target)["title"] == ("Evening news" if name != "a.aac" else None)
    assert f"{mark_in(target, KEY):016x}" == told["mark"]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([name, target.name])


def test_what_a_platform_makes_of_it_still_bears_the_mark(folder: Path, tmp_path: Path) -> None:
    told = MarkFile(KEY)(folder / "made.wav", tmp_path / "marked.wav")
    faster = ["-af", f"asetrate={RATE * 1.02:.0f}", "-b:a", "64k"]
    copy = converted(tmp_path / "marked.wav", tmp_path / "copy.mp3", *faster)
    seen = examine(copy, KEY)
    assert seen.mark is not None
    assert f"{seen.mark.found:016x}" == told["mark"]
    assert seen.mark.geometry == "Since then it is played 2.0 % faster."
    assert seen.unseen == ()
    other = examine(copy, MarkKey(bytes(32)))
    assert other.mark is not None
    assert other.mark.found is None
    assert examine(copy, None).mark is None


@pytest.mark.parametrize(
    ("samples", "why"),
    [
        (np.zeros((6 * RATE, 1), np.float32), "too quiet or too plain"),
        (made_sound()[: 3 * RATE], "too short"),
    ],
)
def test_without_room_for_a_mark_there_is_no_file(
    samples: np.ndarray, why: str, tmp_path: Path
) -> None:
    wavfile.write(tmp_path / "in.wav", RATE, samples)
    with pytest.raises(SlateError, match=why):
        MarkFile(KEY)(tmp_path / "in.wav", tmp_path / "out.wav")
    assert [file.name for file in tmp_path.iterdir()] == ["in.wav"]


def test_a_codec_that_cannot_be_written_is_refused(folder: Path, tmp_path: Path) -> None:
    phone = converted(folder / "made.wav", tmp_path / "phone.wav", "-c:a", "adpcm_ms")
    with pytest.raises(SlateError, match="can't be written again"):
        MarkFile(KEY)(phone, tmp_path / "out.wav")
