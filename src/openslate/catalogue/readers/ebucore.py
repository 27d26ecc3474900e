"""Reads EBUCore XML, the broadcasters' core metadata.

Source: EBU Tech 3293, versions 1.8 to 1.10 (`ebuCoreMain/coreMetadata`); texts stand in Dublin Core
elements inside EBUCore's own, roles and types in attributes such as `typeLabel`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from openslate.catalogue.age_ratings import PREFERRED, GivenRating, rating_values, split_rating
from openslate.catalogue.genres import genres
from openslate.catalogue.languages_of_texts import language_rank, one_language
from openslate.catalogue.readers.xml_file import text_of, texts_of, xml_records
from openslate.catalogue.record import ProblemList, SourceRecord, known
from openslate.catalogue.values.identifiers import SCHEMES, identifier, identifier_fields
from openslate.catalogue.values.value_mapper import ValueMapper
from openslate.common.ids import short_id
from openslate.common.text import fold
from openslate.graph.delivery import DeliveryKind

ROOTS = ("ebuCoreMain", "coreMetadata")
RECORDS = ("coreMetadata",)
WORK_TYPES = {
    "movie": "movie",
    "film": "movie",
    "feature film": "movie",
    "short film": "short",
    "short": "short",
    "series": "series",
    "serie": "series",
    "season": "season",
    "episode": "episode",
    "programme": "programme",
    "program": "programme",
    "clip": "clip",
}
ROLES = {
    "director": "directors",
    "writer": "writers",
    "author": "writers",
    "screenwriter": "writers",
    "scriptwriter": "writers",
    "producer": "producers",
    "executive producer": "producers",
    "composer": "composers",
    "music composer": "composers",
    "actor": "cast",
    "cast": "cast",
    "performer": "cast",
    "production company": "companies",
    "producing company": "companies",
}
PLAIN_DATES = ("", "released", "issued", "produced")
RELEASES = ("issued", "released", "created", "produced")


@dataclass(frozen=True)
class EbucoreReader:
    """Works from EBUCore; a record's id is its first identifier that is of no other registry."""

    source: str = "ebucore"
    name: str = "ebucore"
    licence: str = "own"
    trust: float = 0.8
    kinds: tuple[DeliveryKind, ...] = ("works",)
    languages: tuple[str, ...] = ("en",)
    rating_systems: tuple[str, ...] = PREFERRED

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read every `coreMetadata` of the file."""
        seen: set[str] = set()
        for found in xml_records(path, ROOTS, RECORDS):
            core = found.element
            values = self._values(core, found.line, problems)
            record = _own_id(core) or _made_id(values)
            if record is None:
                problems.add(found.line, "identifier", "", "an id or a title")
            elif record in seen:
                problems.add(found.line, "identifier", record, "an id of its own")
            else:
                seen.add(record)
                yield SourceRecord(self.source, record, found.line, values)

    def _values(self, core: Element, row: int, problems: ProblemList) -> dict[str, Any]:
        mapper = ValueMapper(row, problems)
        titles = self._texts(core, "title", "title") + self._texts(core, "title", "alternative")
        others = self._texts(core, "alternativeTitle", "title")
        others += self._texts(core, "alternativeTitle", "alternative")
        name = next(iter(titles + others), None)
        descriptions = self._texts(core, "description", "description")
        return known(
            {
                "name": name,
                "alternate_names": [other for other in titles + others if other != name],
                "description": next(iter(descriptions), None),
                **_types(core),
                **_series(core, mapper),
                **_dates(core, mapper),
                "runtime": _runtime(core, mapper),
                "countries": mapper.countries("coverage", _countries(core)),
                "languages": mapper.languages("language", texts_of(core, "language/language")),
                **_people(core),
                **rating_values(_ratings(core), row, "rating", problems, self.rating_systems),
                **identifier_fields(_identifiers(core)),
            }
        )

    def _texts(self, core: Element, outer: str, inner: str) -> list[str]:
        """Texts by preferred language; EBUCore lets one element hold several languages."""
        found = [
            (language_rank(one_language(text) or one_language(each), self.languages), value)
            for each in core.findall(outer)
            for text in [*each.findall(inner), *([each] if not len(each) else [])]
            if (value := text_of(text))
        ]
        return [value for _, value in sorted(found, key=lambda one: one[0])]


def _label(element: Element | None) -> str:
    """What an element is called by whichever attribute of EBUCore's type group names it."""
    if element is None:
        return ""
    return (
        element.get("typeLabel")
        or element.get("formatLabel")
        or element.get("typeDefinition")
        or ""
    )


