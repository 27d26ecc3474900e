"""Kinds are told by the first bytes, whatever a file is called."""

from collections.abc import Callable
from pathlib import Path

import pytest

from openslate.authenticity.credentials.media_types import media_type_of, media_type_of_file

NAMES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "tif": "image/tiff",
    "gif": "image/gif",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "flac": "audio/flac",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "avi": "video/avi",
    "txt": "application/octet-stream",
}


@pytest.mark.parametrize("ending", NAMES)
def test_files(media: Callable[[str], Path], tmp_path: Path, ending: str) -> None:
    named_wrongly = tmp_path / "file.exe"
    named_wrongly.write_bytes(media(ending).read_bytes())
    found = media_type_of_file(named_wrongly)
    assert (found.name, found.embeds) == (NAMES[ending], ending != "txt")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"MM\x00*\x00\x00\x00\x08", "image/tiff"),
        (b"\0\0\0\x1cftypavif", "image/avif"),
        (b"\0\0\0\x20jumb\0\0\0\x1ejumdc2pa", "application/c2pa"),
        (b"RIFF\0\0\0\0OTHR", "application/octet-stream"),
        (b"", "application/octet-stream"),
        (b"\xff", "application/octet-stream"),
        (b"\xff\xf1\x50\x80", "application/octet-stream"),  # AAC, which has no layer
    ],
)
def test_heads(head: bytes, name: str) -> None:
    assert media_type_of(head).name == name
