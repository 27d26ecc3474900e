"""The request's side of conditions: parts that read no item are worked out once a request."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl
from sqlglot import exp

from openslate.common.errors import SlateError
from openslate.rules.condition import reads_items, reads_of
from openslate.rules.fields import ITEM, Fields
from openslate.rules.polars_form import literal, to_polars
from openslate.rules.values import value_trouble

Request = Mapping[str, object]
DATE = "context.date"
TERRITORY = "viewer.territory"


def slots_of(tree: exp.Expr) -> Iterator[exp.Expr]:
    """The largest parts of a tree that read the request and no item.

    `viewer.local_time < '21:00'` is one: all evening its value stays the same, and so does what
    was worked out over the items with it.
    """
    if not reads_of(tree):
        return
    if not reads_items(tree) and not isinstance(tree, exp.If):
        yield tree
        return
    for child in tree.iter_expressions():
        yield from slots_of(child)


def slot_values(nodes: list[exp.Expr], request: Request) -> list[Any]:
    """The values of slots for a request; absent keys are unknown."""

    def lookup(node: exp.Expr) -> pl.Expr | None:
        return literal(request.get(node.sql()), node) if isinstance(node, exp.Column) else None

    values = {i: request.get(n.sql()) for i, n in enumerate(nodes) if isinstance(n, exp.Column)}
    forms = {i: to_polars(n, lookup) for i, n in enumerate(nodes) if i not in values}
    if forms:
        worked_out = pl.select(form.alias(str(i)) for i, form in forms.items()).row(0)
        values |= dict(zip(forms, worked_out, strict=True))
    return [values[i] for i in range(len(nodes))]


def check_request(request: Request, fields: Fields) -> None:
    """Raises SlateError for a key that is no field of a request, or a value of the wrong kind."""
    for name, value in request.items():
        known = name in fields and fields[name].scope != ITEM
        trouble = value_trouble(name, value, fields if known else _request_only(fields))
        if trouble:
            raise SlateError(trouble.message, where="request", do=trouble.suggestion)


def _request_only(fields: Fields) -> Fields:
    return {name: field for name, field in fields.items() if field.scope != ITEM}


def day_of(request: Request) -> date | None:
    """The day of a request, None when it names none."""
    day = request.get(DATE)
    return day if isinstance(day, date) else None
