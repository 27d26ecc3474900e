"""The request's side of conditions: parts that read no item are worked out once a request."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
from sqlglot import exp

from openslate.common.errors import SlateError
from openslate.rules.condition import reads_items, reads_of
from openslate.rules.fields import DTYPES, ITEM, Fields
from openslate.rules.kinds import kind
from openslate.rules.polars_form import to_polars
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


class Slots:
    """Slots made ready once; a request's values are then one small polars select.

    A slot that is a bare field is the request's own value, and equal slots are worked out once.
    """

    def __init__(self, nodes: Sequence[exp.Expr]) -> None:
        columns = {c.sql(): DTYPES[kind(c)] for node in nodes for c in node.find_all(exp.Column)}
        self.reads = tuple(sorted(columns))
        self._names = [node.sql() for node in nodes]
        self._schema = {name: columns[name] for name in self.reads}
        forms = dict(zip(self._names, nodes, strict=True))
        self._forms = [
            to_polars(node, _column).alias(name)
            for name, node in forms.items()
            if name not in columns
        ]

    def read(self, request: Request) -> tuple[object, ...]:
        """What the slots read of a request; absent keys are unknown."""
        return tuple(request.get(name) for name in self.reads)

    def values(self, read: tuple[object, ...]) -> tuple[Any, ...]:
        """The values of all slots, in order, from what `read` gave."""
        found: dict[str, Any] = dict(zip(self.reads, read, strict=True))
        if self._forms:
            frame = pl.DataFrame([read], self._schema, orient="row")
            found |= frame.select_seq(self._forms).row(0, named=True)
        return tuple(found[name] for name in self._names)


def _column(node: exp.Expr) -> pl.Expr | None:
    return pl.col(node.sql()) if isinstance(node, exp.Column) else None


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
