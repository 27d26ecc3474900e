"""The catalogue formats that can be read, by the name people type, and how each is recognised."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openslate.catalogue.intake import first_bytes
from openslate.catalogue.readers.avails import AvailsReader
from openslate.catalogue.readers.avails_sheets import is_avails
from openslate.catalogue.readers.movielens import MovieLensReader
from openslate.catalogue.readers.sqlite_file import MAGIC
from openslate.catalogue.readers.wiki_films import WikiFilmsReader
from openslate.catalogue.readers.wikidata_films import WikidataFilmsReader
from openslate.catalogue.record import Reader

Recogniser = Callable[[Path, bytes], bool]
"""Told the file and its first 4,096 bytes, unpacked; says whether the format is this one."""


@dataclass(frozen=True)
class Format:
    """A reader and how its files are recognised, by content and never by name."""

    reader: Reader
    recognises: Recogniser


def _is_wiki_films(start: bytes) -> bool:
    return start.lstrip().startswith(b"[") and b'"href"' in start and b'"title"' in start


FORMATS: tuple[Format, ...] = (
    Format(MovieLensReader(), lambda _path, start: start.startswith(b"item_id:token\tmovie_title")),
    Format(WikidataFilmsReader(), lambda _path, start: start.startswith(MAGIC)),
    Format(WikiFilmsReader(), lambda _path, start: _is_wiki_films(start)),
    Format(AvailsReader(), lambda path, _start: is_avails(path)),
)
"""In the order in which a file is tried."""
CATALOGUE_READERS: dict[str, Reader] = {f.reader.name: f.reader for f in FORMATS}


def detect_format(path: Path) -> Reader | None:
    """The reader of a file's format, by its content; None for tables that need a mapping.

    Raises SlateError when there is no such file or it is empty.
    """
    start = first_bytes(path)
    return next((f.reader for f in FORMATS if f.recognises(path, start)), None)
