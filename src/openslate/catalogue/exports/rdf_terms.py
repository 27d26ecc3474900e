"""What the Turtle and the JSON-LD of an export have in common: which term says what, and how."""

from openslate.graph.vocabulary import (
    DCTERMS,
    FIELD,
    PROV,
    SCHEMA,
    SLATE,
    WORK_TYPES,
    XSD,
    Field,
    Terms,
)

PREFIXES = {"schema": SCHEMA, "slate": SLATE, "dcterms": DCTERMS, "prov": PROV, "xsd": XSD}
RUNTIME = FIELD["runtime"].column
RECORD = SLATE + "Record"
"""Class of the nodes that tell what one source's record says of an item."""


def item_class(work_type: str | None) -> str:
    """IRI of the schema.org class of an item."""
    return WORK_TYPES.get(work_type or "", Terms.MOVIE)


def iso_minutes(minutes: object) -> str:
    """Minutes as ISO 8601 writes a duration, which is what schema.org asks for.

    >>> iso_minutes(117)
    'PT117M'
    """
    return f"PT{minutes}M"


def typed(field: Field, text: str) -> object:
    """A claim's text as the kind of value its field holds."""
    if field.column == RUNTIME:
        return iso_minutes(text)
    if field.kind == "integer" and text.lstrip("-").isdecimal():
        return int(text)
    return float(text) if field.kind == "number" else text
