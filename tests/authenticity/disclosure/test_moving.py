"""Labels on video and before sounds, made with the command ffmpeg."""

import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from openslate.authenticity.disclosure.containers import (
    Statement,
    metadata_arguments,
    packet_in,
)
from openslate.authenticity.disclosure.moving import (
    copied_with_metadata,
    labelled_sound,
    labelled_video,
    recorded_voice,
)
from openslate.authenticity.disclosure.picture_packet import source_type_of
from openslate.authenticity.disclosure.xmp import sentences_in
from openslate.authenticity.media.ffmpeg import streams
from openslate.authenticity.media.frames import read_frames
from openslate.authenticity.media.media_type import TRANSPORT, sniff_file
from openslate.authenticity.media.sound import read_sound
from openslate.common.errors import SlateError

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no command ffmpeg")
SAID = Statement(
    "trainedAlgorithmicMedia", "Made with AI. Na\N{LATIN SMALL LETTER I WITH DIAERESIS}ve."
)
RATE = 16_000


def tone(path: Path, seconds: float, pitch: float) -> Path:
    """A WAV file of one tone."""
    at = np.arange(round(seconds * RATE)) / RATE
    samples = (np.sin(2 * np.pi * pitch * at) * 12_000).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path


def converted(source: Path, target: Path) -> Path:
    subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", str(source), str(target)], check=True
    )
    return target


def film(path: Path) -> Path:
    """Two seconds of grey with a tone."""
    subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi",
         "-i", "color=gray:s=320x181:r=5:d=2", "-f", "lavfi", "-i", "sine=d=2:r=16000", str(path)],
        check=True,
    )  # fmt: skip
    return path


@needs_ffmpeg
@pytest.mark.parametrize("ending", ["wav", "flac", "mp3", "ogg", "m4a"])
def test_the_voice_comes_first_and_the_sound_stays_whole(ending: str, tmp_path: Path) -> None:
    source = converted(tone(tmp_path / "talk.wav", 1.0, 2_000), tmp_path / f"s.{ending}")
    voice = tone(tmp_path / "voice.wav", 0.5, 300)
    labelled_sound(source, tmp_path / f"out.{ending}", voice, SAID)
    sound = read_sound(tmp_path / f"out.{ending}", RATE, 1)
    assert sound.seconds == pytest.approx(1.9, abs=0.1)
    assert pitch(sound.samples[: RATE // 2]) == pytest.approx(300, abs=5)
    assert pitch(sound.samples[-RATE // 2 :]) == pytest.approx(2_000, abs=5)
    assert source_type_of(tmp_path / f"out.{ending}") == "trainedAlgorithmicMedia"


def pitch(samples: np.ndarray) -> float:
    strength = np.abs(np.fft.rfft(samples[:, 0]))
    return float(np.argmax(strength) * RATE / len(samples))


@needs_ffmpeg
@pytest.mark.parametrize("ending", ["mp3", "flac"])
def test_a_cover_and_a_title_go_along(ending: str, tmp_path: Path) -> None:
    Image.new("RGB", (32, 32), "teal").save(tmp_path / "cover.png")
    source, out = tmp_path / f"s.{ending}", tmp_path / f"out.{ending}"
    subprocess.run(
        ["ffmpeg", "-nostdin", "-v", "error", "-i", str(tone(tmp_path / "a.wav", 0.5, 900)),
         "-i", str(tmp_path / "cover.png"), "-map", "0:a", "-map", "1:v", "-disposition:v",
         "attached_pic", "-metadata", "title=Waves", str(source)],
        check=True,
    )  # fmt: skip
    labelled_sound(source, out, tmp_path / "a.wav", SAID)
    kind = sniff_file(out)
    assert kind is not None
    told = streams(out, kind)
    assert {one["codec_type"] for one in told["streams"]} == {"audio", "video"}
    tags = {name.lower(): text for name, text in told["format"]["tags"].items()}
    assert tags["title"] == "Waves"


@needs_ffmpeg
def test_a_packet_that_was_there_is_added_to(tmp_path: Path) -> None:
    first, second = tmp_path / "first.wav", tmp_path / "second.wav"
    copied_with_metadata(tone(tmp_path / "a.wav", 0.2, 400), first, Statement("print", "One."))
    copied_with_metadata(first, second, Statement("composite", "Two."))
    kind = sniff_file(second)
    assert kind is not None
    assert sentences_in(packet_in(second, kind)) == ("Two. One.", "Two. One.")
    assert source_type_of(second) == "composite"
    assert np.array_equal(read_sound(second).samples, read_sound(tmp_path / "a.wav").samples)


@needs_ffmpeg
@pytest.mark.parametrize(("seconds", "at_the_end"), [(0.0, True), (1.0, False)])
def test_a_video_shows_its_label(seconds: float, at_the_end: bool, tmp_path: Path) -> None:
    out = tmp_path / "out.mp4"
    labelled_video(
        film(tmp_path / "f.mkv"), tmp_path / "out.mkv", "Made with AI", SAID,
        size=0.12, corner="top-left", seconds=seconds,
    )  # fmt: skip
    labelled_video(
        film(tmp_path / "f.mp4"), out, "Made with AI", SAID,
        size=0.12, corner="top-left", seconds=seconds,
    )  # fmt: skip
    first, *_, last = read_frames(out, per_second=5)
    assert shown(first)
    assert shown(last) is at_the_end
    assert source_type_of(out) == source_type_of(tmp_path / "out.mkv") == SAID.source_type
    assert read_sound(out).seconds == pytest.approx(2, abs=0.1)


def shown(frame: np.ndarray) -> bool:
    """Whether there is black and white in the corner, and nothing but grey elsewhere."""
    corner, rest = frame[:40, :150].astype(int), frame[60:].astype(int)
    assert rest.max() - rest.min() < 20
    return bool(corner.max() - corner.min() > 150)


@needs_ffmpeg
def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    broken, out = tmp_path / "b.mp4", tmp_path / "out.mp4"
    broken.write_bytes(b"\0\0\0\x18ftypisom" + b"\0" * 200)
    with pytest.raises(SlateError, match=r"b\.mp4"):
        copied_with_metadata(broken, out, SAID)
    assert not out.exists()
    with pytest.raises(SlateError, match="Metadata can't be written"):
        metadata_arguments(TRANSPORT, SAID)


def test_without_a_voice_the_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SlateError, match="espeak-ng, which is not installed") as missing:
        recorded_voice("Please note.", tmp_path / "v.wav")
    assert "disclosure.voice" in str(missing.value)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="no command espeak-ng")
@needs_ffmpeg
def test_the_computer_speaks(tmp_path: Path) -> None:
    spoken = read_sound(recorded_voice("Please note. Made with AI.", tmp_path / "v.wav"))
    assert 0.8 < spoken.seconds < 10
    assert np.abs(spoken.samples).max() > 0.05
