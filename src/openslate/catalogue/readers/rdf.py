"""Reads works from plain RDF: Turtle, N-Triples, N-Quads, TriG and RDF/XML.

The file goes into a store of its own in a temporary folder, so that its size is bounded by the
disk. Terms are those of schema.org, Dublin Core and Slate itself, so what Slate exports as Turtle
reads back. Nothing outside the file is ever fetched.
"""

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import pyoxigraph as ox

from openslate.catalogue.age_ratings import PREFERRED
from openslate.catalogue.intake import first_bytes, open_binary
from openslate.catalogue.readers.schema_nodes import (
    LABEL,
    SCHEMA_SPELLINGS,
    WORK_TYPES,
    SchemaMapper,
    local,
)
from openslate.catalogue.record import ProblemList, SourceRecord
from openslate.common.errors import SlateError
from openslate.graph.delivery import DeliveryKind
from openslate.graph.ntriples import iri_part
from openslate.graph.vocabulary import DATA, FIELD, Terms

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
ITEM = f"{DATA}item:"
DOCTYPE = b"<!doctype"
XML_STARTS = (b"<?xml", b"<rdf:", b"<RDF", b"<!DOCTYPE rdf")
DEPTH = 3  # how far from a work its nested nodes are followed
MOST = 20_000  # statements about one work


@dataclass(frozen=True)
class RdfReader:
    """Works from RDF; a record's id is the work's IRI, for Slate's own items their id."""

    source: str = "rdf"
    name: str = "rdf"
    licence: str = "own"
    trust: float = 0.7
    kinds: tuple[DeliveryKind, ...] = ("works",)
    languages: tuple[str, ...] = ("en",)
    rating_systems: tuple[str, ...] = PREFERRED

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        """Read everything with a type that is a work; rows count works in the store's order."""
        with tempfile.TemporaryDirectory(prefix="slate-") as folder:
            store = ox.Store(str(Path(folder) / "rdf"))
            _load(store, path)
            graph = _Nodes(store)
            mapper = SchemaMapper(graph.name, problems, self.languages, self.rating_systems)
            for row, subject in enumerate(_works(store), start=1):
                values = mapper.values(graph.node(subject, DEPTH), row)
                if "name" in values or "identifiers" in values or "imdb_id" in values:
                    yield SourceRecord(self.source, record_id(subject), row, values)
                else:
                    problems.add(row, "name", record_id(subject), "a work with a name or an id")
            del graph, mapper, store  # lets go of the folder


def record_id(subject: ox.NamedNode | ox.BlankNode) -> str:
    """A short id for a work: the item's own for Slate's, else its IRI."""
    if isinstance(subject, ox.BlankNode):
        return f"_:{subject.value}"
    return subject.value.removeprefix(ITEM)


class _Nodes:
    """Nodes of a store in the shape of JSON-LD."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def node(self, subject: Any, depth: int) -> dict[str, Any]:
        """A node and what it holds, to a depth; `@id` alone beyond."""
        node: dict[str, Any] = {"@id": record_id(subject)}
        if isinstance(subject, ox.NamedNode):
            node["@id"] = subject.value
        orders: list[str] = []
        for count, quad in enumerate(self._store.quads_for_pattern(subject, None, None)):
            if count >= MOST:
                break
            term = quad.predicate.value
            if term == Terms.LIST_ORDER:
                orders.append(getattr(quad.object, "value", ""))
                continue
            key = "@type" if term == Terms.TYPE else local(term)
            node.setdefault(key, []).append(self._value(quad.object, key, depth))
        return _ordered(node, orders)

    def name(self, key: str) -> str | None:
        """The name of a node by its IRI."""
        subject = _subject(key)
        if subject is None:
            return None
        for term in (*(f"{spelling}name" for spelling in SCHEMA_SPELLINGS[:2]), LABEL):
            for quad in self._store.quads_for_pattern(subject, ox.NamedNode(term), None):
                if isinstance(quad.object, ox.Literal):
                    return quad.object.value
        return None

    def _value(self, value: Any, key: str, depth: int) -> Any:
        if isinstance(value, ox.Literal):
            return {"@value": value.value, "@language": value.language}
        if key == "@type":
            return getattr(value, "value", "")
        if not isinstance(value, ox.NamedNode | ox.BlankNode):
            return None
        return self.node(value, depth - 1) if depth > 1 else {"@id": record_id(value)}


def _ordered(node: dict[str, Any], orders: list[str]) -> dict[str, Any]:
    """Lists in the order that Slate's exports keep beside them; all others by their text."""
    from_slate = dict(_order(text) for text in orders)
    for key, values in node.items():
        if isinstance(values, list) and key != "@type":
            ranked = sorted(values, key=_sort_key)
            places = from_slate.get(key)
            if places and sorted(places) == list(range(len(ranked))):
                ranked = [
                    value for _, value in sorted(zip(places, ranked, strict=True), key=_place)
                ]
            node[key] = ranked
    return node


