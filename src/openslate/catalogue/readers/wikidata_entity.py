"""One entity of Wikidata as a record: which property says what, which rank counts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openslate.catalogue.age_ratings import PREFERRED, GivenRating, rating_values
from openslate.catalogue.genres import genres
from openslate.catalogue.languages_of_texts import language_rank
from openslate.catalogue.record import ProblemList, known
from openslate.catalogue.values.identifiers import identifier, identifier_fields
from openslate.catalogue.values.value_mapper import ValueMapper

INSTANCE_OF, SERIES, SEASON, ORDINAL = "P31", "P179", "P4908", "P1545"
GENRE, TITLE, PUBLISHED, DURATION = "P136", "P1476", "P577", "P2047"
KINDS = {
    **dict.fromkeys(("Q11424", "Q24869", "Q202866", "Q506240", "Q93204", "Q226730"), "movie"),
    **dict.fromkeys(("Q20650540", "Q229390", "Q29168811", "Q130232", "Q157443"), "movie"),
    "Q24862": "short",
    **dict.fromkeys(("Q5398426", "Q1259759", "Q581714", "Q526877", "Q63952888"), "series"),
    **dict.fromkeys(("Q117467246", "Q21188110"), "series"),
    "Q3464665": "season",
    **dict.fromkeys(("Q21191270", "Q1983062"), "episode"),
    "Q15416": "programme",
}
"""What an entity is an instance of, for classes that are works shown to viewers."""
NAMED = {
    "directors": "P57",
    "writers": "P58",
    "producers": "P162",
    "composers": "P86",
    "cast": "P161",
    "companies": "P272",
}
RATINGS = {
    "P1657": "MPA",
    "P1981": "FSK",
    "P2629": "BBFC",
    "P2758": "CNC",
    "P2684": "Kijkwijzer",
    "P3306": "ICAA",
    "P2756": "EIRIN",
    "P3156": "ACB",
    "P3216": "ClassInd",
    "P3818": "KMRB",
    "P5201": "IMDA",
    "P908": "PEGI",
}
IDS = {"P345": "imdb", "P2704": "eidr", "P4947": "tmdb", "P4983": "tmdb:tv"}
MINUTE_UNITS = {"Q7727": 1.0, "Q11574": 1 / 60, "Q25235": 60.0}
YEAR_PRECISION, DAY_PRECISION = 9, 11
SERIES_KINDS = ("season", "episode")
_SEASON_NAME = re.compile(r"season (\d{1,4})\b", re.I)
_OF_GENRE = re.compile(r" (?:film|movie|television series|television program|TV series)$")


def best_text(texts: Any, languages: Sequence[str]) -> str | None:
    """A label or description in the most preferred language that has one; None for no other."""
    if not isinstance(texts, Mapping):
        return None
    for language in languages:
        found = texts.get(language)
        if isinstance(found, Mapping) and isinstance(found.get("value"), str):
            return found["value"].strip() or None
    return None


def kind_of(entity: Mapping[str, Any]) -> str | None:
    """The `work_type` of an entity, None for one that is no work."""
    kinds = (KINDS.get(item) for item in _items(statements(entity, INSTANCE_OF)))
    return next(filter(None, kinds), None)


def statements(entity: Mapping[str, Any], prop: str) -> list[Mapping[str, Any]]:
    """Statements with a value: preferred ones alone where there are any, deprecated ones never."""
    claims = entity.get("claims")
    found = claims.get(prop) if isinstance(claims, Mapping) else None
    told = [s for s in found if isinstance(s, Mapping)] if isinstance(found, list) else []
    usable = [s for s in told if s.get("rank") != "deprecated" and _value(s) is not None]
    return [s for s in usable if s.get("rank") == "preferred"] or usable


@dataclass(frozen=True)
class EntityMapper:
    """Turns entities into the values of records; `find` names what they refer to."""

    find: Callable[[str], str | None]
    problems: ProblemList
    languages: Sequence[str] = ("en", "mul")
    rating_systems: Sequence[str] = PREFERRED

    def values(self, entity: Mapping[str, Any], row: int) -> dict[str, Any]:
        """The values an entity states, in the native vocabulary."""
        mapper = ValueMapper(row, self.problems)
        name = best_text(entity.get("labels"), self.languages)
        people = {field: self._names(entity, prop, row) for field, prop in NAMED.items()}
        return known(
            {
                "name": name,
                "work_type": kind_of(entity),
                "alternate_names": [other for other in self._others(entity) if other != name],
                "description": best_text(entity.get("descriptions"), self.languages),
                **self._places(entity, mapper),
                **_published(entity, mapper),
                "runtime": _runtime(entity, mapper),
                **self._rating(entity, row),
                "genres": genres([_genre(g) for g in self._names(entity, GENRE, row)]),
                "countries": mapper.countries("P495", self._names(entity, "P495", row)),
                "languages": mapper.languages("P364", self._names(entity, "P364", row)),
                **people,
                **identifier_fields(_identifiers(entity)),
            }
        )

    def _others(self, entity: Mapping[str, Any]) -> Iterator[str]:
        """Titles as the work itself bears them, then aliases in preferred languages."""
        for statement in statements(entity, TITLE):
            text = _value(statement)
            if isinstance(text, Mapping) and isinstance(text.get("text"), str):
                yield text["text"]
        aliases = entity.get("aliases")
        found = aliases.items() if isinstance(aliases, Mapping) else ()
        for language, texts in found:
            if language_rank(language, self.languages) < len(self.languages):
                yield from (t["value"] for t in texts if isinstance(t, Mapping) and "value" in t)

    def _names(self, entity: Mapping[str, Any], prop: str, row: int) -> list[str]:
        """Names of the entities a property points to; one the file does not name is told."""
        names = []
        for item in _items(statements(entity, prop)):
            name = self.find(item)
            if name is None:
                self.problems.add(row, prop, item, "an entity that the file names")
            else:
                names.append(name)
        return names

    def _rating(self, entity: Mapping[str, Any], row: int) -> dict[str, Any]:
        given = [
            GivenRating(system, value)
            for prop, system in RATINGS.items()
            for value in self._names(entity, prop, row)
        ]
        return rating_values(given, row, "rating", self.problems, self.rating_systems)

    def _places(self, entity: Mapping[str, Any], mapper: ValueMapper) -> dict[str, Any]:
        """Series, season and episode. A film's series is a row of films, which is another thing."""
        kind = kind_of(entity)
        if kind not in SERIES_KINDS:
            return {}
        series, season = statements(entity, SERIES), statements(entity, SEASON)
        names = [self.find(item) for item in _items(season)]
        named = _SEASON_NAME.search(names[0] or "") if names else None
        number = _ordinal(series) if kind == "season" else (named[1] if named else None)
        return {
            "series": next(iter(self._names(entity, SERIES, mapper.row)), None),
            "season_number": mapper.integer(SEASON, number),
            "episode_number": mapper.integer(
                ORDINAL, _ordinal(season) or _ordinal(series) if kind == "episode" else None
            ),
        }


