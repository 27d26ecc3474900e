"""Whether conditions can hold at all, found by trying every kind of fact they tell apart."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain, combinations, product
from typing import Any

import polars as pl
from sqlglot import exp

from openslate.guard.fields import GUARD_FIELDS
from openslate.rules.condition import Condition
from openslate.rules.fields import DTYPES, RuleField
from openslate.rules.kinds import kind
from openslate.rules.polars_form import to_polars

MOST = 200_000  # combinations of facts that are tried
_LISTED = 6  # values of a list whose subsets are tried
_OTHER = "\x00"
_OPEN = (exp.Like, exp.Lower, exp.ArraySize, exp.Add, exp.Sub, exp.Mul, exp.Div)
"""What tells more facts apart than the words and numbers that stand in a condition."""


def can_hold(condition: Condition, where: Condition | None = None) -> bool:
    """Whether some facts make `condition` true and `where` not false.

    True as well where there are too many facts to try.
    """
    trees = [condition.tree, *([where.tree] if where else [])]
    if any(tree.find(*_OPEN) for tree in trees):
        return True
    frame = _every_fact(trees)
    if frame is None:
        return True
    holds = to_polars(condition.tree, _column).fill_null(False)
    gives_way = to_polars(where.tree, _column).fill_null(True) if where else pl.lit(True)
    return bool(frame.select((holds & gives_way).any()).item())


def _every_fact(trees: Sequence[exp.Expr]) -> pl.DataFrame | None:
    """A row for each combination of values that conditions tell apart."""
    names = sorted({column.sql() for tree in trees for column in tree.find_all(exp.Column)})
    fields = [GUARD_FIELDS[name] for name in names]
    values = [_values(field, trees) for field in fields]
    size = 1
    for each in values:
        size *= len(each)
    if size > MOST:
        return None
    schema = {field.name: DTYPES[field.kind] for field in fields}
    if not fields:
        return pl.DataFrame({_OTHER: [True]})
    return pl.DataFrame(list(product(*values)), schema, orient="row")


def _values(field: RuleField, trees: Sequence[exp.Expr]) -> list[Any]:
    """Values of a field that conditions can tell apart, and not known."""
    match field.kind:
        case "boolean":
            return [True, False, None]
        case "integer" | "number":
            return [*_around(int(number) for number in _literals(trees, "integer")), None]
        case "date":
            days = {date.fromisoformat(cast.this.name) for cast in _casts(trees)}
            near = {day + timedelta(days=step) for day in days for step in (-1, 0, 1)}
            return [*sorted(near), None]
        case "texts":
            words = _literals(trees, "text")[:_LISTED]
            sizes = range(len(words) + 1)
            subsets = chain.from_iterable(combinations(words, size) for size in sizes)
            return [*map(list, subsets), [_OTHER], None]
    return [*(field.choices or (*_literals(trees, "text"), _OTHER)), None]


def _around(numbers: Iterable[int]) -> list[int]:
    return sorted({number + step for number in numbers for step in (-1, 0, 1)})


def _literals(trees: Sequence[exp.Expr], wanted: str) -> list[str]:
    found = (node for tree in trees for node in tree.find_all(exp.Literal))
    return sorted({node.name for node in found if node.meta.get("kind") == wanted})


def _casts(trees: Sequence[exp.Expr]) -> list[exp.Expr]:
    return [node for tree in trees for node in tree.find_all(exp.Cast) if kind(node) == "date"]


def _column(node: exp.Expr) -> pl.Expr | None:
    return pl.col(node.sql()) if isinstance(node, exp.Column) else None
