"""A marked copy of a file: a picture, a sound or a video, in the format that it had."""

from pathlib import Path

from openslate.authenticity.marks import picture, sound
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.video import VideoMarker
from openslate.authenticity.media.media_type import MediaKind, sniff_file
from openslate.authenticity.media.pictures import read_picture, write_picture
from openslate.authenticity.media.sound import Sound, read_sound
from openslate.authenticity.media.sound_files import check_writable, write_sound
from openslate.authenticity.media.sound_tracks import can_be_replaced
from openslate.authenticity.media.video_files import rewrite_video
from openslate.common.errors import SlateError

LONGEST = 3600.0
"""Seconds of sound that are marked at once, in memory."""


def mark_copy(source: Path, target: Path, mark_id: int, key: MarkKey) -> tuple[MediaKind, ...]:
    """Write a copy with a mark, whole or not at all; tells what bears it, picture or sound or both.

    Pictures keep format, depth, profile, alpha and metadata, sounds format, rate and metadata.
    Videos are encoded anew, their metadata kept; their first sound is marked too where there is
    room in it, and others are kept. Raises SlateError, also where there is no room for a mark.
    """
    media_type = sniff_file(source)
    kind = None if media_type is None else media_type.kind
    if kind is MediaKind.PICTURE:
        seen = read_picture(source)
        write_picture(seen.with_pixels(picture.embed(seen.pixels, mark_id, key)), target)
        return (MediaKind.PICTURE,)
    if kind is MediaKind.SOUND:
        check_writable(source)
        write_sound(_marked_sound(source, mark_id, key), source, target)
        return (MediaKind.SOUND,)
    if kind is MediaKind.VIDEO:
        track = _marked_track(source, mark_id, key)
        rewrite_video(source, target, VideoMarker(mark_id, key).frames, track)
        return (MediaKind.PICTURE,) if track is None else (MediaKind.PICTURE, MediaKind.SOUND)
    raise SlateError(
        "Only pictures, sound and video can be marked",
        where=source.name,
        do="Sign it; a signature can lie beside any file",
    )


def _marked_track(source: Path, mark_id: int, key: MarkKey) -> Sound | None:
    """A video's sound with a mark; None where it has none, or none with room for a mark."""
    try:
        return _marked_sound(source, mark_id, key) if can_be_replaced(source) else None
    except SlateError:
        return None


def _marked_sound(source: Path, mark_id: int, key: MarkKey) -> Sound:
    """The sound with a mark that was read again; raises SlateError where there is no room."""
    heard = read_sound(source, longest=LONGEST + 1)
    if heard.seconds > LONGEST:
        raise SlateError(
            "The sound is longer than an hour", where=source.name, do="Mark it in parts"
        )
    try:
        samples = sound.embed(heard.samples, heard.rate, mark_id, key)
    except SlateError as error:
        raise SlateError(error.what, where=source.name, do=error.do) from None
    if sound.detect(samples, heard.rate, key).mark_id != mark_id:
        raise SlateError(
            "The sound is too quiet or too plain to hold a mark",
            where=source.name,
            do="Sign and register it; it is known again by fingerprint",
        )
    return Sound(samples, heard.rate)
