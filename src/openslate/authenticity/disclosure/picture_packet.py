"""The disclosure in a picture's XMP, kept where its format keeps it; and what a file states."""

import warnings
from dataclasses import replace
from pathlib import Path

from PIL import Image

from openslate.authenticity.disclosure.containers import Statement, stated_source_type
from openslate.authenticity.disclosure.xmp import source_type_in, with_disclosure
from openslate.authenticity.media.carried import Carried, carried_by
from openslate.authenticity.media.glimpse import FORMATS
from openslate.authenticity.media.media_type import MediaKind, sniff_file
from openslate.authenticity.media.pictures import BROKEN, USUAL, Picture
from openslate.common.errors import SlateError

XMP_TAG = 700
"""Where TIFF keeps XMP."""


def stated_on(picture: Picture, said: Statement) -> Picture:
    """The picture with a statement in its XMP; all else it carries stays. Raises SlateError."""
    packet = with_disclosure(_packet(picture.carried), said.source_type, said.sentence)
    tags = picture.carried.tags
    if picture.format == "TIFF":
        tags = {**tags, XMP_TAG: packet}
    return replace(picture, carried=replace(picture.carried, xmp=packet, tags=tags))


def source_type_of(path: Path) -> str | None:
    """The code of the source type that a file's metadata state; None where they state none."""
    media_type = sniff_file(path)
    if media_type is None or media_type.kind is MediaKind.MANIFEST:
        return None
    if media_type.kind is MediaKind.PICTURE:
        return _of_picture(path)
    try:
        return stated_source_type(path, media_type)
    except SlateError:
        return None


def _packet(carried: Carried) -> bytes | None:
    found = carried.xmp or carried.tags.get(XMP_TAG)
    return found if isinstance(found, bytes) else None


def _of_picture(path: Path) -> str | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a strange header is no matter here
            with Image.open(path, formats=FORMATS) as image:
                if image.width * image.height > USUAL.most_pixels:
                    return None
                if image.format == "PNG":
                    image.load()  # its texts may stand after the pixels
                return source_type_in(_packet(carried_by(image, path)))
    except (Image.DecompressionBombError, *BROKEN):
        return None
