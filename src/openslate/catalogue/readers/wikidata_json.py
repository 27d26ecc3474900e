"""Reads films and series from Wikidata's JSON: dumps, lines, or what its API answers.

Source: the Wikibase JSON format. Statements refer to other entities by number; their names are
those that the same file gives. A number without a name is told and left out, never shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openslate.catalogue.age_ratings import PREFERRED
from openslate.catalogue.readers.json_objects import json_objects
from openslate.catalogue.readers.labels import LabelStore
from openslate.catalogue.readers.wikidata_entity import EntityMapper, best_text, kind_of
from openslate.catalogue.record import ProblemList, SourceRecord
from openslate.graph.delivery import DeliveryKind


@dataclass(frozen=True)
class WikidataJsonReader:
    """Works among Wikidata's entities; a record's id is its Q id."""

    source: str = "wikidata"
    name: str = "wikidata-json"
    licence: str = "CC0-1.0"
    trust: float = 0.9
    kinds: tuple[DeliveryKind, ...] = ("works",)
    languages: tuple[str, ...] = ("en", "mul")
    rating_systems: tuple[str, ...] = PREFERRED

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read twice: first every entity's name, then the works."""
        with LabelStore() as labels:
            for _, entity in _entities(path, ProblemList(path)):
                if name := best_text(entity.get("labels"), self.languages):
                    labels.put(str(entity.get("id")), name)
            mapper = EntityMapper(labels.get, problems, self.languages, self.rating_systems)
            seen: set[str] = set()
            for row, entity in _entities(path, problems):
                record = str(entity.get("id"))
                if kind_of(entity) and record not in seen:
                    seen.add(record)
                    yield from self._record(record, entity, row, mapper)

    def _record(
        self, record: str, entity: Mapping[str, Any], row: int, mapper: EntityMapper
    ) -> Iterator[SourceRecord]:
        values = mapper.values(entity, row)
        if "name" in values:
            yield SourceRecord(self.source, record, row, values)
        else:
            wanted = " or ".join(self.languages)
            mapper.problems.add(
                row, "labels", record, f"an entity with a name (looked for {wanted})"
            )


def _entities(path: Path, problems: ProblemList) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Entities of a dump, of lines, or of an answer's `entities`."""
    for found in json_objects(path, _is_entity, problems):
        inner = found.values.get("entities")
        answers: Sequence[Any] = list(inner.values()) if isinstance(inner, dict) else [found.values]
        for entity in answers:
            if isinstance(entity, dict) and isinstance(entity.get("id"), str):
                yield found.row, entity


def _is_entity(place: str) -> bool:
    parts = place.split(".")
    return place == "item" or (len(parts) == 2 and parts[0] == "entities" and bool(parts[1]))
