"""Files that mean no good, or are broken: made for the purpose, the same for a seed."""

import io
import random
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from openslate.testing.pictures import made_up_photo

HUGE = 65_000
STRANGE = (
    ("CMYK", "JPEG"), ("CMYK", "TIFF"), ("1", "PNG"), ("P", "PNG"), ("LA", "PNG"), ("I;16", "PNG"),
    ("LAB", "TIFF"), ("F", "TIFF"),
)  # fmt: skip


@dataclass(frozen=True)
class HostileFile:
    """A file by what is wrong with it, the name it comes under, and its bytes."""

    wrong: str
    name: str
    content: bytes


def hostile_files(folder: Path, seed: int = 1) -> list[HostileFile]:
    """Some 300 files; `folder` is for making those that other commands make."""
    good = _good_files(folder)
    draw = random.Random(seed)
    return [
        *_truncated(good, draw),
        *_bitten(good, draw),
        *_wrong_types(good),
        *_polyglots(good),
        *_huge_headers(),
        *_bombs(),
        *_strange_pictures(),
        *_broken_boxes(good),
        *_nothing(draw),
    ]


def _good_files(folder: Path) -> dict[str, bytes]:
    """A whole file of each kind; those that ffmpeg makes only where it is."""
    photo = Image.fromarray(made_up_photo(9, 320, 224))
    found = {}
    for ending, form in (("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP"), ("tiff", "TIFF"),
                         ("gif", "GIF"), ("bmp", "BMP"), ("avif", "AVIF")):  # fmt: skip
        written = io.BytesIO()
        photo.save(written, form)
        found[ending] = written.getvalue()
    if shutil.which("ffmpeg"):
        for ending in ("mp4", "mov", "mkv", "avi", "ts", "wav", "mp3", "flac", "ogg", "m4a"):
            found[ending] = _by_ffmpeg(folder / f"good.{ending}")
    return found


def _by_ffmpeg(path: Path) -> bytes:
    moving = ["-f", "lavfi", "-i", "testsrc=duration=1:size=64x64:rate=10"]
    tone = ["-f", "lavfi", "-i", "sine=duration=1"]
    sources = tone if path.suffix in (".wav", ".mp3", ".flac", ".ogg", ".m4a") else [*moving, *tone]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *sources, str(path)], check=True)
    return path.read_bytes()


def _truncated(good: dict[str, bytes], draw: random.Random) -> Iterator[HostileFile]:
    for ending, content in good.items():
        for share in (0.01, 0.1, 0.5, 0.9, 0.999):
            cut = max(1, int(len(content) * share) - draw.randrange(3))
            yield HostileFile("truncated", f"cut.{ending}", content[:cut])


def _bitten(good: dict[str, bytes], draw: random.Random) -> Iterator[HostileFile]:
    for ending, content in good.items():
        for damage in (1, 3, 20, 100, 400):
            broken = bytearray(content)
            for _ in range(damage):
                broken[draw.randrange(len(broken))] = draw.randrange(256)
            yield HostileFile("bytes changed", f"bitten.{ending}", bytes(broken))


