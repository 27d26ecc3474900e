"""Reads a delivery's records back out of the graph as one wide frame."""

from functools import partial

import polars as pl

from openslate.graph.delivery import RECORD_FIELDS, Delivery, DeliveryKind, record_key
from openslate.graph.fact_writer import NAME
from openslate.graph.quads import Quads
from openslate.graph.snapshot import KINDS
from openslate.graph.tabular import term_frame
from openslate.graph.vocabulary import Columns, Field, Terms

S, O, NAMED, PLACE = "s", "o", "named", "place"  # noqa: E741  subject and object of a triple
_GONE_SCHEMA = {Columns.RECORD: pl.String}


def record_schema(kind: DeliveryKind) -> dict[str, pl.DataType]:
    """Columns and types of a frame of records."""
    keys: dict[str, pl.DataType] = {
        Columns.SOURCE: pl.String(),
        Columns.RECORD: pl.String(),
        Columns.ROW: pl.Int64(),
    }
    return keys | {field.column: field_type(field) for field in RECORD_FIELDS[kind]}


def field_type(field: Field) -> pl.DataType:
    """The column type of a field."""
    return pl.List(KINDS[field.kind]) if field.many else KINDS[field.kind]


def read_gone(quads: Quads, delivery: Delivery) -> pl.DataFrame:
    """Records that an update says are no more: one column, `record`."""
    noted = term_frame(quads, delivery.graph, Terms.GONE)[O]
    return pl.DataFrame({Columns.RECORD: [record_key(text)[1] for text in noted]}, _GONE_SCHEMA)


def read_delivery(quads: Quads, delivery: Delivery) -> pl.DataFrame:
    """All records of one delivery, in the schema of `record_schema`, in no order."""
    ask = partial(term_frame, quads, delivery.graph)
    people, order = ask(NAME).rename({S: O, O: NAMED}), _list_orders(ask(Terms.LIST_ORDER))
    frame = ask(Terms.IDENTIFIER).rename({O: Columns.RECORD})
    frame = frame.join(ask(Terms.ROW).rename({O: Columns.ROW}), on=S, how="left")
    for field in RECORD_FIELDS[delivery.kind]:
        values = ask(field.iri)
        if field.role:
            values = values.join(people, on=O).select(S, pl.col(NAMED).alias(O))
        column = _lists(values, field, order) if field.many else values.rename({O: field.column})
        frame = frame.join(column, on=S, how="left")
    schema = record_schema(delivery.kind)
    return frame.with_columns(pl.lit(delivery.source).alias(Columns.SOURCE)).select(
        parsed(column, kind) for column, kind in schema.items()
    )


def parsed(column: str, kind: pl.DataType) -> pl.Expr:
    """A column of text turned into its type."""
    text = pl.col(column)
    return text.str.to_date() if kind == pl.Date else text.cast(kind)


def _list_orders(noted: pl.DataFrame) -> pl.DataFrame:
    """For each list not in alphabetical order, `place` of the nth value of the sorted list."""
    parts = pl.col(O).str.split(" ")
    return noted.select(
        S,
        parts.list.first().alias(Columns.FIELD),
        parts.list.slice(1).cast(pl.List(pl.UInt32)).alias(PLACE),
    )


def _lists(values: pl.DataFrame, field: Field, orders: pl.DataFrame) -> pl.DataFrame:
    order = orders.filter(pl.col(Columns.FIELD) == field.column).select(S, PLACE)
    lists = values.sort(S, O).group_by(S, maintain_order=True).agg(pl.col(O).alias(field.column))
    ordered = (
        lists.join(order, on=S)
        .explode(field.column, PLACE)
        .sort(S, PLACE)
        .group_by(S, maintain_order=True)
        .agg(field.column)
    )
    return pl.concat([lists.join(order, on=S, how="anti"), ordered])
