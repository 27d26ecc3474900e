"""The stills of a folder with palettes, tags, credits and alt texts."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from openslate.assistant.look_books.embedded_words import embedded_words
from openslate.assistant.look_books.palette import palette
from openslate.assistant.look_books.sidecars import StillWords, read_sidecars, sidecar_of
from openslate.assistant.look_books.still import Still
from openslate.common.errors import SlateError

KINDS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"})
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
MOST_PIXELS = 150_000_000
MOST_FILES = 5_000
SHOWN = 1_200
"""Longest side, in pixels, of a still in a document."""


@dataclass(frozen=True)
class FoundStills:
    """Stills by name, and a sentence for each file that could not be read."""

    stills: tuple[Still, ...]
    problems: tuple[str, ...]


def read_stills(folder: Path) -> FoundStills:
    """Every picture of a folder and the folders in it; raises SlateError where there is none."""
    if not folder.is_dir():
        raise SlateError("There is no such folder", where=str(folder), do="Name a folder of stills")
    files = sorted(_files(folder))[:MOST_FILES]
    if not files:
        raise SlateError(
            "There are no pictures in the folder",
            where=str(folder),
            do="Put JPEG, PNG, WebP or TIFF files there",
        )
    tables: dict[Path, dict[str, StillWords]] = {}
    stills, problems = [], []
    for path in files:
        if path.parent not in tables:
            tables[path.parent] = read_sidecars(path.parent)
        try:
            stills.append(_still(path, tables[path.parent].get(path.name) or sidecar_of(path)))
        except SlateError as error:
            problems.append(str(error))
    return FoundStills(tuple(stills), tuple(problems))


def jpeg_of(path: Path, side: int = SHOWN) -> bytes:
    """A small copy, upright, without what the file says of itself; raises SlateError."""
    with _opened(path) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((side, side))
        target = BytesIO()
        upright.save(target, "JPEG", quality=82)
        return target.getvalue()


def _still(path: Path, beside: StillWords | None) -> Still:
    with _opened(path) as picture:
        told = embedded_words(picture)
        size = picture.size
        colours = palette(picture)
    said = beside or StillWords()
    return Still(
        path,
        *size,
        palette=colours,
        title=said.title or told["title"],
        alt=said.alt or told["alt"],
        credit=said.credit or told["credit"],
        tags=tuple(dict.fromkeys((*said.tags, *told["tags"]))),
    )


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix.lower() in KINDS and path.is_file() and not path.is_symlink():
            yield path


def _opened(path: Path) -> Image.Image:
    """A picture that was begun to be read; how large it is is looked at first."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # bombs are looked for below, by our own measure
            picture = Image.open(path, formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            picture.close()
            raise SlateError("The picture is too large", where=str(path))
        picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise SlateError("The picture cannot be read", where=str(path)) from error
    return picture
