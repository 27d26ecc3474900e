"""Turns what is known of something into triples."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from openslate.common.ids import short_id
from openslate.graph.delivery import RECORD_FIELDS, Delivery, Record, record_iri, record_type
from openslate.graph.ntriples import iri, literal, triple
from openslate.graph.vocabulary import DATA, FIELD, Field, Terms

NAME = FIELD["name"].iri


class FactWriter:
    """Writes values of fields as lines of N-Triples.

    A list is one triple a value, so that it can be asked for in one hop. The order of a list is
    kept beside it only where it is not the alphabetical one (docs/design/002-graph-layout.md).
    """

    def __init__(self, fields: Iterable[Field]) -> None:
        self._fields = {field.column: field for field in fields}
        self._people: dict[str, str] = {}

    def facts(self, subject: str, values: Mapping[str, Any]) -> Iterator[str]:
        """Triples about one subject, and about the people it is the first to name."""
        for column, value in values.items():
            if value not in (None, ""):
                yield from self._field(subject, self._fields[column], value)

    def _field(self, subject: str, field: Field, value: Any) -> Iterator[str]:
        if not field.many:
            yield triple(subject, field.iri, literal(value, field.kind))
            return
        values = list(dict.fromkeys(filter(None, value)))
        for one in values:
            yield from self._one(subject, field, one)
        if order := list_order(values):
            yield triple(subject, Terms.LIST_ORDER, literal(f"{field.column} {order}"))

    def _one(self, subject: str, field: Field, value: Any) -> Iterator[str]:
        if field.role is None:
            yield triple(subject, field.iri, literal(value, field.kind))
            return
        if value not in self._people:
            self._people[value] = person_iri(value)
            yield triple(self._people[value], NAME, literal(value))
        yield triple(subject, field.iri, iri(self._people[value]))


def record_writer(delivery: Delivery) -> Callable[[Record], Iterator[str]]:
    """A function that writes all triples of one of the delivery's records."""
    writer = FactWriter(RECORD_FIELDS[delivery.kind])

    def lines(record: Record) -> Iterator[str]:
        subject = record_iri(delivery.source, record.id)
        yield triple(subject, Terms.TYPE, iri(record_type(delivery.kind, record.values)))
        yield triple(subject, Terms.IDENTIFIER, literal(record.id))
        yield triple(subject, Terms.ROW, literal(record.row, "integer"))
        yield from writer.facts(subject, record.values)

    return lines


def person_iri(name: str) -> str:
    """IRI of the person of this name, spelled exactly so."""
    return f"{DATA}person:{short_id('', name)}"


def list_order(values: Sequence[str]) -> str:
    """For each value of the sorted list, its place in `values`; empty when sorted already.

    >>> list_order(["War", "Drama", "Horror"])
    '1 2 0'
    """
    places = sorted(range(len(values)), key=values.__getitem__)
    return "" if places == sorted(places) else " ".join(map(str, places))
