"""What is said of content before it is published, and the words in which rules ask for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import polars as pl

from openslate.authenticity.credentials.source_types import OF_C2PA, SOURCE_TYPES, source_uri
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.common.errors import SlateError
from openslate.rules.fields import Fields, RuleField, fields_of

GENERATED = frozenset({"trainedAlgorithmicMedia", "trainedAlgorithmicData"})
ALTERED = frozenset({"compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"})
COMPUTED = frozenset({"algorithmicMedia"})
SYNTHETIC = GENERATED | ALTERED | COMPUTED
"""Source types of content that was generated, whole or in part."""

ITEM_FACTS: dict[str, pl.DataType] = {"id": pl.String()}
MEDIA_FIELDS: tuple[RuleField, ...] = (
    RuleField("media.name", "text", "the file's name"),
    RuleField("media.kind", "text", "the kind of content", choices=tuple(ContentKind)),
    RuleField(
        "media.source_type",
        "text",
        "the digital source type",
        "How it came to be, a code of the IPTC",
        choices=(*SOURCE_TYPES, *OF_C2PA),
    ),
    RuleField(
        "media.shows_real_people",
        "boolean",
        "whether it shows real people, places or events",
        yes="it shows real people, places or events",
        no="it shows no real people, places or events",
    ),
    RuleField(
        "media.public_interest",
        "boolean",
        "whether it informs the public on a matter of public interest",
        yes="it informs the public on a matter of public interest",
        no="it is on no matter of public interest",
    ),
    RuleField(
        "media.human_reviewed",
        "boolean",
        "whether a person reviewed it under editorial responsibility",
        yes="a person reviewed it under editorial responsibility",
        no="no person reviewed it under editorial responsibility",
    ),
    RuleField(
        "media.artistic",
        "boolean",
        "whether it is evidently artistic, satirical or fictional",
        yes="it is evidently artistic, satirical or fictional",
        no="it is not evidently artistic, satirical or fictional",
    ),
    RuleField("media.source", "text", "the source", "Who sent it"),
    RuleField(
        "media.source_reputation",
        "number",
        "the source's reputation",
        "0 to 1; not known while too little was verified",
    ),
    RuleField(
        "media.source_reputation_at_most",
        "number",
        "the most that the source's reputation may be",
        "0 to 1, by what was verified",
    ),
    RuleField("context.territory", "text", "the territory", "ISO 3166-1 alpha-2, or with a part"),
    RuleField("context.date", "date", "the day of publication"),
)
DISCLOSURE_FIELDS: Fields = fields_of(ITEM_FACTS, MEDIA_FIELDS)
"""What conditions of a disclosure rulebook may read: `item.id`, `media.*` and `context.*`."""
TERRITORY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
SENT_BY = ("source", "source_reputation", "source_reputation_at_most")
CIRCUMSTANCES = ("shows_real_people", "public_interest", "human_reviewed", "artistic")


@dataclass(frozen=True)
class ContentFacts:
    """What is said of one file; None is not known.

    `kind` is its kind of content, `source_type` a code of the IPTC's, `territory` where it is
    published (None: everywhere), `item` what it belongs to in the catalogue. `source` is who sent
    it, with the reputation they have then and the most it may be.
    """

    name: str
    kind: ContentKind | None = None
    source_type: str | None = None
    shows_real_people: bool | None = None
    public_interest: bool | None = None
    human_reviewed: bool | None = None
    artistic: bool | None = None
    item: str | None = None
    territory: str | None = None
    day: date | None = None
    source: str | None = None
    source_reputation: float | None = None
    source_reputation_at_most: float | None = None

    @property
    def synthetic(self) -> bool:
        """Whether it was generated, whole or in part, as far as is said."""
        return self.source_type in SYNTHETIC

    def request(self) -> dict[str, object]:
        """The facts under the names that rules know, without those that are not known."""
        named: dict[str, object] = {
            "context.territory": self.territory,
            "context.date": self.day,
            "media.name": self.name,
            "media.kind": None if self.kind is None else self.kind.value,
            "media.source_type": self.source_type,
            **{f"media.{name}": getattr(self, name) for name in (*CIRCUMSTANCES, *SENT_BY)},
        }
        return {name: value for name, value in named.items() if value is not None}

    def to_json(self) -> dict[str, Any]:
        """Plain values, for records."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        day = None if self.day is None else self.day.isoformat()
        return {**told, "kind": self.kind and self.kind.value, "day": day}


def said_of(name: str, said: Mapping[str, Any]) -> ContentFacts:
    """Facts as somebody said them; raises SlateError for a source type that there is not."""
    source_type, territory = said.get("source_type"), said.get("territory")
    if source_type is not None:
        source_uri(source_type)
    if territory is not None and not TERRITORY.fullmatch(territory):
        raise SlateError(
            f"{territory!r} is no territory", do="Write a code such as DE, EU or US-CA"
        )
    return facts_from_json({**said, "name": name})


def facts_from_json(told: Mapping[str, Any]) -> ContentFacts:
    """The facts that `to_json` wrote; what is not in there is not known."""
    known = {one.name for one in fields(ContentFacts)}
    said = {name: value for name, value in told.items() if name in known}
    kind, day = said.get("kind"), said.get("day")
    return ContentFacts(
        **{
            **said,
            "name": str(said.get("name", "")),
            "kind": ContentKind(kind) if kind else None,
            "day": date.fromisoformat(day) if day else None,
        }
    )