def _order(text: str) -> tuple[str, list[int]]:
    column, *places = text.split() or [""]
    term = local(FIELD[column].iri) if column in FIELD else ""
    return term, [int(place) for place in places if place.isdecimal() and len(place) < 9]


def _place(one: tuple[int, Any]) -> int:
    return one[0]


def _sort_key(value: Any) -> str:
    if isinstance(value, dict):
        named = value.get("name")
        inner = named[0] if isinstance(named, list) and named else value
        return str(inner.get("@value") or value.get("@id") or "")
    return str(value)


def _works(store: ox.Store) -> Iterator[Any]:
    """Subjects whose type is a work, each once."""
    seen = set()
    kind = ox.NamedNode(Terms.TYPE)
    for spelling in SCHEMA_SPELLINGS[:2]:
        for name in WORK_TYPES:
            for quad in store.quads_for_pattern(None, kind, ox.NamedNode(spelling + name)):
                if quad.subject not in seen and not isinstance(quad.subject, ox.Triple):
                    seen.add(quad.subject)
                    yield quad.subject


def _subject(key: str) -> ox.NamedNode | ox.BlankNode | None:
    try:
        return ox.BlankNode(key[2:]) if key.startswith("_:") else ox.NamedNode(key)
    except ValueError:
        return None


def _load(store: ox.Store, path: Path) -> None:
    form = _format(path)
    base = f"{DATA}file:{iri_part(path.name)}/"
    try:
        if form == ox.RdfFormat.RDF_XML:
            with closing(_WithoutEntities(open_binary(path), path)) as text:
                store.bulk_load(input=cast("IO[bytes]", text), format=form, base_iri=base)
        else:
            store.bulk_load(path=str(path), format=form, base_iri=base)
    except SyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise SlateError(
            f"The file is not {form.name}{line}: {_first_words(str(error.msg or error))}",
            where=str(path),
            do="Mend it there, or ask for it again",
        ) from error
    except (OSError, ValueError) as error:
        raise SlateError(
            f"The file cannot be read ({getattr(error, 'strerror', None) or error})",
            where=str(path),
            do="Check its name, or fetch it again",
        ) from error


class _WithoutEntities(io.RawIOBase):
    """XML as it is read, refused when it has a document type: the store would unfold its entities.

    Those words cannot stand in the text of a document, where < is written &lt;.
    """

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream, self._path, self._before = stream, path, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        seen = self._before + data.lower()
        if DOCTYPE in seen:
            raise SlateError(
                "The XML declares its own document type, which may hide harmful entities",
                where=str(self._path),
                do="Ask for it without the line that begins with <!DOCTYPE",
            )
        self._before = seen[-len(DOCTYPE) :]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _format(path: Path) -> ox.RdfFormat:
    """By content where that tells XML from text, else by name; Turtle reads N-Triples too."""
    if first_bytes(path, 256).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(XML_STARTS):
        return ox.RdfFormat.RDF_XML
    named = FORMATS.get(path.suffix.lower(), ox.RdfFormat.TURTLE)
    return ox.RdfFormat.TURTLE if named == ox.RdfFormat.RDF_XML else named


def _first_words(text: str) -> str:
    return re.split(r"[.\n]", text, maxsplit=1)[0][:120]
