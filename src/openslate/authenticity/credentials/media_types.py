"""What the C2PA library calls a kind of file, and whether a credential fits into it."""

from dataclasses import dataclass
from pathlib import Path

from openslate.authenticity.media.media_type import C2PA, HEAD, sniff

OTHER = "application/octet-stream"
SIDECAR_TYPE = C2PA.mime
SIDECAR = ".c2pa"
EMBEDS = frozenset(
    {
        "image/jpeg", "image/png", "image/gif", "image/tiff", "image/webp", "image/avif",
        "image/heic", "audio/wav", "audio/mpeg", "audio/flac", "audio/mp4", "video/mp4",
        "video/quicktime", "video/avi",
    }
)  # fmt: skip
"""Kinds that hold a credential; it lies beside all others."""
LIBRARY_NAMES = {"video/x-msvideo": "video/avi"}


@dataclass(frozen=True)
class FileKind:
    """A kind of file: `name` as the library has it, `embeds` whether a credential fits into it."""

    name: str
    embeds: bool = True


def media_type_of(head: bytes) -> FileKind:
    """The kind a file's first bytes tell; never by its name, which anybody may give."""
    found = sniff(head)
    name = OTHER if found is None else LIBRARY_NAMES.get(found.mime, found.mime)
    if name in EMBEDS or name == SIDECAR_TYPE:
        return FileKind(name, name in EMBEDS)
    return FileKind(OTHER, embeds=False)


def media_type_of_file(path: Path) -> FileKind:
    """The kind of a file on disk."""
    with path.open("rb") as stream:
        return media_type_of(stream.read(HEAD))
