"""A checked condition as SQL for another engine, with the same answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlglot import exp

from openslate.rules.condition import Condition
from openslate.rules.fields import ITEM, Kind
from openslate.rules.grammar import date_literal
from openslate.rules.kinds import kind

_SQL_TYPES: dict[Kind, str] = {
    "boolean": "boolean",
    "integer": "bigint",
    "number": "double",
    "text": "text",
    "time": "text",
    "date": "date",
    "texts": "text[]",
    "null": "text",
}


def to_sql(
    condition: Condition, dialect: str = "duckdb", request: Mapping[str, Any] | None = None
) -> str:
    """The condition in a dialect that sqlglot writes (duckdb, postgres, bigquery, spark, ...).

    Names stay `item.year`, `viewer.age`; with a `request` its values stand in place of `viewer.*`
    and `context.*` (NULL where it has none).
    """
    tree = condition.tree.copy()
    holder = exp.Paren(this=tree)
    for node in list(tree.walk(bfs=False))[::-1]:
        changed = _portable(node, request)
        if changed is not node:
            node.replace(changed)
    written: str = holder.this.sql(dialect=dialect, comments=False)
    return written


def _portable(node: exp.Expr, request: Mapping[str, Any] | None) -> exp.Expr:
    """A node whose meaning differs between engines, spelled so that it does not."""
    if isinstance(node, exp.Column) and request is not None and node.table != ITEM:
        return _value(request.get(node.sql()), _SQL_TYPES[kind(node)])
    if isinstance(node, exp.Add | exp.Sub) and kind(node) == "date":
        return _moved(node)
    if isinstance(node, exp.Div):
        below = exp.Nullif(this=_double(node.expression), expression=exp.Literal.number(0))
        return exp.Div(this=_double(node.this), expression=below, typed=True)
    return node


def _double(node: exp.Expr) -> exp.Expr:
    return exp.cast(node.copy(), "double")


def _moved(node: exp.Expr) -> exp.Expr:
    """Days added to a date, as a date (some engines make it a timestamp)."""
    step = exp.DateAdd if isinstance(node, exp.Add) else exp.DateSub
    days = exp.Paren(this=node.expression.copy())
    return exp.cast(step(this=node.this.copy(), expression=days, unit=exp.var("DAY")), "date")


def _value(value: Any, sql_type: str) -> exp.Expr:
    if value is None:
        return exp.cast(exp.null(), sql_type)
    if isinstance(value, date):
        return date_literal(exp.Literal.string(value.isoformat()))
    return exp.convert(value)
