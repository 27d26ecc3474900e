"""Small files of every kind that is signed, made when they are needed."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

PICTURES = ("jpg", "png", "webp", "tif", "gif")
SOUND = ("wav", "mp3", "m4a", "flac")
VIDEO = ("mp4", "mov", "avi")
BESIDE = ("txt",)
ACCEPTED = ("jpg", "png", "webp", "tif", "mp4", "wav", "mp3", "txt")
"""Kinds that acceptance asks for; text stands for all that takes a sidecar."""
TONE = ("-f", "lavfi", "-i", "sine=frequency=440:duration=0.5")
SCENE = ("-f", "lavfi", "-i", "testsrc2=size=96x64:rate=8:duration=0.5")


def sample(folder: Path, ending: str, size: tuple[int, int] = (96, 64)) -> Path:
    """A file of a kind; the test is skipped where ffmpeg is needed and missing."""
    path = folder / f"sample.{ending}"
    if path.exists():
        return path
    if ending in PICTURES:
        picture(size).save(path)
    elif ending in BESIDE:
        path.write_text("A line of text.\n" * 40)
    elif ending in VIDEO:
        _ffmpeg([*SCENE, *TONE, "-pix_fmt", "yuv420p"], path)
    else:
        _ffmpeg(TONE, path)
    return path


def picture(size: tuple[int, int] = (96, 64)) -> Image.Image:
    """The same noise each time."""
    width, height = size
    pixels = np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def _ffmpeg(words: Sequence[str], path: Path) -> None:
    program = shutil.which("ffmpeg")
    if program is None:
        pytest.skip("no ffmpeg: apt-get install ffmpeg")
    command = [program, "-v", "error", "-y", *words, "-bitexact", str(path)]
    subprocess.run(command, check=True, timeout=60)
