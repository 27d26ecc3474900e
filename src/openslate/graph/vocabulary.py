"""One vocabulary for graph terms and table columns; no other module spells either out.

Terms come from schema.org where it has one, then Dublin Core and PROV, then Slate's own
namespace. A `Field` ties a term of the record plane to a column of the feature plane.
"""

from dataclasses import dataclass
from typing import Literal

SCHEMA = "https://schema.org/"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SHACL = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SLATE = "https://openslate.org/ns#"
DATA = "urn:slate:"

Kind = Literal["text", "integer", "number", "date", "boolean"]


@dataclass(frozen=True)
class Field:
    """One thing that can be known of an item.

    `column` names it in records, frames and rules; `iri` names it in the graph; `many` fields
    hold lists; `role` marks credits (their values are people).
    """

    column: str
    iri: str
    kind: Kind
    about: str
    many: bool = False
    role: str | None = None


FIELDS: tuple[Field, ...] = (
    Field("name", SCHEMA + "name", "text", "Name as the winning source writes it"),
    Field("work_type", SLATE + "workType", "text", "What it is: movie, series, episode, ..."),
    Field("alternate_names", SCHEMA + "alternateName", "text", "Other names", many=True),
    Field("description", SCHEMA + "description", "text", "What it is about, in prose"),
    Field("series", SCHEMA + "partOfSeries", "text", "Name of the series it is part of"),
    Field("season_number", SCHEMA + "seasonNumber", "integer", "Season within the series"),
    Field("episode_number", SCHEMA + "episodeNumber", "integer", "Episode within the season"),
    Field("year", SLATE + "year", "integer", "Year of first release"),
    Field("release_date", SCHEMA + "datePublished", "date", "Day of first release"),
    Field("runtime", SCHEMA + "duration", "integer", "Running time in minutes"),
    Field("age_rating", SCHEMA + "contentRating", "text", "Age rating as given, e.g. PG-13"),
    Field("age_rating_system", SLATE + "ageRatingSystem", "text", "Whose rating, e.g. MPA"),
    Field("minimum_age", SLATE + "minimumAge", "integer", "Youngest age the rating allows"),
    Field("genres", SCHEMA + "genre", "text", "Genres", many=True),
    Field("countries", SCHEMA + "countryOfOrigin", "text", "ISO 3166-1 alpha-2", many=True),
    Field("languages", SCHEMA + "inLanguage", "text", "BCP 47 language tags", many=True),
    Field("directors", SCHEMA + "director", "text", "Directors", many=True, role="director"),
    Field("writers", SCHEMA + "author", "text", "Writers", many=True, role="writer"),
    Field("producers", SCHEMA + "producer", "text", "Producers", many=True, role="producer"),
    Field("composers", SCHEMA + "musicBy", "text", "Composers", many=True, role="composer"),
    Field("cast", SCHEMA + "actor", "text", "Cast", many=True, role="actor"),
    Field("companies", SCHEMA + "productionCompany", "text", "Companies", many=True),
    Field("tags", SCHEMA + "keywords", "text", "Editors' and suppliers' tags", many=True),
    Field("critics_score", SLATE + "criticsScore", "integer", "Favourable reviews, per cent"),
    Field("metacritic", SLATE + "metacritic", "integer", "Metacritic score, 0 to 100"),
    Field("box_office", SLATE + "boxOffice", "number", "Box office in US dollars"),
    Field("oscars", SLATE + "oscars", "integer", "Academy Awards won"),
    Field("imdb_id", SLATE + "imdbId", "text", "IMDb id, e.g. tt0114746"),
    Field("identifiers", SCHEMA + "identifier", "text", "Other ids as scheme:value", many=True),
)
AVAILABILITY_FIELDS: tuple[Field, ...] = (
    Field("of_source", SLATE + "ofSource", "text", "Source whose record the window is about"),
    Field("of_record", SLATE + "ofRecord", "text", "Record the window is about"),
    Field("name", SCHEMA + "name", "text", "Name of the film, for sheets that know no record"),
    Field("year", SLATE + "year", "integer", "Year of the film, to tell namesakes apart"),
    Field("territory", SLATE + "territory", "text", "ISO 3166-1 alpha-2, or world"),
    Field("starts", SLATE + "starts", "date", "First day of the window; none: always has been"),
    Field("ends", SLATE + "ends", "date", "First day after the window; none: open"),
    Field("licence_type", SLATE + "licenceType", "text", "Kind of licence, e.g. subscription"),
    Field("audience", SCHEMA + "audience", "text", "Whom the licence covers; none: everyone"),
    Field("price_type", SLATE + "priceType", "text", "Kind of price, e.g. tier or WSP"),
    Field("price", SCHEMA + "price", "number", "Price in the currency of the contract"),
    Field("currency", SCHEMA + "priceCurrency", "text", "ISO 4217 code of the price's currency"),
    Field("of_identifier", SLATE + "ofIdentifier", "text", "Id of the film as scheme:value"),
)
"""What a sheet of rights windows says; a window is a record of its own, not a field of a film."""

