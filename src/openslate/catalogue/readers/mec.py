"""Reads MovieLabs Media Entertainment Core (MEC) files, and the Common Metadata inside others.

Source: MovieLabs "Common Metadata" and "Media Entertainment Core Metadata", any version 2.x. The
same elements are read from `mdmec:Basic` and from `BasicMetadata` of a media manifest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from openslate.catalogue.age_ratings import PREFERRED, GivenRating, rating_values
from openslate.catalogue.genres import genres
from openslate.catalogue.languages_of_texts import preferred
from openslate.catalogue.readers.packed import each_file
from openslate.catalogue.readers.xml_file import text_of, texts_of, xml_records
from openslate.catalogue.record import ProblemList, SourceRecord, known
from openslate.catalogue.values.identifiers import identifier, identifier_fields
from openslate.catalogue.values.value_mapper import ValueMapper
from openslate.graph.delivery import DeliveryKind

ROOTS = ("CoreMetadata", "MediaManifest", "BasicMetadata", "Basic")
RECORDS = ("Basic", "BasicMetadata")
WORK_TYPES = {
    "movie": "movie",
    "short": "short",
    "short film": "short",
    "episode": "episode",
    "season": "season",
    "series": "series",
    "miniseries": "series",
    "promotion": "clip",
    "excerpt": "clip",
    "supplemental": "clip",
    "non-episodic show": "programme",
    "program": "programme",
    "documentary": "programme",
}
ROLES = {
    "actor": "cast",
    "voice": "cast",
    "voice actor": "cast",
    "director": "directors",
    "writer": "writers",
    "screenwriter": "writers",
    "screenplay": "writers",
    "producer": "producers",
    "executive producer": "producers",
    "composer": "composers",
    "music": "composers",
}
SUMMARIES = ("Summary4000", "Summary400", "Summary190")
COMPANIES = {"", "production", "producer", "studio", "production company"}


@dataclass(frozen=True)
class _Parent:
    """What an episode or a season takes from the series or season it belongs to."""

    work_type: str | None
    name: str | None
    number: int | None
    parent: str | None


@dataclass(frozen=True)
class MecReader:
    """Works from MEC; a record's id is its ContentID. `languages` orders titles and summaries."""

    source: str = "mec"
    name: str = "mec"
    licence: str = "own"
    trust: float = 0.9
    kinds: tuple[DeliveryKind, ...] = ("works",)
    languages: tuple[str, ...] = ("en",)
    rating_systems: tuple[str, ...] = PREFERRED

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read one XML file, or a zip of them; titles find their series anywhere in it."""
        parents: dict[str, _Parent] = {}
        for file in each_file(path, ".xml"):
            parents.update(self._parents(file))
        seen: set[str] = set()
        for file in each_file(path, ".xml"):
            for found in xml_records(file, ROOTS, RECORDS):
                record = found.element.get("ContentID", "").strip()
                if not record:
                    problems.add(found.line, "ContentID", "", "an id; the title was left out")
                elif record in seen:
                    problems.add(found.line, "ContentID", record, "an id of its own")
                else:
                    seen.add(record)
                    values = self._values(found.element, found.line, problems, parents)
                    yield SourceRecord(self.source, record, found.line, values)

    def _values(
        self, basic: Element, row: int, problems: ProblemList, parents: Mapping[str, _Parent]
    ) -> dict[str, Any]:
        mapper = ValueMapper(row, problems)
        ratings = (
            GivenRating(text_of(each, "System"), text_of(each, "Value") or "")
            for each in basic.findall("RatingSet/Rating")
        )
        return known(
            {
                **self._texts(basic),
                **_places(basic, mapper, parents),
                "year": mapper.year("ReleaseYear", text_of(basic, "ReleaseYear")),
                "release_date": mapper.day("ReleaseDate", text_of(basic, "ReleaseDate")),
                "runtime": mapper.minutes("RunLength", text_of(basic, "RunLength")),
                "countries": mapper.countries(
                    "CountryOfOrigin", texts_of(basic, "CountryOfOrigin/country")
                ),
                "languages": mapper.languages("OriginalLanguage", _languages(basic)),
                **rating_values(ratings, row, "RatingSet", problems, self.rating_systems),
                **_people(basic),
                "companies": _companies(basic),
                **identifier_fields(_identifiers(basic)),
            }
        )

    def _texts(self, basic: Element) -> dict[str, Any]:
        """Names, summary and subjects: each from the most preferred language that has it."""
        infos = preferred(basic.findall("LocalizedInfo"), self.languages)
        names = [name for info in infos for name in _titles(info)]
        originals = texts_of(basic, "LocalizedInfo/OriginalTitle")
        summaries = (text_of(info, tag) for info in infos for tag in SUMMARIES)
        name = next(iter([*names, *originals]), None)
        return {
            "name": name,
            "alternate_names": [other for other in [*names, *originals] if other != name],
            "description": next(filter(None, summaries), None),
            "genres": next((g for i in infos if (g := genres(texts_of(i, "Genre")))), []),
            "tags": next((t for i in infos if (t := texts_of(i, "Keyword"))), []),
        }

    def _parents(self, file: Path) -> dict[str, _Parent]:
        """Series and seasons of the file by ContentID: the only records that others look up."""
        found = {}
        for one in xml_records(file, ROOTS, RECORDS):
            basic, work_type = one.element, _work_type(one.element)
            if work_type in ("series", "season"):
                number = text_of(basic, "SequenceInfo/Number") or ""
                found[basic.get("ContentID", "").strip()] = _Parent(
                    work_type,
                    self._texts(basic)["name"],
                    int(number) if number.isdecimal() and len(number) < 6 else None,
                    _parent_id(basic),
                )
        return found


def _titles(info: Element) -> list[str]:
    full = text_of(info, "TitleDisplayUnlimited")
    short = text_of(info, "TitleDisplay60")
    internal = text_of(info, "TitleInternalAlias") if not (full or short) else None
    alternates = texts_of(info, "TitleAlternate")
    return list(dict.fromkeys(filter(None, [full or short, internal, *alternates])))


def _places(basic: Element, mapper: ValueMapper, parents: Mapping[str, _Parent]) -> dict[str, Any]:
    """What kind of work it is, and where it stands in a series."""
    work_type = _work_type(basic)
    number = mapper.integer("SequenceInfo", text_of(basic, "SequenceInfo/Number"))
    if work_type not in ("episode", "season"):
        return {"work_type": work_type}
    above = parents.get(_parent_id(basic) or "")
    season = above if above and above.work_type == "season" else None
    series = parents.get(season.parent or "") if season else above
    return {
        "work_type": work_type,
        "series": series.name if series else None,
        "season_number": number if work_type == "season" else (season.number if season else None),
        "episode_number": number if work_type == "episode" else None,
    }


def _work_type(basic: Element) -> str | None:
    written = (text_of(basic, "WorkType") or "").lower()
    detail = (text_of(basic, "WorkTypeDetail") or "").lower()
    return "short" if "short" in detail and written == "movie" else WORK_TYPES.get(written)


def _parent_id(basic: Element) -> str | None:
    for parent in basic.findall("Parent"):
        if parent.get("relationshipType", "").lower() in ("isepisodeof", "isseasonof", ""):
            return text_of(parent, "ParentContentID") or parent.get("ContentID")
    return None


def _languages(basic: Element) -> list[str]:
    return texts_of(basic, "OriginalLanguage") or texts_of(basic, "PrimarySpokenLanguage")


def _people(basic: Element) -> dict[str, list[str]]:
    """Names by role, in the order of the billing block where it is given."""
    billed: dict[str, list[tuple[int, str]]] = {}
    for person in basic.findall("People"):
        name = text_of(person, "Name/DisplayName")
        for job in person.findall("Job"):
            field = ROLES.get((text_of(job, "JobFunction") or "").lower())
            order = text_of(job, "BillingBlockOrder") or ""
            place = int(order) if order.isdecimal() and len(order) < 9 else 1_000_000_000
            if name and field:
                billed.setdefault(field, []).append((place, name))
    return {
        field: [name for _, name in sorted(people, key=lambda one: one[0])]
        for field, people in billed.items()
    }


def _companies(basic: Element) -> Sequence[str]:
    orgs = (o for o in basic.findall("AssociatedOrg") if o.get("role", "").lower() in COMPANIES)
    return [name for org in orgs if (name := text_of(org, "DisplayName"))]


def _identifiers(basic: Element) -> Iterator[str | None]:
    content = basic.get("ContentID", "")
    if content.startswith("md:cid:eidr"):
        yield identifier("eidr", content)
    for alternative in basic.findall("AltIdentifier"):
        scheme, value = text_of(alternative, "Namespace"), text_of(alternative, "Identifier")
        yield identifier(scheme or "", value or "")
