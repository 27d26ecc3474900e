"""What a file is, by its first bytes; names and declared types are never believed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

HEAD = 512
"""Bytes that are looked at."""
ID3, ID3_HEAD = b"ID3", 10
"""How a tag before MP3 or FLAC begins, and the length of its head."""
PACKET = 188
"""Length of a packet of an MPEG transport stream."""


class MediaKind(StrEnum):
    """What can be done with a file."""

    PICTURE = "picture"
    SOUND = "sound"
    VIDEO = "video"
    MANIFEST = "manifest"


@dataclass(frozen=True)
class MediaType:
    """A format: its kind, its media type (IANA), its usual ending, ffmpeg's name of its reader."""

    kind: MediaKind
    mime: str
    ending: str
    demuxer: str = ""


JPEG = MediaType(MediaKind.PICTURE, "image/jpeg", "jpg")
PNG = MediaType(MediaKind.PICTURE, "image/png", "png")
GIF = MediaType(MediaKind.PICTURE, "image/gif", "gif")
WEBP = MediaType(MediaKind.PICTURE, "image/webp", "webp")
TIFF = MediaType(MediaKind.PICTURE, "image/tiff", "tiff")
BMP = MediaType(MediaKind.PICTURE, "image/bmp", "bmp")
HEIC = MediaType(MediaKind.PICTURE, "image/heic", "heic")
AVIF = MediaType(MediaKind.PICTURE, "image/avif", "avif")
WAV = MediaType(MediaKind.SOUND, "audio/wav", "wav", "wav")
AIFF = MediaType(MediaKind.SOUND, "audio/aiff", "aiff", "aiff")
FLAC = MediaType(MediaKind.SOUND, "audio/flac", "flac", "flac")
OGG = MediaType(MediaKind.SOUND, "audio/ogg", "ogg", "ogg")
MP3 = MediaType(MediaKind.SOUND, "audio/mpeg", "mp3", "mp3")
AAC = MediaType(MediaKind.SOUND, "audio/aac", "aac", "aac")
M4A = MediaType(MediaKind.SOUND, "audio/mp4", "m4a", "mov")
MP4 = MediaType(MediaKind.VIDEO, "video/mp4", "mp4", "mov")
MOV = MediaType(MediaKind.VIDEO, "video/quicktime", "mov", "mov")
AVI = MediaType(MediaKind.VIDEO, "video/x-msvideo", "avi", "avi")
MATROSKA = MediaType(MediaKind.VIDEO, "video/x-matroska", "mkv", "matroska")
WEBM = MediaType(MediaKind.VIDEO, "video/webm", "webm", "matroska")
TRANSPORT = MediaType(MediaKind.VIDEO, "video/mp2t", "ts", "mpegts")
C2PA = MediaType(MediaKind.MANIFEST, "application/c2pa", "c2pa")

BEGINNINGS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
    (b"fLaC", FLAC),
    (b"OggS", OGG),
    (ID3, MP3),
    (b"BM", BMP),
)
RIFF = {b"WEBP": WEBP, b"WAVE": WAV, b"AVI ": AVI}
BRANDS = {
    b"heic": HEIC, b"heix": HEIC, b"mif1": HEIC, b"avif": AVIF, b"avis": AVIF,
    b"M4A ": M4A, b"M4B ": M4A, b"qt  ": MOV,
}  # fmt: skip
"""Major brands of the ISO base media file format; any other one is a video."""


def sniff(head: bytes) -> MediaType | None:
    """The format whose mark these first bytes bear (`HEAD` of them suffice); None if none."""
    for beginning, format_ in BEGINNINGS:
        if head.startswith(beginning):
            return format_
    tests: tuple[Callable[[bytes], MediaType | None], ...] = (_boxed, _riff, _matroska, _streamed)
    return next((found for test in tests if (found := test(head))), None)


def sniff_file(path: Path) -> MediaType | None:
    """The format of a file; raises OSError where it can't be read."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(ID3) and len(head) >= ID3_HEAD:
            file.seek(ID3_HEAD + _id3_size(head))
            if file.read(4) == b"fLaC":  # a tag before FLAC, where signing puts the credential
                return FLAC
        return sniff(head)


def _id3_size(head: bytes) -> int:
    """Bytes of an ID3 tag after its head: seven bits in each of four (ID3v2.4, section 6.2)."""
    size = 0
    for byte in head[6:ID3_HEAD]:
        size = size << 7 | byte & 0x7F
    return size


def _boxed(head: bytes) -> MediaType | None:
    box = head[4:8]
    if box == b"ftyp":
        return BRANDS.get(head[8:12], MP4)
    if box in (b"moov", b"mdat", b"wide"):
        return MOV
    return C2PA if box == b"jumb" else None


def _riff(head: bytes) -> MediaType | None:
    if head[:4] in (b"RIFF", b"RF64"):
        return RIFF.get(head[8:12])
    return AIFF if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC") else None


def _matroska(head: bytes) -> MediaType | None:
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return None
    return WEBM if b"webm" in head[:64] else MATROSKA


def _streamed(head: bytes) -> MediaType | None:
    """Formats that begin with a frame: MPEG sound, AAC in ADTS, transport streams."""
    if len(head) > PACKET and head[0] == 0x47 and head[PACKET] == 0x47:
        return TRANSPORT
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0:
        return AAC
    layer_three, rate, samples = head[1] & 0xE6 == 0xE2, head[2] >> 4, head[2] >> 2 & 3
    return MP3 if layer_three and rate not in (0, 15) and samples != 3 else None
