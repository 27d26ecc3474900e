"""Putting an invisible mark into files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import new_mark_id
from openslate.authenticity.marks.picture import embed
from openslate.authenticity.marks.video import VideoMarker
from openslate.authenticity.media.media_type import MediaKind, sniff_file
from openslate.authenticity.media.pictures import read_picture, write_picture
from openslate.authenticity.media.video_files import rewrite_video
from openslate.common.errors import SlateError
from openslate.store.register import mark_text


@dataclass(frozen=True)
class MarkFile:
    """Writes a marked copy of a picture: same format, depth, profile, alpha and metadata.

    A video is encoded anew, its sound and metadata kept.

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
        mark = new_mark_id()
        if media_type is not None and media_type.kind is MediaKind.PICTURE:
            picture = read_picture(source)
            write_picture(picture.with_pixels(embed(picture.pixels, mark, self.key)), target)
        elif media_type is not None and media_type.kind is MediaKind.VIDEO:
            rewrite_video(source, target, VideoMarker(mark, self.key).frames)
        else:
            raise SlateError(
                "Only pictures and videos can be marked so far",
                where=source.name,
                do="Sign and register sound, which is known again by fingerprint",
            )
        return {"mark": mark_text(mark)}
