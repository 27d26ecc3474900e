"""Exports items as EBUCore XML, one `coreMetadata` each (EBU Tech 3293, version 1.10)."""

from collections.abc import Collection, Mapping
from typing import Any, BinaryIO

from openslate.catalogue.exports.items import ExportedItem, Progress, exported_items
from openslate.catalogue.exports.xml_writer import XmlWriter
from openslate.graph.snapshot import Snapshot

NAMESPACES = {
    "xmlns__ebucore": "urn:ebu:metadata-schema:ebucore",
    "xmlns__dc": "http://purl.org/dc/elements/1.1/",
}
WORK_TYPES = {"movie": "film", "short": "short film"}
CREATORS = {"directors": "Director", "writers": "Writer"}
CONTRIBUTORS = {"producers": "Producer", "composers": "Composer", "cast": "Actor"}
SLATE_ID = "Slate"


def export_ebucore(
    snapshot: Snapshot,
    file: BinaryIO,
    ids: Collection[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write items as EBUCore, how many.

    Scores, awards, box office and an age without a rating have no place in it.
    """
    xml, count = XmlWriter(file), 0
    with xml.inside("ebucore:ebuCoreMain", **NAMESPACES, version="1.10"):
        for item in exported_items(snapshot, ids, progress):
            with xml.inside("ebucore:coreMetadata"):
                _core(xml, item)
            count += 1
    return count


def _core(xml: XmlWriter, item: ExportedItem) -> None:
    values = item.values
    _dublin(xml, "title", "title", values.get("name"), typeLabel="main")
    for other in values.get("alternate_names", ()):
        _dublin(xml, "alternativeTitle", "title", other)
    _people(xml, "creator", CREATORS, values)
    for tag in values.get("tags", ()):
        _dublin(xml, "subject", "subject", tag)
    _dublin(xml, "description", "description", values.get("description"))
    _people(xml, "contributor", CONTRIBUTORS, values)
    for company in values.get("companies", ()):
        with xml.inside("ebucore:contributor"):
            with xml.inside("ebucore:organisationDetails"):
                xml.text("ebucore:organisationName", company)
            xml.empty("ebucore:role", typeLabel="Production company")
    _dates(xml, values)
    _types(xml, values)
    if "runtime" in values:
        with xml.inside("ebucore:format"), xml.inside("ebucore:duration"):
            xml.text("ebucore:normalPlayTime", f"PT{values['runtime']}M")
    _identifiers(xml, item)
    for language in values.get("languages", ()):
        _dublin(xml, "language", "language", language)
    for country in values.get("countries", ()):
        with (
            xml.inside("ebucore:coverage"),
            xml.inside("ebucore:spatial"),
            xml.inside("ebucore:location", typeLabel="country of origin"),
        ):
            xml.text("ebucore:name", country)
    if "age_rating" in values:
        with xml.inside("ebucore:rating", typeLabel=values.get("age_rating_system")):
            xml.text("ebucore:ratingValue", values["age_rating"])
    _series(xml, values)


def _dublin(xml: XmlWriter, outer: str, inner: str, text: Any, **attributes: str | None) -> None:
    """A text in its Dublin Core element inside EBUCore's own."""
    if text:
        with xml.inside(f"ebucore:{outer}", **attributes):
            xml.text(f"dc:{inner}", text)


def _people(
    xml: XmlWriter, element: str, roles: Mapping[str, str], values: Mapping[str, Any]
) -> None:
    for field, role in roles.items():
        for name in values.get(field, ()):
            with xml.inside(f"ebucore:{element}"):
                with xml.inside("ebucore:contactDetails"):
                    xml.text("ebucore:name", name)
                xml.empty("ebucore:role", typeLabel=role)


def _dates(xml: XmlWriter, values: Mapping[str, Any]) -> None:
    year, day = values.get("year"), values.get("release_date")
    if year or day:
        with xml.inside("ebucore:date"):
            xml.empty(
                "ebucore:issued",
                startYear=str(year) if year else None,
                startDate=day.isoformat() if day else None,
            )


def _types(xml: XmlWriter, values: Mapping[str, Any]) -> None:
    kind, genres = values.get("work_type"), values.get("genres", ())
    if kind or genres:
        with xml.inside("ebucore:type"):
            for genre in genres:
                xml.empty("ebucore:genre", typeLabel=genre)
            if kind:
                xml.empty("ebucore:objectType", typeLabel=WORK_TYPES.get(kind, kind))


def _identifiers(xml: XmlWriter, item: ExportedItem) -> None:
    _dublin(xml, "identifier", "identifier", item.id, typeLabel=SLATE_ID)
    if "imdb_id" in item.values:
        _dublin(xml, "identifier", "identifier", item.values["imdb_id"], typeLabel="IMDB")
    for one in item.values.get("identifiers", ()):
        scheme, _, value = one.partition(":")
        _dublin(xml, "identifier", "identifier", value, typeLabel=scheme)


def _series(xml: XmlWriter, values: Mapping[str, Any]) -> None:
    series = values.get("series")
    if series:
        with xml.inside("ebucore:isEpisodeOf"):
            xml.text("dc:relation", series)
    for outer, field in (("season", "season_number"), ("episode", "episode_number")):
        if field in values:
            with xml.inside(f"ebucore:{outer}"):
                xml.text(f"ebucore:{outer}Number", values[field])
