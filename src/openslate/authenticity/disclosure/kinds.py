"""What content is to whoever meets it: something to look at, to hear or to read."""

from enum import StrEnum
from pathlib import Path

from openslate.authenticity.media.media_type import MediaKind, sniff_file
from openslate.common.errors import SlateError

HEAD = 1 << 16
CUT = 3
"""Bytes that a character of UTF-8 may miss where the head ends."""


class ContentKind(StrEnum):
    """How a label is put on it: drawn, drawn on frames, spoken or written."""

    PICTURE = "picture"
    VIDEO = "video"
    SOUND = "sound"
    TEXT = "text"


def content_kind(path: Path) -> ContentKind:
    """The kind of a file, by its first bytes; raises SlateError for what is none of these."""
    try:
        media_type = sniff_file(path)
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise SlateError(
            f"The file could not be read ({error.strerror})", where=path.name, do="Name another"
        ) from None
    if media_type is not None and media_type.kind is not MediaKind.MANIFEST:
        return ContentKind(media_type.kind.value)
    if media_type is None and _is_text(head):
        return ContentKind.TEXT
    raise SlateError(
        "It is no picture, video, sound or text that Slate knows",
        where=path.name,
        do="Publish it in a format such as JPEG, PNG, MP4, WAV, MP3 or text in UTF-8",
    )


def _is_text(head: bytes) -> bool:
    if not head.strip() or b"\0" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start >= HEAD - CUT
    return True