def _wrong_types(good: dict[str, bytes]) -> Iterator[HostileFile]:
    for ending, content in good.items():
        other = "png" if ending != "png" else "mp4"
        yield HostileFile("called another type", f"{ending}-as.{other}", content)
    for name, content in (
        ("page.jpg", b"<!doctype html><script>alert(1)</script>"),
        ("shell.png", b"#!/bin/sh\nrm -rf /\n"),
        ("list.mp4", b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n"),
        ("concat.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n"),
        (
            "vector.png",
            b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/>",
        ),
        ("program.jpg", b"\x7fELF" + bytes(500)),
        ("paper.png", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    ):
        yield HostileFile("no medium at all", name, content)


def _polyglots(good: dict[str, bytes]) -> Iterator[HostileFile]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../escape.txt", "no")
    for ending, content in good.items():
        yield HostileFile("two files in one", f"and-zip.{ending}", content + packed.getvalue())
    yield HostileFile("two files in one", "gif.mp3", b"GIF89a" + good.get("mp3", b"")[6:])
    yield HostileFile("two files in one", "png.jpg", good["jpg"][:2] + good["png"])


def _huge_headers() -> Iterator[HostileFile]:
    yield HostileFile("65,000 pixels wide", "huge.png", _png(HUGE, HUGE, b""))
    yield HostileFile("65,000 pixels wide", "line.png", _png(2**31 - 1, 1, b""))
    yield HostileFile("no pixels", "none.png", _png(0, 0, b""))
    size = struct.pack("<HH", HUGE, HUGE)
    yield HostileFile("65,000 pixels wide", "huge.gif", b"GIF89a" + size + b"\x80\0\0" + bytes(20))
    head = b"BM" + struct.pack("<IHHI", 100, 0, 0, 54)
    info = struct.pack("<IiiHHIIiiII", 40, HUGE, HUGE, 1, 24, 0, 0, 1, 1, 0, 0)
    yield HostileFile("65,000 pixels wide", "huge.bmp", head + info + bytes(40))
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", HUGE, HUGE) + b"\x03"
    frame += b"\x01\x11\x00\x02\x11\x00\x03\x11\x00"
    yield HostileFile("65,000 pixels wide", "huge.jpg", b"\xff\xd8" + frame + b"\xff\xd9")
    yield HostileFile("65,000 pixels wide", "huge.tiff", _tiff(HUGE, HUGE))
    riff = b"VP8X" + struct.pack("<I", 10) + bytes(4) + (16_383).to_bytes(3, "little") * 2
    webp = b"RIFF" + struct.pack("<I", len(riff) + 4) + b"WEBP" + riff
    yield HostileFile("16,384 pixels wide", "huge.webp", webp)
    rate = struct.pack("<HHIIHH", 1, 65_535, 2**31, 2**31, 65_535, 32)
    wave = b"RIFF\xff\xff\xff\xffWAVEfmt " + struct.pack("<I", 16) + rate + b"data\xff\xff\xff\xff"
    yield HostileFile("4 GB declared", "huge.wav", wave)
    yield HostileFile("256 MB of tags declared", "tags.mp3", b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f")


def _bombs() -> Iterator[HostileFile]:
    rows = zlib.compress(bytes(1 + 3 * 20_000) * 2_000, 9)
    yield HostileFile("decompression bomb", "rows.png", _png(20_000, 20_000, rows))
    text = zlib.compress(bytes(64 << 20), 9)
    chunk = _chunk(b"zTXt", b"Comment\0\0" + text)
    whole = _png(1, 1, zlib.compress(b"\0\0\0\0"), chunk)
    yield HostileFile("decompression bomb in a text", "text.png", whole)
    profile = _chunk(b"iCCP", b"p\0\0" + text)
    whole = _png(1, 1, zlib.compress(b"\0\0\0\0"), profile)
    yield HostileFile("decompression bomb in a profile", "profile.png", whole)
    many = io.BytesIO()
    frames = [Image.new("P", (2_000, 2_000), number) for number in range(40)]
    frames[0].save(many, "GIF", save_all=True, append_images=frames[1:])
    yield HostileFile("160 million pixels in frames", "frames.gif", many.getvalue())
    black = io.BytesIO()
    Image.new("L", (14_000, 14_000)).save(black, "PNG", optimize=False)
    yield HostileFile("196 million pixels", "black.png", black.getvalue())


def _strange_pictures() -> Iterator[HostileFile]:
    """Whole, but of kinds that can't all be kept."""
    photo = Image.fromarray(made_up_photo(8, 160, 112))
    for mode, form in STRANGE:
        written = io.BytesIO()
        (photo.convert("L").convert("I;16") if mode == "I;16" else _as(photo, mode)).save(
            written, form
        )
        yield HostileFile("colours of another kind", f"{mode}.{form.lower()}", written.getvalue())
    for form in ("GIF", "PNG", "WEBP", "TIFF"):
        written = io.BytesIO()
        photo.save(written, form, save_all=True, append_images=[photo.rotate(90)])
        yield HostileFile("animated", f"moving.{form.lower()}", written.getvalue())
    for size in ((1, 1), (1, 2_000), (3, 3)):
        written = io.BytesIO()
        photo.resize(size).save(written, "PNG")
        yield HostileFile("hardly any pixels", f"{size[0]}x{size[1]}.png", written.getvalue())


def _as(photo: Image.Image, mode: str) -> Image.Image:
    return photo.convert("L").convert(mode) if mode in ("F", "LA") else _direct(photo, mode)


def _direct(photo: Image.Image, mode: str) -> Image.Image:
    if mode != "LAB":
        return photo.convert(mode)
    return Image.merge("LAB", photo.split())


def _broken_boxes(good: dict[str, bytes]) -> Iterator[HostileFile]:
    """Boxes and chunks whose lengths lie, and credentials that are none."""
    film = good.get("mp4", b"\0\0\0\x18ftypisom" + bytes(16))
    for length in (0, 1, 7, 2**31, 2**32 - 1):
        lying = struct.pack(">I", length) + film[4:]
        yield HostileFile("a box whose length lies", f"box-{length}.mp4", lying)
    deep = b"".join(struct.pack(">I", 8 * (2_000 - n)) + b"moov" for n in range(2_000))
    yield HostileFile("boxes in boxes", "deep.mp4", film[:32] + deep)
    for depth in (1, 300):
        nested = b"".join(struct.pack(">I", 8 * (depth - n) + 8) + b"jumb" for n in range(depth))
        yield HostileFile("a credential that is none", f"nested-{depth}.c2pa", nested + bytes(8))
    jpeg, app11 = good["jpg"], b"\xff\xeb\x00\x20JP\x00\x01\x00\x00\x00\x01\xff\xff\xff\xffjumb"
    yield HostileFile("a credential that is none", "app11.jpg", jpeg[:2] + app11 + jpeg[2:])
    yield HostileFile(
        "a credential that is none", "c2pa.png", _png(1, 1, b"", _chunk(b"caBX", b"x"))
    )
    for ending in ("jpg", "png", "webp"):
        twice = good[ending] + good[ending]
        yield HostileFile("the same twice", f"twice.{ending}", twice)


def _nothing(draw: random.Random) -> Iterator[HostileFile]:
    for number in range(45):
        length = draw.choice([1, 2, 7, 100, 5_000, 200_000])
        heads = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"ID3", b"fLaC", b"OggS"]
        content = draw.choice(heads) + draw.randbytes(length)
        yield HostileFile("noise", f"noise-{number}", content)


def _png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _tiff(width: int, height: int) -> bytes:
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1),
               (262, 3, 1, 1), (273, 4, 1, 200), (277, 3, 1, 1), (278, 4, 1, height),
               (279, 4, 1, width)]  # fmt: skip
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + bytes(200)
