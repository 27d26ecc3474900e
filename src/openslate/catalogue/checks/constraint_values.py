"""Parameters of constraints as Python values, refused where they can't fit their field."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl
from polars.exceptions import ComputeError
from pyoxigraph import Literal, NamedNode

from openslate.catalogue.checks.shape import Constraint
from openslate.catalogue.checks.shape_graph import ShapeGraph
from openslate.graph.vocabulary import SHACL, XSD, Field, Kind

KIND_OF: dict[str, Kind] = {
    f"{XSD}string": "text",
    f"{XSD}integer": "integer",
    f"{XSD}double": "number",
    f"{XSD}date": "date",
    f"{XSD}boolean": "boolean",
}
PARSE: dict[Kind, Callable[[str], Any]] = {
    "text": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "boolean": lambda text: text == "true",
}
NUMBERS = ("integer", "number")
FLAGS = {"": "", "i": "(?i)"}
FOR_PEOPLE = {"minCount", "maxCount", "nodeKind"}


class UnfitError(ValueError):
    """A constraint that does not fit its field; says why."""


def read_constraint(
    graph: ShapeGraph,
    node: object,
    name: str,
    value: object,
    field: Field,
    among: Mapping[str, Field],
) -> Constraint:
    """One constraint of a property shape on `field`; `among` are all fields by IRI.

    Raises UnfitError when records could not be asked this: nothing is skipped silently.
    """
    if field.role and name not in FOR_PEOPLE:
        raise UnfitError(f"{field.column} are people, of whom sh:{name} can't be asked")
    if name in ("minCount", "maxCount", "minLength", "maxLength"):
        return Constraint(name, _count(name, value, field))
    if name == "pattern":
        return Constraint(name, _pattern(graph, node, value, field))
    if name in ("lessThan", "lessThanOrEquals"):
        return Constraint(name, _other(value, field, among))
    if name == "in":
        return Constraint(name, tuple(_same(one, field) for one in graph.members(value)))
    if name == "hasValue":
        return Constraint(name, _same(value, field))
    if name == "datatype":
        return Constraint(name, KIND_OF.get(getattr(value, "value", "")))
    if name == "nodeKind":
        return Constraint(name, _node_kinds(value))
    return Constraint(name, _limit(value, field))


def _count(name: str, value: object, field: Field) -> int:
    if name.endswith("Length") and field.kind != "text":
        raise UnfitError(f"{field.column} is no text, so sh:{name} says nothing")
    kind, found = _literal(value)
    if kind != "integer" or found < 0:
        raise UnfitError(f"sh:{name} needs a whole number")
    return int(found)


def _pattern(graph: ShapeGraph, node: object, value: object, field: Field) -> str:
    if field.kind != "text":
        raise UnfitError(f"{field.column} is no text, so sh:pattern says nothing")
    flags = graph.text(node, f"{SHACL}flags")
    if flags not in FLAGS:
        raise UnfitError(f"sh:flags {flags!r} is not supported, only 'i' is")
    pattern = FLAGS[flags] + str(_literal(value)[1])
    try:
        pl.Series([""]).str.contains(pattern)
    except ComputeError:
        raise UnfitError(
            f"sh:pattern {pattern!r} is no regular expression Slate can run (it has no look-ahead)"
        ) from None
    return pattern


def _other(value: object, field: Field, among: Mapping[str, Field]) -> str:
    other = among.get(getattr(value, "value", ""))
    if other is None or other.many or field.many or other.kind != field.kind:
        raise UnfitError(f"{field.column} can be compared only with one value of its own kind")
    return other.column


def _same(value: object, field: Field) -> Any:
    kind, found = _literal(value)
    if kind != field.kind:
        raise UnfitError(f"{found!r} is {kind}, but {field.column} is {field.kind}")
    return found


def _limit(value: object, field: Field) -> Any:
    kind, found = _literal(value)
    fits = kind == field.kind == "date" or (kind in NUMBERS and field.kind in NUMBERS)
    if not fits:
        raise UnfitError(f"{found!r} is {kind}, which {field.column} can't be compared with")
    return found


def _literal(value: object) -> tuple[Kind, Any]:
    if not isinstance(value, Literal) or value.datatype.value not in KIND_OF:
        raise UnfitError(f"{value} is no text, number, date or truth value that records have")
    kind = KIND_OF[value.datatype.value]
    try:
        return kind, PARSE[kind](value.value)
    except ValueError:
        raise UnfitError(f"{value.value!r} is no {kind}") from None


def _node_kinds(value: object) -> frozenset[str]:
    name = value.value.removeprefix(SHACL) if isinstance(value, NamedNode) else ""
    kinds = {part for part in ("IRI", "BlankNode", "Literal") if part in name}
    if not kinds:
        raise UnfitError(f"{name!r} is no kind of node")
    return frozenset(kinds)
