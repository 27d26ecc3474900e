"""Reads delivered records back out of the graph as one wide frame."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import polars as pl

from openslate.common.ids import hash_lines
from openslate.graph.delivery import RECORD_FIELDS, Delivery, DeliveryKind
from openslate.graph.fact_writer import NAME
from openslate.graph.quads import Quads
from openslate.graph.snapshot import KINDS
from openslate.graph.tabular import term_frame
from openslate.graph.vocabulary import Columns, Field, Terms

S, O, NAMED, PLACE = "s", "o", "named", "place"  # noqa: E741  subject and object of a triple


def read_records(
    quads: Quads, kind: DeliveryKind, deliveries: Sequence[Delivery], cache: Path | None = None
) -> pl.DataFrame:
    """All records of these deliveries, in the schema of `record_schema(kind)`.

    A complete delivery never changes, so what was once read from its graph may be kept as Parquet
    in `cache`; the folder can be deleted at any time.
    """
    frames = [_cached(quads, delivery, cache) for delivery in deliveries]
    return pl.concat([pl.DataFrame(schema=record_schema(kind)), *frames])


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


def _cached(quads: Quads, delivery: Delivery, cache: Path | None) -> pl.DataFrame:
    if cache is None:
        return _read_delivery(quads, delivery)
    schema = record_schema(delivery.kind)
    name = hash_lines([delivery.graph, *map(repr, schema.items())])[:16]
    path = cache / f"{name}.parquet"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        _read_delivery(quads, delivery).write_parquet(unfinished)
        unfinished.replace(path)
    return pl.read_parquet(path)


def _read_delivery(quads: Quads, delivery: Delivery) -> pl.DataFrame:
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
