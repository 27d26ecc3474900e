"""A work described in schema.org terms, as JSON-LD or any other RDF writes it, as a record.

Source: schema.org's types Movie, TVSeries, TVSeason, TVEpisode, Clip and CreativeWork. A node is a
mapping of term to value or list of values: texts, numbers, or nodes in their turn. Terms of
schema.org stand without namespace, all others as full IRIs.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from openslate.catalogue.age_ratings import PREFERRED, GivenRating, rating_values, split_rating
from openslate.catalogue.genres import genres
from openslate.catalogue.languages_of_texts import language_rank
from openslate.catalogue.record import ProblemList, known
from openslate.catalogue.values.identifiers import identifier, identifier_fields, identifier_of_url
from openslate.catalogue.values.value_mapper import ValueMapper
from openslate.graph.vocabulary import DCTERMS, FIELDS, SCHEMA, SLATE

Node = Mapping[str, Any]
Finder = Callable[[str], str | None]
"""Gives the name of the thing that an id stands for, None when nobody says."""

WORK_TYPES = {
    "Movie": "movie",
    "TVSeries": "series",
    "CreativeWorkSeries": "series",
    "TVSeason": "season",
    "CreativeWorkSeason": "season",
    "TVEpisode": "episode",
    "Episode": "episode",
    "Clip": "clip",
    "TVClip": "clip",
    "MovieClip": "clip",
    "BroadcastEvent": "programme",
    "CreativeWork": "programme",
}
SCHEMA_SPELLINGS = (SCHEMA, SCHEMA.replace("https:", "http:"), "schema:", "sdo:")
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
OUTER = {
    "name": (LABEL, DCTERMS + "title", "http://purl.org/dc/elements/1.1/title", "headline"),
    "description": (DCTERMS + "description", DCTERMS + "abstract", "abstract"),
    "genre": (DCTERMS + "type",),
    "keywords": (DCTERMS + "subject",),
    "inLanguage": (DCTERMS + "language",),
    "datePublished": (DCTERMS + "issued", "dateCreated", DCTERMS + "date", "copyrightYear"),
    "alternateName": (DCTERMS + "alternative",),
    "author": ("creator", DCTERMS + "creator"),
    "actor": ("actors",),
    "director": ("directors",),
}
"""What is read where schema.org's own term says nothing."""
NUMBERS = ("critics_score", "metacritic", "oscars")
_OWN = {field.iri.removeprefix(SLATE): field for field in FIELDS if field.iri.startswith(SLATE)}
_EMPTY_ADDRESS = re.compile(r"^(_:|https?://|urn:)")


def types_of(node: Node) -> list[str]:
    """The schema.org types of a node, without namespace."""
    return [local(str(one)) for one in as_list(node.get("@type")) if isinstance(one, str)]


def work_type(node: Node) -> str | None:
    """What kind of work a node describes; None for a person, an organisation, anything else."""
    own = _text(first(node, SLATE + "workType"))
    kinds = [WORK_TYPES[name] for name in types_of(node) if name in WORK_TYPES]
    return (own or kinds[0]) if kinds else None


@lru_cache(maxsize=4096)
def local(term: str) -> str:
    """A schema.org term without its namespace, however that is spelled; others as they are.

    >>> local("http://schema.org/name"), local("dcterms:title")
    ('name', 'dcterms:title')
    """
    for spelling in SCHEMA_SPELLINGS:
        if term.startswith(spelling):
            return term.removeprefix(spelling)
    return term


def as_list(value: Any) -> list[Any]:
    """A value or a list of values as a list; JSON-LD's own lists are opened."""
    if isinstance(value, Mapping) and "@list" in value:
        value = value["@list"]
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def first(node: Node, term: str) -> Any:
    """The first value of a term, None when there is none."""
    return next(iter(as_list(node.get(term))), None)


def name_of(node: Node) -> str | None:
    """What a node is called."""
    for term in ("name", LABEL, "legalName"):
        for value in as_list(node.get(term)):
            if text := _text(value):
                return text
    return None


