"""The catalogue formats that can be read, by the name people type, and how each is recognised."""

import os
from dataclasses import dataclass
from pathlib import Path

from openslate.catalogue.intake import first_bytes
from openslate.catalogue.readers import ebucore, mec
from openslate.catalogue.readers.avails import AvailsReader
from openslate.catalogue.readers.avails_sheets import is_avails
from openslate.catalogue.readers.ebucore import EbucoreReader
from openslate.catalogue.readers.mec import MecReader
from openslate.catalogue.readers.movielens import MovieLensReader
from openslate.catalogue.readers.movielens_folder import FILMS, MovieLensFolderReader
from openslate.catalogue.readers.rdf import RdfReader
from openslate.catalogue.readers.schema_org import SchemaOrgReader
from openslate.catalogue.readers.sqlite_file import MAGIC
from openslate.catalogue.readers.wiki_films import WikiFilmsReader
from openslate.catalogue.readers.wikidata_films import WikidataFilmsReader
from openslate.catalogue.readers.wikidata_json import WikidataJsonReader
from openslate.catalogue.readers.xmltv import XmltvReader
from openslate.catalogue.recognise import (
    Recogniser,
    any_of,
    holds,
    is_rdf,
    starts_with,
    xml_root,
    zip_of,
    zip_with,
)
from openslate.catalogue.record import Reader


@dataclass(frozen=True)
class Format:
    """A reader and how its files are recognised, by content and never by name."""

    reader: Reader
    recognises: Recogniser


FORMATS: tuple[Format, ...] = (
    Format(MovieLensReader(), starts_with(b"item_id:token\tmovie_title")),
    Format(MovieLensFolderReader(), any_of(starts_with(b"movieId,title,genres"), zip_with(*FILMS))),
    Format(WikidataFilmsReader(), starts_with(MAGIC)),
    Format(MecReader(), any_of(xml_root(mec.ROOTS), zip_of(".xml"))),
    Format(EbucoreReader(), xml_root(ebucore.ROOTS)),
    Format(XmltvReader(), xml_root(("tv",))),
    Format(RdfReader(), is_rdf),
    Format(WikidataJsonReader(), any_of(holds(b'"claims"'), holds(b'"labels"'))),
    Format(SchemaOrgReader(), any_of(holds(b'"@context"'), holds(b"application/ld+json"))),
    Format(WikiFilmsReader(), holds(b'"title"', b'"href"')),
    Format(AvailsReader(), lambda path, _start: is_avails(path)),
)
"""In the order in which a file is tried."""
CATALOGUE_READERS: dict[str, Reader] = {f.reader.name: f.reader for f in FORMATS}


def detect_format(path: Path) -> Reader | None:
    """The reader of a file's format, by its content; None for tables that need a mapping.

    Raises SlateError when there is no such file or it is empty.
    """
    if os.path.isdir(path):  # False, never an error, for a name that is too long
        return MovieLensFolderReader() if any((path / name).exists() for name in FILMS) else None
    start = first_bytes(path)
    return next((f.reader for f in FORMATS if f.recognises(path, start)), None)
