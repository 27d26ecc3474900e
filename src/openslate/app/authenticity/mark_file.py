"""Putting an invisible mark into files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openslate.authenticity.marks import picture, sound
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import new_mark_id
from openslate.authenticity.media.media_type import MediaKind, sniff_file
from openslate.authenticity.media.pictures import read_picture, write_picture
from openslate.authenticity.media.sound import Sound, read_sound
from openslate.authenticity.media.sound_files import check_writable, write_sound
from openslate.common.errors import SlateError
from openslate.store.register import mark_text

LONGEST = 3600.0
"""Seconds of sound that are marked at once, in memory."""


@dataclass(frozen=True)
class MarkFile:
    """Writes a marked copy of a picture or a sound: same format, depth and metadata, and of
    pictures the profile and alpha too.

    Every file gets an id of its own, drawn at random. Its content credential does not survive, so
    mark first and sign then. Work of a `LibraryRun`.
    """

    key: MarkKey

    @property
    def name(self) -> str:
        """Names the work."""
        return "mark"

    def __call__(self, source: Path, target: Path) -> Mapping[str, Any]:
        """Write a marked copy to `target`; tells its mark. Raises SlateError."""
        media_type = sniff_file(source)
        kind = None if media_type is None else media_type.kind
        mark = new_mark_id()
        if kind is MediaKind.PICTURE:
            seen = read_picture(source)
            write_picture(seen.with_pixels(picture.embed(seen.pixels, mark, self.key)), target)
        elif kind is MediaKind.SOUND:
            write_sound(self._marked(source, mark), source, target)
        else:
            raise SlateError(
                "Only pictures and sound can be marked so far",
                where=source.name,
                do="Sign and register video, which is known again by fingerprint",
            )
        return {"mark": mark_text(mark)}

    def _marked(self, source: Path, mark: int) -> Sound:
        """The sound with a mark that was read again; raises SlateError where there is no room."""
        check_writable(source)
        heard = read_sound(source, longest=LONGEST + 1)
        if heard.seconds > LONGEST:
            raise SlateError(
                "The sound is longer than an hour", where=source.name, do="Mark it in parts"
            )
        try:
            samples = sound.embed(heard.samples, heard.rate, mark, self.key)
        except SlateError as error:
            raise SlateError(error.what, where=source.name, do=error.do) from None
        if sound.detect(samples, heard.rate, self.key).mark_id != mark:
            raise SlateError(
                "The sound is too quiet or too plain to hold a mark",
                where=source.name,
                do="Sign and register it; it is known again by fingerprint",
            )
        return Sound(samples, heard.rate)
