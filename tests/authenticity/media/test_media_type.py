"""What files are, whatever they are called."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from openslate.authenticity.media.media_type import MediaKind, sniff, sniff_file


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF"])
def test_pictures_as_pillow_writes_them(form: str) -> None:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(written, form)
    found = sniff(written.getvalue())
    assert found is not None
    assert (found.kind, found.mime) == (MediaKind.PICTURE, Image.MIME[form])


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no command ffmpeg")
@pytest.mark.parametrize(
    ("ending", "mime"),
    [
        ("wav", "audio/wav"), ("aiff", "audio/aiff"), ("flac", "audio/flac"), ("ogg", "audio/ogg"),
        ("mp3", "audio/mpeg"), ("aac", "audio/aac"), ("m4a", "audio/mp4"), ("mp4", "video/mp4"),
        ("mov", "video/quicktime"), ("avi", "video/x-msvideo"), ("mkv", "video/x-matroska"),
        ("ts", "video/mp2t"),
    ],
)  # fmt: skip
def test_sound_and_video_as_ffmpeg_writes_them(ending: str, mime: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{ending}"
    sound = ["-f", "lavfi", "-i", "sine=duration=0.3"]
    picture = ["-f", "lavfi", "-i", "testsrc=duration=0.3:size=32x32:rate=10"]
    made = picture if mime.startswith("video") else sound
    subprocess.run(["ffmpeg", "-v", "error", "-y", *made, str(file)], check=True)
    found = sniff_file(file)
    assert found is not None
    assert found.mime == mime


@pytest.mark.parametrize(
    "head",
    [b"", b"\xff", b"RIFF", b"RIFF0000XXXX", b"<html>", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 512],
)
def test_everything_else_is_nothing(head: bytes) -> None:
    assert sniff(head) is None


def test_a_manifest_beside_its_file() -> None:
    found = sniff(b"\x00\x00\x00\x10jumb\x00\x00")
    assert found is not None
    assert found.kind is MediaKind.MANIFEST


@pytest.mark.parametrize(("sound", "mime"), [(b"fLaC", "audio/flac"), (b"\xff\xfb", "audio/mpeg")])
def test_a_tag_before_a_sound(sound: bytes, mime: str, tmp_path: Path) -> None:
    """Signing FLAC puts the credential into an ID3 tag before it, here of 200 bytes."""
    (tmp_path / "a").write_bytes(b"ID3\x04\0\0\0\0\x01\x48" + b"\0" * 200 + sound + b"\0" * 9)
    found = sniff_file(tmp_path / "a")
    assert found is not None
    assert found.mime == mime