FIELD = {field.column: field for field in FIELDS}
CREDIT_FIELDS = tuple(field for field in FIELDS if field.role)


WORK_TYPES: dict[str, str] = {
    "movie": SCHEMA + "Movie",
    "short": SCHEMA + "Movie",
    "series": SCHEMA + "TVSeries",
    "season": SCHEMA + "TVSeason",
    "episode": SCHEMA + "TVEpisode",
    "programme": SCHEMA + "CreativeWork",  # broadcast, and neither film nor series
    "clip": SCHEMA + "Clip",
    "person": SCHEMA + "Person",
}
"""Values of `work_type` and the class of each; what says nothing of its type is a movie."""


class Terms:
    """Terms of the graph that are not fields of an item."""

    TYPE = RDF + "type"
    MOVIE = SCHEMA + "Movie"
    PERSON = SCHEMA + "Person"
    IDENTIFIER = DCTERMS + "identifier"
    SOURCE = DCTERMS + "source"
    LICENCE = DCTERMS + "license"
    TITLE = DCTERMS + "title"
    REPLACED_BY = DCTERMS + "isReplacedBy"
    DELIVERY = SLATE + "Delivery"
    KIND = SLATE + "kind"
    READER = SLATE + "reader"
    LIST_ORDER = SLATE + "listOrder"
    DIGEST = SLATE + "digest"
    LINK = SLATE + "IdentityLink"
    LEFT = SLATE + "left"
    RIGHT = SLATE + "right"
    CONFIDENCE = SLATE + "confidence"
    METHOD = SLATE + "method"
    EVIDENCE = SLATE + "evidence"
    CONTRIBUTIONS = SLATE + "contributions"
    STATUS = SLATE + "status"
    DECIDED_BY = SLATE + "decidedBy"
    RECORD_OF = SLATE + "recordOf"
    WINDOW_OF = SLATE + "windowOf"
    ROW = SLATE + "row"
    ROWS = SLATE + "rows"
    TRUST = SLATE + "trust"
    FILE_HASH = SLATE + "fileHash"
    COMPLETE = SLATE + "complete"
    SCOPE = SLATE + "scope"
    ARRIVAL = SLATE + "arrival"  # deliveries in the order in which they came
    GONE = SLATE + "gone"  # a record that an update says is no more
    HISTORY = SLATE + "history"
    WITHDRAWN_AT = PROV + "invalidatedAtTime"
    WITHDRAWN_BY = PROV + "wasInvalidatedBy"
    WITHDRAWN_BECAUSE = SLATE + "withdrawnBecause"
    GENERATED_AT = PROV + "generatedAtTime"
    AVAILABILITY = SLATE + "Availability"
    NO_COUNTERPART = SLATE + "withoutCounterpartIn"  # of a term: an ontology that lacks it
    SUGGESTION = SLATE + "suggestion"  # of a shape: what to do where it does not hold
    CONCEPT = SKOS + "Concept"  # a topic that norms are about
    PREF_LABEL = SKOS + "prefLabel"
    ALT_LABEL = SKOS + "altLabel"
    BROADER = SKOS + "broader"
    DEFINITION = SKOS + "definition"
    NORM = SLATE + "Norm"
    ABOUT = SLATE + "about"  # of a norm: its topic
    STANCE = SLATE + "stance"
    SEVERITY = SLATE + "severity"
    FLOOR = SLATE + "floor"
    CONDITION = SLATE + "condition"
    BECAUSE = SLATE + "because"
    OBLIGATION = SLATE + "obligation"
    EXCEPTION = SLATE + "exception"
    NORM_EXCEPTION = SLATE + "NormException"
    MEANT_FOR = SLATE + "meantFor"  # of a norm: a message that it is about
    NOT_MEANT_FOR = SLATE + "notMeantFor"
    OWNER = SLATE + "owner"
    REVIEW = SLATE + "reviewBy"


