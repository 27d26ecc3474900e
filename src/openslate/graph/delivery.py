"""A delivery: one file from one source, as it came, with where it came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol
from urllib.parse import unquote

from openslate.graph.ntriples import iri_part
from openslate.graph.vocabulary import (
    AVAILABILITY_FIELDS,
    DATA,
    FIELD,
    FIELDS,
    WORK_TYPES,
    Field,
    Terms,
)

DeliveryKind = Literal["works", "availability"]
Scope = Literal["full", "update"]
"""A full delivery replaces what its source said before, an update only records it names."""
Progress = Callable[[int], None]
"""Told how many records are done so far."""

RECORD_FIELDS: Mapping[DeliveryKind, tuple[Field, ...]] = {
    "works": FIELDS,
    "availability": AVAILABILITY_FIELDS,
}


class Record(Protocol):
    """What the store needs of a source's record; `values` maps columns to Python values."""

    @property
    def id(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def values(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Delivery:
    """Where a file's facts come from. `trust` between 0 and 1 orders sources that disagree."""

    source: str
    file_name: str
    file_hash: str
    received_at: datetime
    licence: str
    trust: float
    reader: str
    kind: DeliveryKind = "works"
    scope: Scope = "full"

    @property
    def graph(self) -> str:
        """IRI of the named graph that holds this delivery and nothing else."""
        name = f"{DATA}delivery:{iri_part(self.source)}:{self.kind}:{self.file_hash[:16]}"
        return name if self.scope == "full" else f"{name}:{self.scope}"


@dataclass(frozen=True)
class Withdrawal:
    """Who took a delivery back, when and why; from then on it counts for nothing."""

    by: str
    at: datetime
    because: str


@dataclass(frozen=True)
class DeliveryReport:
    """What became of a delivery.

    `already_there` when it was the latest of its source before; `repeated` counts records whose id
    the same file had given before: the first one was kept. `arrival` orders all deliveries.
    """

    delivery: Delivery
    records: int
    triples: int
    already_there: bool = False
    withdrawn: Withdrawal | None = None
    arrival: int = 0
    repeated: int = 0


def record_type(kind: DeliveryKind, values: Mapping[str, Any]) -> str:
    """IRI of a record's class."""
    if kind == "availability":
        return Terms.AVAILABILITY
    return WORK_TYPES.get(values.get(FIELD["work_type"].column) or "", Terms.MOVIE)


def record_iri(source: str, record: str) -> str:
    """IRI of a source's record, the same in every delivery of that source."""
    return f"{DATA}record:{iri_part(source)}:{iri_part(record)}"


def record_key(iri: str) -> tuple[str, str]:
    """Source and record that an IRI of `record_iri` stands for.

    >>> record_key(record_iri("wikidata-films", "tt0078788:2"))
    ('wikidata-films', 'tt0078788:2')
    """
    source, record = iri.removeprefix(f"{DATA}record:").split(":")
    return unquote(source), unquote(record)
