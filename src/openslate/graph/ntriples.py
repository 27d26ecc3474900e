"""Triples as text: the fastest way into the quad store, written in canonical N-Triples."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from openslate.graph.vocabulary import XSD, Kind

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}
_NEEDS_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
_TYPES: dict[Kind, str] = {
    "integer": f"^^<{XSD}integer>",
    "number": f"^^<{XSD}double>",
    "date": f"^^<{XSD}date>",
    "boolean": f"^^<{XSD}boolean>",
}


def iri(text: str) -> str:
    """An IRI between angle brackets."""
    return f"<{text}>"


def iri_part(text: str) -> str:
    """Text made fit to be one segment of an IRI, readable for plain ids.

    >>> iri_part("tt0078788 #2")
    'tt0078788%20%232'
    """
    return quote(text, safe="-._~")


def literal(value: Any, kind: Kind = "text") -> str:
    """A literal of one of the vocabulary's kinds, e.g. `"1995"^^<...integer>`."""
    if kind == "text":
        return f'"{_NEEDS_ESCAPE.sub(_escape, value)}"'
    return f'"{plain(value)}"{_TYPES[kind]}'


def moment(at: datetime) -> str:
    """A literal for a point in time."""
    return f'"{at.isoformat()}"^^<{XSD}dateTime>'


def triple(subject: str, predicate: str, object_: str) -> str:
    """One line of N-Triples; `subject` and `predicate` are bare IRIs, `object_` is finished."""
    return f"<{subject}> <{predicate}> {object_} ."


def plain(value: Any) -> str:
    """The text of a value as the quad store gives it back.

    >>> plain(41711.0), plain(1995), plain(True)
    ('41711', '1995', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _plain_number(value)
    return str(value)


def _plain_number(value: float) -> str:
    digits = format(Decimal(repr(value)), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
