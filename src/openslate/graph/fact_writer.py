"""Turns what is known of something into triples."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
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
            if value is None or value == "":
                continue
            field = self._fields[column]
            if field.many:
                yield from self._list(subject, field, once(value))
            else:
                yield triple(subject, field.iri, literal(value, field.kind))

    def _list(self, subject: str, field: Field, values: list[Any]) -> Iterator[str]:
        if field.role:
            yield from self._new_people(values)
            for name in values:
                yield triple(subject, field.iri, self._people[name])
        else:
            for value in values:
                yield triple(subject, field.iri, literal(value, field.kind))
        if len(values) > 1 and (order := list_order(values)):
            yield triple(subject, Terms.LIST_ORDER, literal(f"{field.column} {order}"))

    def _new_people(self, names: list[str]) -> Iterator[str]:
        for name in names:
            if name not in self._people:
                person = person_iri(name)
                self._people[name] = iri(person)
                yield triple(person, NAME, literal(name))


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


def once(values: Iterable[Any]) -> list[Any]:
    """A list's values as they are kept: none empty, none twice."""
    return list(dict.fromkeys(filter(None, values)))


def person_iri(name: str) -> str:
    """IRI of the person of this name, spelled exactly so."""
    return f"{DATA}person:{short_id('', name)}"


def list_order(values: Sequence[str]) -> str:
    """For each value of the sorted list, its place in `values`; empty when sorted already.

    >>> list_order(["War", "Drama", "Horror"])
    '1 2 0'
    """
    if all(a <= b for a, b in pairwise(values)):
        return ""
    places = sorted(range(len(values)), key=values.__getitem__)
    return " ".join(map(str, places))
