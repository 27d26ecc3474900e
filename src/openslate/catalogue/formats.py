"""The catalogue formats that can be read, by the name people type."""

from openslate.catalogue.readers.ebucore import EbucoreReader
from openslate.catalogue.readers.mec import MecReader
from openslate.catalogue.readers.movielens import MovieLensReader
from openslate.catalogue.readers.movielens_folder import MovieLensFolderReader
from openslate.catalogue.readers.rdf import RdfReader
from openslate.catalogue.readers.schema_org import SchemaOrgReader
from openslate.catalogue.readers.wikidata_films import WikidataFilmsReader
from openslate.catalogue.readers.wikidata_json import WikidataJsonReader
from openslate.catalogue.readers.xmltv import XmltvReader
from openslate.catalogue.record import Reader

CATALOGUE_READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        MovieLensReader(),
        WikidataFilmsReader(),
        MecReader(),
        EbucoreReader(),
        XmltvReader(),
        SchemaOrgReader(),
        WikidataJsonReader(),
        RdfReader(),
        MovieLensFolderReader(),
    )
}
