"""Which kind of file this is, by its first bytes, and whether a credential fits into it."""

from dataclasses import dataclass
from pathlib import Path

HEAD = 64
OTHER = "application/octet-stream"
SIDECAR_TYPE = "application/c2pa"
SIDECAR = ".c2pa"


@dataclass(frozen=True)
class MediaType:
    """A kind of file: `name` as in RFC 6838, `embeds` whether a credential fits into it."""

    name: str
    embeds: bool = True


UNKNOWN = MediaType(OTHER, embeds=False)
STARTS = (
    (b"\xff\xd8\xff", MediaType("image/jpeg")),
    (b"\x89PNG\r\n\x1a\n", MediaType("image/png")),
    (b"GIF87a", MediaType("image/gif")),
    (b"GIF89a", MediaType("image/gif")),
    (b"II*\x00", MediaType("image/tiff")),
    (b"MM\x00*", MediaType("image/tiff")),
    (b"ID3", MediaType("audio/mpeg")),
    (b"fLaC", MediaType("audio/flac")),
)
INSIDE_RIFF = {
    b"WEBP": MediaType("image/webp"),
    b"WAVE": MediaType("audio/wav"),
    b"AVI ": MediaType("video/avi"),
}
BRANDS = {
    b"avif": "image/avif",
    b"heic": "image/heic",
    b"mif1": "image/heif",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
"""Brands of ISO base media files that are no plain video."""


def media_type_of(head: bytes) -> MediaType:
    """The kind a file's first bytes tell; never by its name, which anybody may give."""
    for start, kind in STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF":
        return INSIDE_RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return MediaType(BRANDS.get(head[8:12], "video/mp4"))
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:  # a frame of MPEG layer III
        return MediaType("audio/mpeg")
    if head[4:8] == b"jumb" and b"c2pa" in head:
        return MediaType(SIDECAR_TYPE, embeds=False)
    return UNKNOWN


def media_type_of_file(path: Path) -> MediaType:
    """The kind of a file on disk."""
    with path.open("rb") as stream:
        return media_type_of(stream.read(HEAD))
