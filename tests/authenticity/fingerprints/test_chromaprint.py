"""Sound that is known again after compression and cutting; needs the command ffmpeg."""

import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from openslate.authenticity.fingerprints.chromaprint import LEAST, chromaprint, overlap
from openslate.common.errors import SlateError

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no command ffmpeg")


@needs_ffmpeg
def test_a_compressed_excerpt_is_known_again(tmp_path: Path) -> None:
    whole = _melody(tmp_path / "whole.wav", 1)
    excerpt = tmp_path / "excerpt.mp3"
    _ffmpeg("-ss", "7.3", "-t", "9", "-i", str(whole), "-b:a", "64k", str(excerpt))
    found = overlap(chromaprint(excerpt), chromaprint(whole))
    assert found.same
    assert found.offset == pytest.approx(7.3 / 0.1238, abs=2)


@needs_ffmpeg
def test_another_melody_is_not(tmp_path: Path) -> None:
    one, other = (_melody(tmp_path / f"{n}.wav", n) for n in (1, 2))
    assert not overlap(chromaprint(one), chromaprint(other)).same


@needs_ffmpeg
def test_a_picture_has_no_sound(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(SlateError, match="neither sound nor video"):
        chromaprint(tmp_path / "a.png")


def test_too_little_in_common_says_nothing() -> None:
    frames = np.random.default_rng(1).integers(0, 2**32, LEAST - 1, dtype=np.uint32)
    assert not overlap(frames, frames).same


def test_a_shifted_copy_is_laid_where_it_belongs() -> None:
    draw = np.random.default_rng(4)
    known = draw.integers(0, 2**32, 200, dtype=np.uint32)
    asked = known[40:90] ^ (np.uint32(1) << draw.integers(0, 32, 50, dtype=np.uint32))
    found = overlap(asked, known)
    assert (found.offset, found.frames, found.same) == (40, 50, True)


def test_silence_from_nowhere_is_no_overlap() -> None:
    assert not overlap(np.zeros(0, np.uint32), np.zeros(50, np.uint32)).same


def _melody(path: Path, seed: int) -> Path:
    draw = np.random.default_rng(seed)
    rate, notes = 16000, draw.integers(45, 80, 80)
    at = np.arange(rate // 4) / rate
    tones = [
        np.sin(2 * np.pi * 440 * 2 ** ((note - 69) / 12) * at) * np.exp(-3 * at) for note in notes
    ]
    samples = (np.concatenate(tones) * 20000).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path


def _ffmpeg(*arguments: str) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments], check=True)
