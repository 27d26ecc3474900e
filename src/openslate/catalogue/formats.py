"""The catalogue formats that can be read, by the name people type."""

from openslate.catalogue.readers.movielens import MovieLensReader
from openslate.catalogue.readers.wiki_films import WikiFilmsReader
from openslate.catalogue.readers.wikidata_films import WikidataFilmsReader
from openslate.catalogue.record import Reader

CATALOGUE_READERS: dict[str, Reader] = {
    reader.name: reader for reader in (MovieLensReader(), WikidataFilmsReader(), WikiFilmsReader())
}
