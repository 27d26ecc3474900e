"""Reads XMLTV listings: what is shown, not when. Ten showings of a programme are one record.

Source: the XMLTV document type, `xmltv.dtd`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from openslate.catalogue.age_ratings import PREFERRED, GivenRating, rating_values
from openslate.catalogue.genres import genres
from openslate.catalogue.languages_of_texts import preferred
from openslate.catalogue.readers.xml_file import text_of, texts_of, xml_records
from openslate.catalogue.record import ProblemList, SourceRecord, known
from openslate.catalogue.values.identifiers import identifier, identifier_fields
from openslate.catalogue.values.value_mapper import ValueMapper
from openslate.common.ids import short_id
from openslate.graph.delivery import DeliveryKind

CREDITS = {
    "directors": ("director",),
    "writers": ("writer", "adapter"),
    "producers": ("producer",),
    "composers": ("composer",),
    "cast": ("actor",),
}
FILMS = {"movie", "film", "feature film", "movies", "spielfilm", "speelfilm", "película"}
UNITS = {"seconds": 1 / 60, "minutes": 1, "hours": 60}
REGISTRIES = {"imdb.com", "themoviedb.org", "thetvdb.com", "dd_progid", "crid"}
_NUMBER = re.compile(r"\s*(\d*)\s*(?:/\s*\d+)?\s*")
_ONSCREEN = re.compile(r"S(?:eason)?\s*(\d+)[\s.,:]*E(?:p(?:isode)?)?\.?\s*(\d+)", re.I)
_EPISODE = re.compile(r"E(?:p(?:isode)?)?\.?\s*(\d+)", re.I)


@dataclass(frozen=True)
class XmltvReader:
    """Programmes from listings. A record's id is made of what tells programmes apart.

    That is the `dd_progid` where the listing has one, else title, episode title, numbers and year.
    A showing adds nothing to the first one of its programme.
    """

    source: str = "xmltv"
    name: str = "xmltv"
    licence: str = "own"
    trust: float = 0.4
    kinds: tuple[DeliveryKind, ...] = ("works",)
    languages: tuple[str, ...] = ("en",)
    rating_systems: tuple[str, ...] = PREFERRED

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read every `programme` of a listing; its memory holds one short id a programme."""
        seen: set[str] = set()
        for found in xml_records(path, ("tv",), ("programme",)):
            record = self._id(found.element)
            if record is None:
                problems.add(found.line, "title", "", "a title; the programme was left out")
            elif record not in seen:
                seen.add(record)
                values = self._values(found.element, found.line, problems)
                yield SourceRecord(self.source, record, found.line, values)

    def _id(self, programme: Element) -> str | None:
        titles = self._texts(programme, "title")
        if not titles:
            return None
        numbers = {n.get("system"): text_of(n) for n in programme.findall("episode-num")}
        if numbers.get("dd_progid"):
            return numbers["dd_progid"]
        episode = numbers.get("xmltv_ns") or numbers.get("onscreen") or ""
        year = (text_of(programme, "date") or "")[:4]
        parts = (titles[0], next(iter(self._texts(programme, "sub-title")), ""), episode, year)
        return short_id("p", *parts)

    def _texts(self, programme: Element, tag: str) -> list[str]:
        found = preferred(programme.findall(tag), self.languages)
        return [text for one in found if (text := text_of(one))]

    def _values(self, programme: Element, row: int, problems: ProblemList) -> dict[str, Any]:
        mapper = ValueMapper(row, problems)
        written = text_of(programme, "date")
        categories = self._categories(programme)
        ratings = (
            GivenRating(rating.get("system"), text_of(rating, "value") or "")
            for rating in programme.findall("rating")
        )
        people = {
            field: [name for tag in tags for name in _names(programme, tag)]
            for field, tags in CREDITS.items()
        }
        spoken = texts_of(programme, "orig-language") or texts_of(programme, "language")
        return known(
            {
                **self._names(programme, mapper, categories),
                "description": next(iter(self._texts(programme, "desc")), None),
                "year": mapper.year("date", written),
                "release_date": mapper.day("date", written),
                "runtime": _runtime(programme, mapper),
                "genres": genres([c for c in categories if c.lower() not in FILMS | {"series"}]),
                "tags": self._texts(programme, "keyword"),
                "countries": mapper.countries("country", texts_of(programme, "country")),
                "languages": mapper.languages("language", spoken),
                **rating_values(ratings, row, "rating", problems, self.rating_systems),
                **people,
                **identifier_fields(_identifiers(programme)),
            }
        )

    def _categories(self, programme: Element) -> list[str]:
        """Categories of one language: the most preferred that has any."""
        found = preferred(programme.findall("category"), self.languages)
        lang = found[0].get("lang") if found else None
        return [text for one in found if one.get("lang") == lang and (text := text_of(one))]

    def _names(
        self, programme: Element, mapper: ValueMapper, categories: list[str]
    ) -> dict[str, Any]:
        titles, subtitles = self._texts(programme, "title"), self._texts(programme, "sub-title")
        season, episode = _numbers(programme, mapper)
        film = any(category.lower() in FILMS for category in categories)
        if film or not (subtitles or episode is not None or season is not None):
            kind = "movie" if film else "programme"
            return {"name": titles[0], "alternate_names": titles[1:], "work_type": kind}
        return {
            "name": next(iter(subtitles), titles[0]),
            "alternate_names": subtitles[1:],
            "work_type": "episode",
            "series": titles[0],
            "season_number": season,
            "episode_number": episode,
        }


def _numbers(programme: Element, mapper: ValueMapper) -> tuple[int | None, int | None]:
    """Season and episode counted from 1; `xmltv_ns` counts from 0, `onscreen` is as on screen."""
    numbers = {n.get("system") or "onscreen": text_of(n) for n in programme.findall("episode-num")}
    if text := numbers.get("xmltv_ns"):
        parts = [_NUMBER.fullmatch(part) for part in text.split(".")[:2]]
        if not all(parts):
            mapper.problems.add(mapper.row, "episode-num", text, "numbers as in '1.4.0/2'")
            return None, None
        season, episode = ([int(p[1][:6]) + 1 if p and p[1] else None for p in parts] + [None])[:2]
        return season, episode
    text = numbers.get("onscreen") or ""
    if both := _ONSCREEN.search(text):
        return int(both[1][:6]), int(both[2][:6])
    alone = _EPISODE.search(text)
    return None, int(alone[1][:6]) if alone else None


def _names(programme: Element, tag: str) -> list[str]:
    """People of one kind; a role or an image inside is no part of the name."""
    people = programme.findall(f"credits/{tag}")
    return [name for one in people if (name := " ".join((one.text or "").split()))]


def _runtime(programme: Element, mapper: ValueMapper) -> int | None:
    length = programme.find("length")
    if length is None:
        return None
    amount = mapper.integer("length", text_of(length))
    unit = UNITS.get(length.get("units", "minutes"))
    if amount is None or unit is None:
        return None
    return mapper.minutes("length", str(max(1, round(amount * unit))))


def _identifiers(programme: Element) -> Iterator[str | None]:
    for number in programme.findall("episode-num"):
        if number.get("system") in REGISTRIES:
            value = text_of(number) or ""
            yield identifier(number.get("system") or "", value.removeprefix("title/"))