class Graphs:
    """The named graphs that are not deliveries."""

    CANONICAL = DATA + "graph:canonical"
    LINKS = DATA + "graph:links"
    DELIVERIES = DATA + "graph:deliveries"
    NORMS = DATA + "graph:norms"


class Columns:
    """Column names of the feature plane beside those in `FIELDS`."""

    ITEM = "item"  # dense item index, 0 .. n-1
    ID = "id"  # stable item id, e.g. i3f2a...
    SOURCE = "source"
    RECORD = "record"  # a source's own id of an item
    ROW = "row"
    OF_SOURCE = "of_source"  # the source and record that a rights window is about
    OF_RECORD = "of_record"
    LEFT_SOURCE = "left_source"
    LEFT_RECORD = "left_record"
    RIGHT_SOURCE = "right_source"
    RIGHT_RECORD = "right_record"
    LEFT_ITEM = "left_item"
    RIGHT_ITEM = "right_item"
    DECIDED_BY = "decided_by"
    REPLACED_BY = "replaced_by"
    FIELD = "field"
    VALUE = "value"
    WON = "won"
    PERSON = "person"
    ROLE = "role"
    POSITION = "position"  # of a credit its place in the list, of an event seconds into the item
    TAG = "tag"
    TAG_KIND = "kind"
    COUNTRY = "country"
    LANGUAGE = "language"
    DIRECTOR = "director"
    SOURCES = "sources"
    TERRITORY = "territory"
    STARTS = "starts"
    ENDS = "ends"
    LICENCE_TYPE = "licence_type"
    AUDIENCE = "audience"
    PRICE_TYPE = "price_type"
    PRICE = "price"
    OF_IDENTIFIER = "of_identifier"
    VIEWER = "viewer"
    AGE = "age"
    GENDER = "gender"
    OCCUPATION = "occupation"
    EVENT = "event"
    RATING = "rating"
    AT = "at"
    QUERY = "query"
    EVENT_ID = "event_id"
    PURPOSES = "purposes"
    PURPOSE = "purpose"
    GIVEN_AT = "given_at"
    SEGMENT = "segment"
    AVAILABLE = "available"
    AVAILABLE_FROM = "available_from"
    AVAILABLE_UNTIL = "available_until"
    VIEWINGS = "viewings"
    HAS_HISTORY = "has_history"
    SOURCE_REPUTATION = "source_reputation"
    SOURCE_REPUTATION_AT_MOST = "source_reputation_at_most"
    PRODUCER_REPUTATION = "producer_reputation"
    PRODUCER_REPUTATION_AT_MOST = "producer_reputation_at_most"
    SHAPE = "shape"  # the check that found something
    HEADING = "heading"  # what a check is called
    KNOWN = "known"  # how many records say something of a field
    VERSION = "version"
    SEVERITY = "severity"
    SENTENCE = "sentence"
    SUGGESTION = "suggestion"
    SOMETIME = "sometime"  # available on one day of a range at least
    THROUGHOUT = "throughout"  # available on every day of a range
    DAYS = "days"
    LEFT = "left"
    RIGHT = "right"
    CLUSTER = "cluster"
    CONFIDENCE = "confidence"
    METHOD = "method"
    EVIDENCE = "evidence"
    CONTRIBUTIONS = "contributions"  # JSON: [[what was compared, what it added], ...]
    STATUS = "status"
    GRAPH = "graph"  # of deliveries: the named graph, and what the log knows of it
    KIND = "kind"
    SCOPE = "scope"
    FILE_NAME = "file_name"
    FILE_HASH = "file_hash"
    RECEIVED_AT = "received_at"
    LICENCE = "licence"
    TRUST = "trust"
    READER = "reader"
    RECORDS = "records"
    TRIPLES = "triples"
    CURRENT = "current"
    WITHDRAWN_AT = "withdrawn_at"
    WITHDRAWN_BY = "withdrawn_by"
    WITHDRAWN_BECAUSE = "withdrawn_because"
