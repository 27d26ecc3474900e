"""Writes a channel's listing as XMLTV; elements in the order of its document type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from openslate.catalogue.exports.items import exported_items
from openslate.catalogue.exports.xml_writer import XmlWriter
from openslate.graph.snapshot import Snapshot

CREDITS = {
    "director": "directors",
    "actor": "cast",
    "writer": "writers",
    "producer": "producers",
    "composer": "composers",
}
"""In the order in which a listing has to give them."""
MOMENT = "%Y%m%d%H%M%S %z"


@dataclass(frozen=True)
class Listed:
    """One showing: an item's id, from when until when (with time zone), whether it is a repeat."""

    item: str
    begins: datetime
    ends: datetime
    repeat: bool = False


def export_xmltv(
    snapshot: Snapshot, file: BinaryIO, channel: str, title: str, showings: Sequence[Listed]
) -> int:
    """Write the showings of one channel, how many; raises NotFoundError for an unknown item."""
    known = {item.id: item.values for item in exported_items(snapshot, {s.item for s in showings})}
    xml = XmlWriter(file)
    with xml.inside("tv", **{"generator-info-name": "Slate"}):
        with xml.inside("channel", id=channel):
            xml.text("display-name", title)
        for showing in showings:
            begins, ends = showing.begins.strftime(MOMENT), showing.ends.strftime(MOMENT)
            with xml.inside("programme", start=begins, stop=ends, channel=channel):
                _programme(xml, known[showing.item], showing)
    return len(showings)


def _programme(xml: XmlWriter, values: Mapping[str, Any], showing: Listed) -> None:
    _titles(xml, values)
    xml.text("desc", values.get("description"))
    if any(values.get(field) for field in CREDITS.values()):
        with xml.inside("credits"):
            for tag, field in CREDITS.items():
                for name in values.get(field, ()):
                    xml.text(tag, name)
    xml.text("date", values.get("year"))
    for category in _categories(values):
        xml.text("category", category)
    for word in values.get("tags", ()):
        xml.text("keyword", word)
    for language in values.get("languages", ())[:1]:
        xml.text("orig-language", language)
    xml.text("length", values.get("runtime"), units="minutes")
    for country in values.get("countries", ()):
        xml.text("country", country)
    _numbers(xml, values)
    if showing.repeat:
        xml.empty("previously-shown")
    if rating := values.get("age_rating"):
        with xml.inside("rating", system=values.get("age_rating_system")):
            xml.text("value", rating)


def _titles(xml: XmlWriter, values: Mapping[str, Any]) -> None:
    """An episode goes by its series' title, with its own below."""
    name, series = values.get("name") or "Untitled", values.get("series")
    episode = values.get("work_type") == "episode" and series
    xml.text("title", series if episode else name)
    if episode:
        xml.text("sub-title", name)
    else:
        for other in values.get("alternate_names", ()):
            xml.text("title", other)


def _categories(values: Mapping[str, Any]) -> list[str]:
    film = ["movie"] if values.get("work_type") in (None, "movie") else []
    return [*film, *values.get("genres", ())]


def _numbers(xml: XmlWriter, values: Mapping[str, Any]) -> None:
    """Season and episode, counted from 0; and the ids that other catalogues know it by."""
    season, episode = values.get("season_number"), values.get("episode_number")
    if season is not None or episode is not None:
        parts = ["" if number is None else str(number - 1) for number in (season, episode)]
        xml.text("episode-num", f"{parts[0]}.{parts[1]}.", system="xmltv_ns")
    if imdb := values.get("imdb_id"):
        xml.text("episode-num", f"title/{imdb}", system="imdb.com")