def _value(statement: Mapping[str, Any]) -> Any:
    snak = statement.get("mainsnak")
    return _of_snak(snak) if isinstance(snak, Mapping) else None


def _of_snak(snak: Mapping[str, Any]) -> Any:
    data = snak.get("datavalue")
    return data.get("value") if isinstance(data, Mapping) else None


def _items(found: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Ids of the entities that statements point to."""
    for statement in found:
        value = _value(statement)
        if isinstance(value, Mapping):
            item = value.get("id") or (f"Q{value['numeric-id']}" if "numeric-id" in value else None)
            if isinstance(item, str):
                yield item


def _ordinal(found: Sequence[Mapping[str, Any]]) -> str | None:
    """The number in the series that a statement is qualified with."""
    for statement in found:
        qualifiers = statement.get("qualifiers")
        snaks = qualifiers.get(ORDINAL) if isinstance(qualifiers, Mapping) else None
        for snak in snaks if isinstance(snaks, list) else []:
            value = _of_snak(snak) if isinstance(snak, Mapping) else None
            if isinstance(value, str):
                return value
    return None


def _published(entity: Mapping[str, Any], mapper: ValueMapper) -> dict[str, Any]:
    """The earliest publication; a day only where the statement is as exact as that."""
    times = []
    for statement in statements(entity, PUBLISHED):
        value = _value(statement)
        if isinstance(value, Mapping) and isinstance(value.get("time"), str):
            precision = value.get("precision")
            if isinstance(precision, int) and precision >= YEAR_PRECISION:
                times.append((value["time"].lstrip("+"), precision))
    if not times:
        return {}
    year = min(time[:4] for time, _ in times)
    days = sorted(t[:10] for t, exact in times if exact >= DAY_PRECISION and t.startswith(year))
    return {
        "year": mapper.year(PUBLISHED, year),
        "release_date": mapper.day(PUBLISHED, days[0]) if days else None,
    }


def _runtime(entity: Mapping[str, Any], mapper: ValueMapper) -> int | None:
    for statement in statements(entity, DURATION):
        value = _value(statement)
        if isinstance(value, Mapping):
            unit = MINUTE_UNITS.get(str(value.get("unit", "")).rpartition("/")[2])
            amount = str(value.get("amount", "")).lstrip("+")
            if unit and amount.replace(".", "", 1).isdecimal() and len(amount) < 9:
                return mapper.minutes(DURATION, str(max(1, round(float(amount) * unit))))
            mapper.problems.add(mapper.row, DURATION, amount, "a duration in minutes")
    return None


def _genre(name: str) -> str:
    """A genre as other catalogues name it.

    >>> _genre("science fiction film"), _genre("film noir")
    ('Science Fiction', 'Film Noir')
    """
    plain = _OF_GENRE.sub("", name)
    return plain.title() if plain.islower() else plain


def _identifiers(entity: Mapping[str, Any]) -> Iterator[str | None]:
    yield identifier("wikidata", str(entity.get("id")))
    for prop, scheme in IDS.items():
        for statement in statements(entity, prop):
            value = _value(statement)
            if isinstance(value, str):
                kind, _, path = scheme.partition(":")
                yield identifier(kind, f"{path}/{value}" if path else value)
