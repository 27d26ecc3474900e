"""Reads works from JSON-LD in schema.org terms, and from the JSON-LD that web pages carry.

Contexts are not fetched: terms are taken for schema.org's by their names, which is what its context
says. Nodes may be nested or refer to each other by `@id`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from openslate.catalogue.age_ratings import PREFERRED
from openslate.catalogue.intake import first_bytes, open_binary
from openslate.catalogue.readers.json_objects import JsonObject, contains, json_objects
from openslate.catalogue.readers.labels import LabelStore
from openslate.catalogue.readers.schema_nodes import SchemaMapper, local, name_of, work_type
from openslate.catalogue.record import ProblemList, SourceRecord
from openslate.common.errors import SlateError
from openslate.common.ids import short_id
from openslate.graph.delivery import DeliveryKind
from openslate.graph.vocabulary import DATA, DCTERMS, SLATE

DEPTH = 12
PAGE = 20_000_000  # bytes of a web page
NESTED = ("itemListElement", "item", "mainEntity", "hasPart", "episode", "containsSeason", "season")
"""Where works stand inside other nodes."""
PREFIXES = {"slate:": SLATE, "dcterms:": DCTERMS, "dct:": DCTERMS}
ALIASES = {"id": "@id", "type": "@type"}


@dataclass(frozen=True)
class SchemaOrgReader:
    """Works from JSON-LD; a record's id is its `@id`, else made of name, series and year."""

    source: str = "schema-org"
    name: str = "schema-org"
    licence: str = "own"
    trust: float = 0.6
    kinds: tuple[DeliveryKind, ...] = ("works",)
    languages: tuple[str, ...] = ("en",)
    rating_systems: tuple[str, ...] = PREFERRED

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read twice: first for the names that nodes refer to, then for the works."""
        with LabelStore() as labels:
            for found in _nodes(path, ProblemList(path)):
                for key, name in _names(found.values, DEPTH):
                    labels.put(key, name)
            mapper = SchemaMapper(labels.get, problems, self.languages, self.rating_systems)
            seen: set[str] = set()
            for found in _nodes(path, problems):
                for node in _works(found.values, DEPTH):
                    yield from self._record(node, found.row, mapper, seen)

    def _record(
        self, node: Mapping[str, Any], row: int, mapper: SchemaMapper, seen: set[str]
    ) -> Iterator[SourceRecord]:
        values = mapper.values(node, row)
        key = node.get("@id")
        record = key.removeprefix(f"{DATA}item:") if isinstance(key, str) and key else None
        if record is None and "name" in values:
            columns = ("name", "year", "series", "season_number", "episode_number")
            record = short_id("s", *(str(values.get(column, "")) for column in columns))
        if record is None or not ({"name", "imdb_id", "identifiers"} & set(values)):
            mapper.problems.add(row, "name", str(key or ""), "a work with a name or an id")
        elif record in seen:
            mapper.problems.add(row, "@id", record, "an id of its own; the first one was kept")
        else:
            seen.add(record)
            yield SourceRecord(self.source, record, row, values)


def _nodes(path: Path, problems: ProblemList) -> Iterator[JsonObject]:
    """Top nodes of the file with plain names of terms."""
    if _is_page(path):
        found = _in_page(path, problems)
    elif contains(path, b'"@graph"'):
        found = json_objects(path, lambda place: place.endswith("@graph.item"), problems)
    else:
        found = json_objects(path, lambda place: place in ("", "item"), problems)
    for one in found:
        graph = one.values.get("@graph")
        for node in graph if isinstance(graph, list) else [one.values]:
            if isinstance(node, dict):
                yield JsonObject(one.row, _plain(node, DEPTH))


def _plain(value: Any, depth: int) -> Any:
    """A node with local names of terms, whatever prefix they were written with."""
    if depth == 0:
        return None
    if isinstance(value, dict):
        return {_term(key): _plain(inner, depth - 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, depth - 1) for inner in value]
    return value


@lru_cache(maxsize=4096)
def _term(key: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if key.startswith(prefix):
            return namespace + key.removeprefix(prefix)
    return ALIASES.get(key, local(key))


def _inner(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for value in node.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield one


def _names(node: Mapping[str, Any], depth: int) -> Iterator[tuple[str, str]]:
    """Every id with a name, at any depth."""
    key, name = node.get("@id"), name_of(node)
    if isinstance(key, str) and name:
        yield key, name
    if depth:
        for inner in _inner(node):
            yield from _names(inner, depth - 1)


def _works(node: Mapping[str, Any], depth: int) -> Iterator[Mapping[str, Any]]:
    """A node if it is a work, and the works listed inside it.

    A programme says only that something is creative work; a page about a film is one too, so
    within a page the work it is about counts and the page does not.
    """
    kind = work_type(node)
    if kind and "mainEntity" not in node:
        yield node
    if depth:
        for term in NESTED:
            value = node.get(term)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict) and ("name" in one or term in ("item", "itemListElement")):
                    yield from _works(one, depth - 1)


def _is_page(path: Path) -> bool:
    return first_bytes(path, 64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _in_page(path: Path, problems: ProblemList) -> Iterator[JsonObject]:
    """The JSON-LD scripts of a web page."""
    with open_binary(path) as stream:
        data = stream.read(PAGE + 1)
    if len(data) > PAGE:
        raise SlateError("The page is too large to read", where=str(path), do="Save the data alone")
    page = _Scripts()
    page.feed(data.decode("utf-8", "replace"))
    page.close()
    if not page.scripts:
        raise SlateError(
            "The page carries no JSON-LD", where=str(path), do="Check that this is the right file"
        )
    for line, text in page.scripts:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            problems.add(line, "script", text.strip(), "JSON")
            continue
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                yield JsonObject(line, one)


class _Scripts(HTMLParser):
    """Collects scripts of type application/ld+json with their lines."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[tuple[int, str]] = []
        self._line: int | None = None
        self._text: list[str] = []

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 (its signature)
        """Pass over `<![...>`, as browsers do; Python's own stops at words it does not know."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        if tag == "script" and kind == "application/ld+json":
            self._line, self._text = self.getpos()[0], []

    def handle_data(self, data: str) -> None:
        if self._line is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._line is not None:
            self.scripts.append((self._line, "".join(self._text)))
            self._line = None
