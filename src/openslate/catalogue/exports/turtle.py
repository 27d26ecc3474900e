"""Exports items as Turtle: schema.org and Slate's own terms, with who said what."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, BinaryIO

from openslate.catalogue.exports.items import ExportedItem, Progress, exported_items
from openslate.catalogue.exports.rdf_terms import (
    PREFIXES,
    RECORD,
    RUNTIME,
    iso_minutes,
    item_class,
    typed,
)
from openslate.graph.canonical_writer import item_iri
from openslate.graph.delivery import record_iri
from openslate.graph.fact_writer import list_order, person_iri
from openslate.graph.ntriples import iri, literal
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, RDF, XSD, Field, Terms

Statement = tuple[str, str]
"""Predicate and object, finished."""


def export_turtle(
    snapshot: Snapshot,
    file: BinaryIO,
    ids: Collection[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write items as Turtle, how many. One node an item, one for each record that speaks of it."""
    prefixes = [f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items()]
    file.write("".join(prefixes).encode())
    writer, count = _NodeWriter(), 0
    for item in exported_items(snapshot, ids, progress, claims=True):
        file.write("".join(writer.item(item)).encode())
        count += 1
    return count


class _NodeWriter:
    """Writes nodes; each person is named where first met."""

    def __init__(self) -> None:
        self._people: set[str] = set()

    def item(self, item: ExportedItem) -> Iterator[str]:
        """The blocks of one item."""
        subject, met = item_iri(item.id), dict[str, str]()
        work_type = item.values.get(FIELD["work_type"].column)
        statements = [(iri(RDF + "type"), short(item_class(work_type)))]
        for column, value in item.values.items():
            statements += _statements(FIELD[column], value, met)
        yield _block(subject, statements)
        by_record: dict[tuple[str, str], dict[str, list[Any]]] = {}
        for claim in item.claims:
            fields = by_record.setdefault((claim.source, claim.record), {})
            fields.setdefault(claim.field, []).append(claim.value)
        for (source, record), fields in by_record.items():
            yield _block(record_iri(source, record), _said(source, subject, fields, met))
        for name, person in met.items():
            if person not in self._people:
                self._people.add(person)
                kind = (iri(RDF + "type"), short(Terms.PERSON))
                yield _block(person, [kind, (short(FIELD["name"].iri), literal(name))])


def _said(
    source: str, item: str, fields: dict[str, list[Any]], met: dict[str, str]
) -> list[Statement]:
    """What one record says, with its source."""
    statements = [
        (iri(RDF + "type"), short(RECORD)),
        (short(Terms.SOURCE), literal(source)),
        (short(Terms.RECORD_OF), iri(item)),
    ]
    for column, texts in fields.items():
        field = FIELD[column]
        for text in texts:
            value = text if field.column == RUNTIME else typed(field, text)
            statements += _statements(field, [value] if field.many else value, met)
    return statements


def _statements(field: Field, value: Any, met: dict[str, str]) -> Iterator[Statement]:
    values = value if field.many else [value]
    for one in values:
        yield short(field.iri), _object(field, one, met)
    if field.many and (order := list_order(values)):
        yield short(Terms.LIST_ORDER), literal(f"{field.column} {order}")


def _object(field: Field, value: Any, met: dict[str, str]) -> str:
    if field.role:
        met.setdefault(value, person_iri(value))
        return iri(met[value])
    if field.column == RUNTIME:
        return f"{literal(iso_minutes(value))}^^{short(XSD + 'duration')}"
    text = literal(value, field.kind)
    quoted, typed_by, kind = text.rpartition("^^")
    return f"{quoted}^^{short(kind.strip('<>'))}" if typed_by and field.kind != "text" else text


def short(term: str) -> str:
    """A term with its prefix.

    >>> short("https://schema.org/name")
    'schema:name'
    """
    for prefix, namespace in PREFIXES.items():
        if term.startswith(namespace) and term[len(namespace) :].isalnum():
            return f"{prefix}:{term[len(namespace) :]}"
    return iri(term)


def _block(subject: str, statements: Iterable[Statement]) -> str:
    lines = " ;\n".join(f"    {predicate} {object_}" for predicate, object_ in statements)
    return f"\n{iri(subject)}\n{lines} .\n"