@dataclass(frozen=True)
class SchemaMapper:
    """Turns nodes into the values of records. `find` names what a node only refers to."""

    find: Finder
    problems: ProblemList
    languages: Sequence[str] = ("en",)
    rating_systems: Sequence[str] = PREFERRED

    def values(self, node: Node, row: int) -> dict[str, Any]:
        """The values that a node states, in the native vocabulary."""
        mapper = ValueMapper(row, self.problems)
        names, others = self._texts(node, "name"), self._texts(node, "alternateName")
        return known(
            {
                "name": next(iter(names), None),
                "work_type": work_type(node),
                "alternate_names": [n for n in [*names[1:], *others] if n not in names[:1]],
                "description": next(iter(self._texts(node, "description")), None),
                **self._places(node, mapper),
                **self._dates(node, mapper),
                "runtime": self._runtime(node, mapper),
                **self._rating(node, row),
                "genres": genres(self._words(node, "genre", row)),
                "countries": mapper.countries("countryOfOrigin", self._countries(node)),
                "languages": mapper.languages("inLanguage", self._spoken(node)),
                "directors": self._named(node, "director", row),
                "writers": self._named(node, "author", row),
                "producers": self._named(node, "producer", row),
                "composers": self._named(node, "musicBy", row),
                "cast": self._named(node, "actor", row),
                "companies": self._named(node, "productionCompany", row),
                "tags": self._words(node, "keywords", row),
                **self._numbers(node, mapper),
                **identifier_fields(self._identifiers(node)),
            }
        )

    def _all(self, node: Node, term: str) -> list[Any]:
        found = as_list(node.get(term))
        for other in OUTER.get(term, ()):
            found = found or as_list(node.get(other))
        return found

    def _texts(self, node: Node, term: str) -> list[str]:
        """Texts of a term, the most preferred language first."""
        found = [
            (language_rank(_language(value), self.languages), text)
            for value in self._all(node, term)
            if (text := _text(value))
        ]
        return list(dict.fromkeys(text for _, text in sorted(found, key=lambda one: one[0])))

    def _named(self, node: Node, term: str, row: int) -> list[str]:
        """Names of people or companies: written out, nested, or found by id in the file."""
        names = (self._name(value, term, row) for value in self._all(node, term))
        return [name for name in names if name]

    def _name(self, value: Any, term: str, row: int) -> str | None:
        if isinstance(value, Mapping) and "@value" not in value:
            inner = first(value, term)  # schema.org's Role stands between a work and its actor
            if name := name_of(value):
                return name
            if isinstance(inner, Mapping) and "@type" in value:
                return name_of(inner) or self._found(inner.get("@id"), term, row)
            return self._found(value.get("@id"), term, row)
        text = _text(value)
        if text and _EMPTY_ADDRESS.match(text):
            return self._found(text, term, row)
        return text

    def _found(self, key: Any, term: str, row: int) -> str | None:
        if not isinstance(key, str) or not key:
            return None
        name = self.find(key)
        if name is None:
            self.problems.add(row, term, key, "something that the file names")
        return name

    def _words(self, node: Node, term: str, row: int) -> list[str]:
        """Words in a list or, as schema.org allows too, in one text with commas."""
        found = self._named(node, term, row)
        if isinstance(node.get(term), str):
            found = [part for text in found for part in text.split(",")]
        return [word.strip() for word in found if word.strip()]

    def _places(self, node: Node, mapper: ValueMapper) -> dict[str, Any]:
        """Series, season and episode; the season may be a number or a node with one."""
        season = first(node, "partOfSeason") or first(node, "containedInSeason")
        series = first(node, "partOfSeries") or first(node, "partOfTVSeries")
        if series is None and isinstance(season, Mapping):
            series = first(season, "partOfSeries")
        number = first(node, "seasonNumber")
        if number is None and isinstance(season, Mapping):
            number = first(season, "seasonNumber")
        episode = first(node, "episodeNumber")
        return {
            "series": self._name(series, "partOfSeries", mapper.row) if series else None,
            "season_number": mapper.integer("seasonNumber", _text(number)),
            "episode_number": mapper.integer("episodeNumber", _text(episode)),
        }

    def _dates(self, node: Node, mapper: ValueMapper) -> dict[str, Any]:
        written = [text for v in self._all(node, "datePublished") if (text := _text(v))]
        stated = _text(first(node, SLATE + "year"))
        day = min(written, key=_earliest, default="")[:10]
        return {
            "year": mapper.year("datePublished", stated or day),
            "release_date": mapper.day("datePublished", day),
        }

    def _runtime(self, node: Node, mapper: ValueMapper) -> int | None:
        value = first(node, "duration") or first(node, "timeRequired")
        return mapper.minutes("duration", _text(value)) if value is not None else None

    def _rating(self, node: Node, row: int) -> dict[str, Any]:
        system = _text(first(node, SLATE + "ageRatingSystem"))
        given = [_given(value, system) for value in as_list(node.get("contentRating"))]
        values = rating_values(given, row, "contentRating", self.problems, self.rating_systems)
        stated = _text(first(node, SLATE + "minimumAge"))
        if stated and stated.isdecimal() and len(stated) < 3:
            values["minimum_age"] = int(stated)
        return values

    def _countries(self, node: Node) -> Iterator[str | None]:
        for value in self._all(node, "countryOfOrigin"):
            if isinstance(value, Mapping) and "@value" not in value:
                yield name_of(value) or self._found(value.get("@id"), "countryOfOrigin", 0)
            else:
                yield _text(value)

    def _spoken(self, node: Node) -> Iterator[str | None]:
        for value in self._all(node, "inLanguage"):
            nested = isinstance(value, Mapping) and "@value" not in value
            yield (
                (_text(first(value, "alternateName")) or name_of(value)) if nested else _text(value)
            )

    def _numbers(self, node: Node, mapper: ValueMapper) -> dict[str, Any]:
        """Slate's own numbers, which only its own exports state."""
        values: dict[str, Any] = {}
        for field in _OWN.values():
            text = _text(first(node, field.iri))
            if text and field.column in NUMBERS:
                values[field.column] = mapper.integer(field.column, text)
        money = _text(first(node, SLATE + "boxOffice"))
        if money:
            values["box_office"] = _amount(money)
        return values

    def _identifiers(self, node: Node) -> Iterator[str | None]:
        if imdb := _text(first(node, SLATE + "imdbId")):
            yield identifier("imdb", imdb)
        for value in as_list(node.get("identifier")):
            if isinstance(value, Mapping) and "@value" not in value:
                scheme, number = _text(first(value, "propertyID")), _text(first(value, "value"))
                yield identifier(scheme or "", number or "")
            elif text := _text(value):
                scheme, colon, number = text.partition(":")
                yield identifier_of_url(text) or (identifier(scheme, number) if colon else None)
        for value in as_list(node.get("titleEIDR")):
            yield identifier("eidr", _text(value) or "")
        addresses = [*as_list(node.get("sameAs")), node.get("@id")]
        for address in addresses:
            key = address.get("@id") if isinstance(address, Mapping) else address
            yield identifier_of_url(key) if isinstance(key, str) else None


def _earliest(day: str) -> tuple[str, int, str]:
    """The earliest year, and in it the earliest full day before any that are less exact."""
    return day[:4], -len(day[:10]), day


def _given(value: Any, system: str | None) -> GivenRating:
    """A rating as text, or as schema.org's Rating with its author."""
    if isinstance(value, Mapping) and "@value" not in value:
        author = first(value, "author")
        named = name_of(author) if isinstance(author, Mapping) else _text(author)
        system, value = named or system, _text(first(value, "ratingValue")) or name_of(value)
    text = _text(value) or ""
    return GivenRating(system, text) if system else split_rating(text)


def _text(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("@value")
    if isinstance(value, bool) or value is None or isinstance(value, Mapping | list):
        return None
    return " ".join(str(value).split()) if not isinstance(value, str) else value.strip() or None


def _language(value: Any) -> str | None:
    tag = value.get("@language") if isinstance(value, Mapping) else None
    return tag if isinstance(tag, str) else None


def _amount(text: str) -> float | None:
    try:
        amount = float(text)
    except ValueError:
        return None
    return amount if 0 <= amount < 1e15 else None
