"""XMP in files of sound and video, where each format has its place for it (XMP, part 3).

ISO base media files: a box `uuid` at the end. RIFF: a chunk `_PMX`. MP3: an ID3 frame PRIV with the
owner XMP, which ffmpeg writes and reads. FLAC, Ogg, Matroska and WebM have no place for XMP: there
the code of the source type stands in a tag of its own.
"""

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from openslate.authenticity.credentials.source_types import source_code, source_uri
from openslate.authenticity.disclosure.xmp import source_type_in, with_disclosure
from openslate.authenticity.media.ffmpeg import streams
from openslate.authenticity.media.media_type import (
    AVI,
    FLAC,
    M4A,
    MATROSKA,
    MOV,
    MP3,
    MP4,
    OGG,
    WAV,
    WEBM,
    MediaType,
)
from openslate.common.errors import SlateError

XMP_UUID = UUID("be7acfcb-97a9-42e8-9c71-999491e3afac").bytes
TAG = "DIGITALSOURCETYPE"
PRIVATE = "id3v2_priv.XMP"
BOXED, RIFF, TAGGED = (MP4, MOV, M4A), (WAV, AVI), (FLAC, OGG, MATROSKA, WEBM)
LARGEST = 16 << 20
MOST_BOXES = 10_000
RIFF_LIMIT = (1 << 32) - 1


@dataclass(frozen=True)
class Statement:
    """What is written of a file: the code of its source type, and a sentence for people."""

    source_type: str
    sentence: str = ""


def metadata_arguments(
    media_type: MediaType, said: Statement, before: bytes | None = None
) -> list[str]:
    """What ffmpeg is told, where it is the one who writes; `before` is the packet there was.

    Raises SlateError for formats without a place for metadata.
    """
    told = {"comment": said.sentence} if said.sentence else {}
    if media_type in TAGGED:
        told[TAG] = source_uri(said.source_type)
    elif media_type is MP3:
        packet = with_disclosure(before, said.source_type, said.sentence)
        told[PRIVATE] = "".join(f"\\x{byte:02x}" for byte in packet)
    elif media_type not in (*BOXED, *RIFF):
        raise SlateError(
            f"Metadata can't be written into files of the kind {media_type.mime}",
            do="Convert it to MP4, WebM, WAV, FLAC, Ogg or MP3 first",
        )
    return [part for name, text in told.items() for part in ("-metadata", f"{name}={text}")]


def add_packet(
    path: Path, media_type: MediaType, said: Statement, before: bytes | None = None
) -> None:
    """Put the statement into a file that ffmpeg wrote, where it could not do so itself."""
    if media_type in BOXED:
        packet = XMP_UUID + with_disclosure(before, said.source_type, said.sentence)
        with path.open("ab") as file:
            file.write(struct.pack(">I4s", 8 + len(packet), b"uuid") + packet)
    elif media_type in RIFF:
        _append_chunk(path, with_disclosure(before, said.source_type, said.sentence))


def packet_in(path: Path, media_type: MediaType) -> bytes | None:
    """The XMP packet of a file of sound or video; None where there is none."""
    if media_type in BOXED:
        return _boxed(path)
    if media_type in RIFF:
        return _chunk(path)
    if media_type is MP3:
        return _unescaped(_tags(path, media_type).get(PRIVATE.upper(), "")) or None
    return None


def stated_source_type(path: Path, media_type: MediaType) -> str | None:
    """The code that a file of sound or video states; None where it states none."""
    if media_type not in TAGGED:
        return source_type_in(packet_in(path, media_type))
    told = _tags(path, media_type).get(TAG)
    return source_code(told) if told else None


def _tags(path: Path, media_type: MediaType) -> dict[str, str]:
    """Tags of the file and of its streams, their names in capitals."""
    told = streams(path, media_type)
    groups = (told.get("format", {}), *told.get("streams", ()))
    return {
        str(name).upper(): str(text)
        for group in groups
        for name, text in group.get("tags", {}).items()
    }


def _unescaped(text: str) -> bytes:
    """Bytes of a private frame as ffmpeg tells them: those out of ASCII as backslash, x, two."""
    return text.encode("latin-1", "replace").decode("unicode_escape").encode("latin-1")


def _boxed(path: Path) -> bytes | None:
    """The last XMP packet at the top of an ISO base media file."""
    found = None
    with path.open("rb") as file:
        for _ in range(MOST_BOXES):
            start = file.tell()
            head = file.read(16)
            if len(head) < 8:
                break
            size, kind = struct.unpack(">I4s", head[:8])
            skipped = 16 if size == 1 else 8
            if size == 1 and len(head) == 16:
                size = struct.unpack(">Q", head[8:])[0]
            if size < skipped:
                break
            file.seek(start + skipped)
            if kind == b"uuid" and size < LARGEST and file.read(16) == XMP_UUID:
                found = file.read(size - skipped - 16)
            file.seek(start + size)
    return found


def _chunk(path: Path) -> bytes | None:
    """The XMP packet of a RIFF file."""
    found = None
    with path.open("rb") as file:
        file.seek(12)
        for _ in range(MOST_BOXES):
            head = file.read(8)
            if len(head) < 8:
                break
            name, size = struct.unpack("<4sI", head)
            if name == b"_PMX" and size < LARGEST:
                found = file.read(size)
                size %= 2
            else:
                size += size % 2
            file.seek(size, 1)
    return found


def _append_chunk(path: Path, packet: bytes) -> None:
    """Put a chunk at the end of a RIFF file and count it in the file's head."""
    with path.open("r+b") as file:
        whole = file.read(4) == b"RIFF"
        end = file.seek(0, os.SEEK_END)
        if not whole or end + len(packet) > RIFF_LIMIT:
            raise SlateError(
                "The file is too large for its format to hold metadata",
                where=path.name,
                do="Convert it to MP4 or FLAC first",
            )
        file.write(b"\0" * (end % 2))
        file.write(struct.pack("<4sI", b"_PMX", len(packet)) + packet + b"\0" * (len(packet) % 2))
        size = file.tell() - 8
        file.seek(4)
        file.write(struct.pack("<I", size))
