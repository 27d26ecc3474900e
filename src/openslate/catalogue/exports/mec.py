"""Exports items as MovieLabs MEC: one XML file a title, several titles as a zip of them."""

import io
import zipfile
from collections.abc import Collection, Mapping
from typing import Any, BinaryIO

import polars as pl

from openslate.catalogue.exports.items import ExportedItem, Progress, chosen, exported_items
from openslate.catalogue.exports.xml_writer import XmlWriter
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns

NAMESPACES = {
    "xmlns__md": "http://www.movielabs.com/schema/md/v2.8/md",
    "xmlns__mdmec": "http://www.movielabs.com/schema/mdmec/v2.8",
}
WORK_TYPES = {
    "movie": "Movie",
    "short": "Short",
    "series": "Series",
    "season": "Season",
    "episode": "Episode",
    "programme": "Non-episodic Show",
    "clip": "Excerpt",
}
JOBS = {
    "cast": "Actor",
    "directors": "Director",
    "writers": "Writer",
    "producers": "Producer",
    "composers": "Composer",
}
SUMMARY_SIZES = (190, 400, 4000)
MADE_AT = (1980, 1, 1, 0, 0, 0)  # in the zip: the same items give the same bytes
Parents = Mapping[tuple[str, int | None], str]
"""Content ids of series (by name and None) and seasons (by series and number)."""


def export_mec(
    snapshot: Snapshot,
    file: BinaryIO,
    ids: Collection[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write items as MEC, how many.

    A title names its series or season only where that is an item too. Scores, awards, box office
    and an age without a rating have no place in it.
    """
    parents = _parents(snapshot)
    items = exported_items(snapshot, ids, progress)
    if chosen(snapshot, ids).height == 1:
        file.write(_title(next(items), parents))
        for _ in items:
            pass
        return 1
    count = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in items:
            entry = zipfile.ZipInfo(f"{item.id}.xml", MADE_AT)
            archive.writestr(entry, _title(item, parents), zipfile.ZIP_DEFLATED)
            count += 1
    return count


def content_id(item_id: str) -> str:
    """The MovieLabs content id of an item."""
    return f"md:cid:org:slate:{item_id}"


def _parents(snapshot: Snapshot) -> Parents:
    kind, name = FIELD["work_type"].column, FIELD["name"].column
    series, number = FIELD["series"].column, FIELD["season_number"].column
    above = snapshot.item.filter(pl.col(kind).is_in(["series", "season"]))
    found: dict[tuple[str, int | None], str] = {}
    for row in above.select(Columns.ID, kind, name, series, number).iter_rows(named=True):
        is_series = row[kind] == "series"
        key = (row[name], None) if is_series else (row[series], row[number])
        if key[0] and (is_series or key[1] is not None):
            found.setdefault(key, content_id(row[Columns.ID]))
    return found


def _title(item: ExportedItem, parents: Parents) -> bytes:
    buffer = io.BytesIO()
    xml = XmlWriter(buffer)
    with (
        xml.inside("mdmec:CoreMetadata", **NAMESPACES),
        xml.inside("mdmec:Basic", ContentID=content_id(item.id)),
    ):
        _basic(xml, item.values, parents)
    return buffer.getvalue()


def _basic(xml: XmlWriter, values: Mapping[str, Any], parents: Parents) -> None:
    """The elements in the order of the schema."""
    _localized(xml, values)
    if "runtime" in values:
        xml.text("md:RunLength", f"PT{values['runtime']}M")
    xml.text("md:ReleaseYear", values.get("year"))
    xml.text("md:ReleaseDate", values.get("release_date"))
    xml.text("md:WorkType", WORK_TYPES.get(values.get("work_type") or "movie"))
    _identifiers(xml, values)
    if "age_rating" in values:
        with xml.inside("md:RatingSet"), xml.inside("md:Rating"):
            xml.text("md:System", values.get("age_rating_system"))
            xml.text("md:Value", values["age_rating"])
    _people(xml, values)
    for country in values.get("countries", ()):
        with xml.inside("md:CountryOfOrigin"):
            xml.text("md:country", country)
    for language in values.get("languages", ()):
        xml.text("md:OriginalLanguage", language)
    for company in values.get("companies", ()):
        with xml.inside("md:AssociatedOrg", role="production"):
            xml.text("md:DisplayName", company)
    _place(xml, values, parents)


def _localized(xml: XmlWriter, values: Mapping[str, Any]) -> None:
    """Texts; the catalogue does not know their language, so none is claimed."""
    with xml.inside("md:LocalizedInfo", language="und"):
        xml.text("md:TitleDisplayUnlimited", values.get("name"))
        xml.empty("md:TitleSort")
        description = values.get("description") or ""
        for size in SUMMARY_SIZES:
            if len(description) <= size or size == SUMMARY_SIZES[-1]:
                xml.text(f"md:Summary{size}", description)
                break
        for genre in values.get("genres", ()):
            xml.text("md:Genre", genre)
        for tag in values.get("tags", ()):
            xml.text("md:Keyword", tag)
        for other in values.get("alternate_names", ()):
            xml.text("md:TitleAlternate", other)


def _identifiers(xml: XmlWriter, values: Mapping[str, Any]) -> None:
    imdb = [f"IMDB:{values['imdb_id']}"] if "imdb_id" in values else []
    for one in [*imdb, *values.get("identifiers", ())]:
        scheme, _, value = one.partition(":")
        with xml.inside("md:AltIdentifier"):
            xml.text("md:Namespace", scheme)
            xml.text("md:Identifier", value)


def _people(xml: XmlWriter, values: Mapping[str, Any]) -> None:
    for field, job in JOBS.items():
        for place, name in enumerate(values.get(field, ()), start=1):
            with xml.inside("md:People"):
                with xml.inside("md:Job"):
                    xml.text("md:JobFunction", job)
                    xml.text("md:BillingBlockOrder", place)
                with xml.inside("md:Name"):
                    xml.text("md:DisplayName", name)


def _place(xml: XmlWriter, values: Mapping[str, Any], parents: Parents) -> None:
    """Number in the sequence, and the season or series above."""
    kind, series = values.get("work_type"), values.get("series")
    if kind not in ("episode", "season"):
        return
    number = values.get("episode_number" if kind == "episode" else "season_number")
    if number is not None:
        with xml.inside("md:SequenceInfo"):
            xml.text("md:Number", number)
    above = parents.get((series or "", values.get("season_number"))) if kind == "episode" else None
    above = above or parents.get((series or "", None))
    if above:
        with xml.inside("md:Parent", relationshipType=f"is{kind}of"):
            xml.text("md:ParentContentID", above)