def _types(core: Element) -> dict[str, Any]:
    found = [*core.findall("type/objectType"), *core.findall("type")]
    labels = [_label(one).lower() for one in found] + [
        t.lower() for t in texts_of(core, "type/type")
    ]
    known_types = (WORK_TYPES[label] for label in labels if label in WORK_TYPES)
    names = [_label(g) or text_of(g) or "" for g in core.findall("type/genre")]
    subjects = [text for s in core.findall("subject") for text in texts_of(s, "subject")]
    return {"work_type": next(known_types, None), "genres": genres(names), "tags": subjects}


def _series(core: Element, mapper: ValueMapper) -> dict[str, Any]:
    """Series, season and episode: own elements since 1.9, attributes of `isEpisodeOf` before."""
    series = text_of(core, "isEpisodeOf/relation") or text_of(core, "isSeasonOf/relation")
    partly = [p for p in core.findall("isPartOf") if "series" in _label(p).lower()]
    above = series or next((text_of(p, "relation") for p in partly), None)
    season = text_of(core, "season/seasonNumber") or text_of(core, "type/seasonNumber")
    episode = text_of(core, "episode/episodeNumber") or text_of(core, "type/episodeNumber")
    return {
        "series": above,
        "season_number": mapper.integer("seasonNumber", season),
        "episode_number": mapper.integer("episodeNumber", episode),
    }


def _dates(core: Element, mapper: ValueMapper) -> dict[str, Any]:
    """The date the work was issued; else the one it was made."""
    kinds = [found for kind in RELEASES for found in core.findall(f"date/{kind}")]
    plain = [each for each in core.findall("date") if _label(each).lower() in PLAIN_DATES]
    for found in (*kinds, *plain):
        day = _day(found.get("startDate") or text_of(found, "date") or text_of(found) or "")
        year = found.get("startYear") or day
        if year:
            return {"year": mapper.year("date", year), "release_date": mapper.day("date", day)}
    return {}


def _day(written: str) -> str:
    """A date without the time zone that XML Schema lets stand behind it."""
    return written.partition("+")[0].rstrip("Z")


def _runtime(core: Element, mapper: ValueMapper) -> int | None:
    for path in (
        "format/duration/normalPlayTime",
        "duration/normalPlayTime",
        "format/duration/duration",
    ):
        if written := text_of(core, path):
            return mapper.minutes("duration", written)
    return None


def _countries(core: Element) -> list[str | None]:
    """Countries of origin: locations typed so; a location that is only filmed says nothing."""
    places = core.findall("coverage/spatial/location")
    origins = [
        p for p in places if "origin" in _label(p).lower() or "production" in _label(p).lower()
    ]
    return [p.findtext("code") or text_of(p, "name") or text_of(p) for p in origins]


def _people(core: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for who in [*core.findall("creator"), *core.findall("contributor"), *core.findall("publisher")]:
        name = _entity_name(who)
        for role in [*who.findall("role"), *who.findall("contactDetails/role")]:
            field = ROLES.get((_label(role) or text_of(role) or "").lower())
            if name and field:
                found.setdefault(field, []).append(name)
    return found


def _entity_name(who: Element) -> str | None:
    contact = who.find("contactDetails")
    given, family = text_of(contact, "givenName"), text_of(contact, "familyName")
    whole = text_of(contact, "name")
    parts = " ".join(filter(None, [given, family]))
    return whole or parts or text_of(who, "organisationDetails/organisationName")


def _ratings(core: Element) -> Iterator[GivenRating]:
    for rating in core.findall("rating"):
        value = text_of(rating, "ratingValue") or text_of(rating, "ratingLink") or ""
        system = _label(rating) or text_of(
            rating, "ratingProvider/organisationDetails/organisationName"
        )
        yield GivenRating(system, value) if system else split_rating(value)


def _identifiers(core: Element) -> Iterator[str | None]:
    """Every id with a scheme but the record's own."""
    own = _own_id(core)
    for each in core.findall("identifier"):
        scheme, value = _label(each), text_of(each, "identifier") or text_of(each) or ""
        if scheme and (value != own or fold(scheme) in SCHEMES):
            yield identifier(scheme, value)


def _own_id(core: Element) -> str | None:
    """The first id that is of no other registry, else the first of all."""
    found = [
        (fold(_label(i)), text_of(i, "identifier") or text_of(i))
        for i in core.findall("identifier")
    ]
    own = [value for scheme, value in found if value and scheme not in SCHEMES]
    return next(iter([*own, *(value for _, value in found if value)]), None)


def _made_id(values: dict[str, Any]) -> str | None:
    if not values.get("name"):
        return None
    parts = (
        values.get(c, "") for c in ("name", "year", "series", "season_number", "episode_number")
    )
    return short_id("e", *(str(part) for part in parts))
