"""A checked condition answered for one row of plain values, in SQL's three-valued logic.

For decisions about one thing at a time, where a frame would cost more than the answer. It shares
nothing with the polars form, so that the two check each other.
"""

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlglot import exp

Values = Mapping[str, Any]


def plain_value(node: exp.Expr, values: Values) -> Any:  # noqa: C901 (one line a node type)
    """The value of a condition's node, None when it is unknown.

    `values` holds everything there is to know under its full name: `item.year`, `viewer.age`.
    """
    match node:
        case exp.Column():
            return known_value(values.get(f"{node.table}.{node.name}"))
        case exp.Literal():
            return node.name if node.is_string else _number(node.name)
        case exp.Boolean():
            return bool(node.this)
        case exp.Null():
            return None
        case exp.Cast():
            return date.fromisoformat(node.this.name)
        case exp.Paren():
            return plain_value(node.this, values)
        case exp.Is():
            return _is(node, values)
        case exp.And():
            return _all([plain_value(node.this, values), plain_value(node.expression, values)])
        case exp.Or():
            return _any([plain_value(node.this, values), plain_value(node.expression, values)])
        case exp.In():
            value = plain_value(node.this, values)
            return _any([_equal(value, plain_value(e, values)) for e in node.expressions])
        case exp.Coalesce():
            parts = [plain_value(part, values) for part in (node.this, *node.expressions)]
            return next((part for part in parts if part is not None), None)
        case exp.Case():
            return _case(node, values)
        case _:
            return _strict(node, [plain_value(part, values) for part in node.iter_expressions()])


def known_value(value: Any) -> Any:
    """NaN is how frames sometimes spell unknown."""
    return None if isinstance(value, float) and math.isnan(value) else value


def _number(text: str) -> int | float:
    return int(text) if text.isdigit() else float(text)


def _all(parts: list[Any]) -> bool | None:
    if any(part is False for part in parts):
        return False
    return None if None in parts else True


def _any(parts: list[Any]) -> bool | None:
    if any(part is True for part in parts):
        return True
    return None if None in parts else False


def _equal(left: Any, right: Any) -> bool | None:
    return None if left is None or right is None else bool(left == right)


def _is(node: exp.Expr, values: Values) -> bool:
    value = plain_value(node.this, values)
    if isinstance(node.expression, exp.Null):
        return value is None
    return value is bool(node.expression.this)


def _case(node: exp.Case, values: Values) -> Any:
    for branch in node.args["ifs"]:
        if plain_value(branch.this, values) is True:
            return plain_value(branch.args["true"], values)
    default = node.args.get("default")
    return plain_value(default, values) if default else None


def _strict(node: exp.Expr, parts: list[Any]) -> Any:
    """Operators that are unknown as soon as one of their parts is.

    BETWEEN alone can still be false when one end is unknown and the other is missed.
    """
    if isinstance(node, exp.Between):
        value, low, high = parts
        above = None if value is None or low is None else value >= low
        return _all([above, None if value is None or high is None else value <= high])
    return None if None in parts else _settled(node, parts)


def _settled(node: exp.Expr, parts: list[Any]) -> Any:  # noqa: C901 (one line a node type)
    first, second = parts[0], parts[-1]
    match node:
        case exp.Not():
            return not first
        case exp.EQ():
            return first == second
        case exp.NEQ():
            return first != second
        case exp.LT():
            return first < second
        case exp.LTE():
            return first <= second
        case exp.GT():
            return first > second
        case exp.GTE():
            return first >= second
        case exp.Like():
            return _like(first, second)
        case exp.Lower():
            return first.lower()
        case exp.ArrayContains():
            return second in first
        case exp.ArraySize():
            return len(first)
        case exp.Neg():
            return -float(first)
        case _:
            return _calculated(node, first, second)


def _like(text: str, pattern: str) -> bool:
    """Whether a text matches a LIKE pattern, character by character."""
    if not pattern:
        return not text
    if pattern[0] == "%":
        return any(_like(text[start:], pattern[1:]) for start in range(len(text) + 1))
    return bool(text) and pattern[0] in ("_", text[0]) and _like(text[1:], pattern[1:])


def _calculated(node: exp.Expr, left: Any, right: Any) -> Any:
    """Sums of numbers, and of dates with days; None for what is no finite number or date."""
    try:
        if isinstance(left, date):
            return _moved(node, left, right)
        result = _sum(node, float(left), float(right))
    except (OverflowError, ZeroDivisionError):
        return None
    return result if math.isfinite(result) else None


def _moved(node: exp.Expr, left: date, right: Any) -> Any:
    if isinstance(right, date):
        return (left - right).days
    days = timedelta(days=int(right))
    return left + days if isinstance(node, exp.Add) else left - days


def _sum(node: exp.Expr, left: float, right: float) -> float:
    match node:
        case exp.Add():
            return left + right
        case exp.Sub():
            return left - right
        case exp.Mul():
            return left * right
        case exp.Div():
            return left / right
    raise NotImplementedError(type(node).__name__)
