"""A checked condition as a polars expression over facts, in SQL's three-valued logic.

Numbers calculate as 64-bit floats; a result that is not finite (division by zero, overflow) is
unknown. Dates outside the years 1 to 9999 are unknown.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import polars as pl
from sqlglot import exp

from openslate.rules.fields import DTYPES
from openslate.rules.kinds import kind
from openslate.rules.like import like_pattern

Lookup: TypeAlias = Callable[[exp.Expr], pl.Expr | None]
"""Gives the expression of a node whose value comes from outside, None for all others."""

MOST_DAYS = 4_000_000  # more than ten thousand years
_EPOCH = date(1970, 1, 1).toordinal()
FIRST_DAY, LAST_DAY = date.min.toordinal() - _EPOCH, date.max.toordinal() - _EPOCH


def to_polars(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    """The expression of `node`; columns and other outside values come from `lookup`."""
    outside = lookup(node)
    return outside if outside is not None else _FORMS[type(node)](node, lookup)


def literal(value: Any, node: exp.Expr) -> pl.Expr:
    """A value of the node's kind as an expression."""
    return pl.lit(value, dtype=DTYPES[kind(node)])


def column(field_column: str, dtype: pl.DataType, wanted: pl.DataType) -> pl.Expr:
    """A facts column in the type that conditions calculate with; NaN is unknown."""
    read = pl.col(field_column)
    if dtype != wanted:
        read = read.cast(wanted)
    return read.fill_nan(None) if dtype.is_float() else read


def _literal(node: exp.Expr, _: Lookup) -> pl.Expr:
    read: dict[str, Callable[[str], Any]] = {"integer": int, "number": float}
    return literal(read.get(kind(node), str)(node.name), node)


def _boolean(node: exp.Expr, _: Lookup) -> pl.Expr:
    return pl.lit(bool(node.this))


def _null(_node: exp.Expr, _: Lookup) -> pl.Expr:
    return pl.lit(None)


def _date(node: exp.Expr, _: Lookup) -> pl.Expr:
    return pl.lit(date.fromisoformat(node.this.name))


def _same(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    return to_polars(node.this, lookup)


def _not(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    return ~_truth(node.this, lookup)


def _neg(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    return -to_polars(node.this, lookup).cast(pl.Float64)


def _truth(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    """A yes/no expression; a bare NULL has no type of its own and gets one here."""
    form = to_polars(node, lookup)
    return form.cast(pl.Boolean) if kind(node) == "null" else form


def _pair(node: exp.Expr, lookup: Lookup) -> tuple[pl.Expr, pl.Expr]:
    return to_polars(node.this, lookup), to_polars(node.expression, lookup)


def _and(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    return _truth(node.this, lookup) & _truth(node.expression, lookup)


def _or(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    return _truth(node.this, lookup) | _truth(node.expression, lookup)


def _comparison(compare: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> "_Form":
    def form(node: exp.Expr, lookup: Lookup) -> pl.Expr:
        return compare(*_pair(node, lookup))

    return form


def _finite(form: pl.Expr) -> pl.Expr:
    return pl.when(form.is_finite()).then(form)


def _arithmetic(calculate: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> "_Form":
    def form(node: exp.Expr, lookup: Lookup) -> pl.Expr:
        if kind(node.this) == "date":
            return _days(node, lookup)
        left, right = _pair(node, lookup)
        return _finite(calculate(left.cast(pl.Float64), right.cast(pl.Float64)))

    return form


def _days(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    """Dates plus or minus days, and the days between two dates."""
    left, right = _pair(node, lookup)
    day = left.cast(pl.Int32).cast(pl.Int64)
    if kind(node.expression) == "date":
        return day - right.cast(pl.Int32).cast(pl.Int64)
    count = right.cast(pl.Int64, strict=False)
    count = pl.when(count.is_between(-MOST_DAYS, MOST_DAYS)).then(count)
    moved = day + count if isinstance(node, exp.Add) else day - count
    moved = pl.when(moved.is_between(FIRST_DAY, LAST_DAY)).then(moved)
    return moved.cast(pl.Int32).cast(pl.Date)


def _in(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    """`x IN (a, b)` is `x = a OR x = b`, also when one of them is unknown."""
    value = to_polars(node.this, lookup)
    choices = node.expressions
    if all(isinstance(choice, exp.Literal) for choice in choices) and len(choices) > 4:
        known = [float(c.name) if kind(c) in ("integer", "number") else c.name for c in choices]
        plain = value.cast(pl.Float64) if isinstance(known[0], float) else value
        return plain.is_in(known)
    return pl.any_horizontal([value == to_polars(choice, lookup) for choice in choices])


def _between(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    value = to_polars(node.this, lookup)
    low, high = to_polars(node.args["low"], lookup), to_polars(node.args["high"], lookup)
    return (value >= low) & (value <= high)


def _like(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    return to_polars(node.this, lookup).str.contains(like_pattern(node.expression.name))


def _is(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    value = to_polars(node.this, lookup)
    if isinstance(node.expression, exp.Null):
        return value.is_null()
    return value.eq_missing(pl.lit(bool(node.expression.this)))


def _coalesce(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    wanted = DTYPES[kind(node)]
    parts = [to_polars(part, lookup).cast(wanted) for part in (node.this, *node.expressions)]
    return pl.coalesce(parts)


def _lower(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    return to_polars(node.this, lookup).str.to_lowercase()


def _contains(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    texts, wanted = _pair(node, lookup)
    found = texts.list.contains(wanted)
    if isinstance(node.expression, exp.Literal):
        return found
    return pl.when(wanted.is_not_null()).then(found)


def _size(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    return to_polars(node.this, lookup).list.len().cast(pl.Int64)


def _case(node: exp.Expr, lookup: Lookup) -> pl.Expr:
    wanted = DTYPES[kind(node)]
    default = node.args.get("default")
    answer = to_polars(default, lookup) if default else pl.lit(None)
    answer = answer.cast(wanted)
    for branch in reversed(node.args["ifs"]):
        then = to_polars(branch.args["true"], lookup).cast(wanted)
        answer = pl.when(_truth(branch.this, lookup)).then(then).otherwise(answer)
    return answer


_Form: TypeAlias = Callable[[exp.Expr, Lookup], pl.Expr]
_FORMS: dict[type[exp.Expr], _Form] = {
    exp.Literal: _literal,
    exp.Boolean: _boolean,
    exp.Null: _null,
    exp.Cast: _date,
    exp.Paren: _same,
    exp.Not: _not,
    exp.Neg: _neg,
    exp.And: _and,
    exp.Or: _or,
    exp.EQ: _comparison(lambda left, right: left == right),
    exp.NEQ: _comparison(lambda left, right: left != right),
    exp.LT: _comparison(lambda left, right: left < right),
    exp.LTE: _comparison(lambda left, right: left <= right),
    exp.GT: _comparison(lambda left, right: left > right),
    exp.GTE: _comparison(lambda left, right: left >= right),
    exp.Add: _arithmetic(lambda left, right: left + right),
    exp.Sub: _arithmetic(lambda left, right: left - right),
    exp.Mul: _arithmetic(lambda left, right: left * right),
    exp.Div: _arithmetic(lambda left, right: left / right),
    exp.In: _in,
    exp.Between: _between,
    exp.Like: _like,
    exp.Is: _is,
    exp.Coalesce: _coalesce,
    exp.Lower: _lower,
    exp.ArrayContains: _contains,
    exp.ArraySize: _size,
    exp.Case: _case,
}
