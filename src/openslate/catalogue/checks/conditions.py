"""Conditions of shapes as polars expressions over a frame of records.

An expression is true where the condition does not hold, and never null. An empty text counts as
nothing, as it does in the graph.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import add, or_
from typing import Any

import polars as pl

from openslate.catalogue.checks.shape import OF_EACH_VALUE, Condition, Constraint, Logic, Shape
from openslate.graph.vocabulary import FIELD, WORK_TYPES, Field, Terms

Fault = Callable[[pl.Expr, Any], pl.Expr]
FAULTS: Mapping[str, Fault] = {
    "minInclusive": lambda value, limit: value < limit,
    "maxInclusive": lambda value, limit: value > limit,
    "minExclusive": lambda value, limit: value <= limit,
    "maxExclusive": lambda value, limit: value >= limit,
    "minLength": lambda value, least: value.str.len_chars() < least,
    "maxLength": lambda value, most: value.str.len_chars() > most,
    "pattern": lambda value, pattern: ~value.str.contains(pattern),
    "in": lambda value, allowed: ~value.is_in(list(allowed)),
    "lessThan": lambda value, other: value >= pl.col(other),
    "lessThanOrEquals": lambda value, other: value > pl.col(other),
}
"""True where a value that is there is at fault; may be null where there is none."""


def target(shape: Shape) -> pl.Expr:
    """Whether a record is of a class that the shape is for."""
    if shape.kind == "availability" or shape.targets >= set(WORK_TYPES.values()):
        return pl.lit(True)
    kind = pl.col(FIELD["work_type"].column)
    return kind.replace_strict(WORK_TYPES, default=Terms.MOVIE).is_in(sorted(shape.targets))


def fails(condition: Condition) -> pl.Expr:
    """True where any part of a condition does not hold for the record."""
    parts = [
        *(constraint_fails(condition.field, c) for c in condition.constraints if condition.field),
        *map(logic_fails, condition.logic),
        *map(fails, condition.parts),
    ]
    return reduce(or_, parts, pl.lit(False))


def logic_fails(logic: Logic) -> pl.Expr:
    """True where the wrong number of members holds for the record."""
    holding = reduce(add, ((~fails(m)).cast(pl.UInt32) for m in logic.members), pl.lit(0))
    if logic.kind == "and":
        return holding < len(logic.members)
    if logic.kind == "or":
        return holding == 0
    return holding != (0 if logic.kind == "not" else 1)


def constraint_fails(field: Field, constraint: Constraint) -> pl.Expr:
    """True where a constraint does not hold for the record's values of a field."""
    if constraint.name in OF_EACH_VALUE:
        if not field.many:
            return value_fails(field, constraint, _single(field))
        faults = pl.col(field.column).list.eval(value_fails(field, constraint, pl.element()))
        return faults.list.any().fill_null(False)
    if constraint.name == "hasValue":
        return ~_has(field, constraint.value)
    count, limit = _count(field), int(constraint.value)
    return count < limit if constraint.name == "minCount" else count > limit


def value_fails(field: Field, constraint: Constraint, value: pl.Expr) -> pl.Expr:
    """True where a single value that is there is at fault."""
    if constraint.name == "datatype":
        wrong = field.role is not None or constraint.value != field.kind
        return value.is_not_null() & pl.lit(wrong)
    if constraint.name == "nodeKind":
        wrong = ("IRI" if field.role else "Literal") not in constraint.value
        return value.is_not_null() & pl.lit(wrong)
    fault = FAULTS[constraint.name](value, constraint.value)
    return fault.fill_null(False)  # no value, or nothing to compare it with: no fault


def _single(field: Field) -> pl.Expr:
    value = pl.col(field.column)
    return value.replace("", None) if field.kind == "text" else value


def _count(field: Field) -> pl.Expr:
    if not field.many:
        return _single(field).is_not_null().cast(pl.UInt32)
    return pl.col(field.column).list.n_unique().fill_null(0)


def _has(field: Field, wanted: Any) -> pl.Expr:
    value, sought = pl.col(field.column), pl.lit(wanted)
    return (value.list.contains(sought) if field.many else value == sought).fill_null(False)
