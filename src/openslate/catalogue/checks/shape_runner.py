"""Runs shapes over a frame of records and says in sentences what it found."""

from collections.abc import Iterator, Sequence

import polars as pl

from openslate.catalogue.checks.conditions import (
    constraint_fails,
    logic_fails,
    target,
    value_fails,
)
from openslate.catalogue.checks.finding import findings, no_findings
from openslate.catalogue.checks.sentence import sentence
from openslate.catalogue.checks.shape import OF_EACH_VALUE, Constraint, Logic, Shape, of_kind
from openslate.graph.delivery import DeliveryKind
from openslate.graph.vocabulary import Columns

Part = tuple[Shape, Constraint | Logic]
COMPONENT = "component"


def run_shapes(shapes: Sequence[Shape], records: pl.DataFrame, kind: DeliveryKind) -> pl.DataFrame:
    """What shapes find in records of one kind, in `FINDING_SCHEMA`; `item` is null.

    `records` are as `QuadStore.records_frame` gives them. What is found in a record depends on
    that record alone.
    """
    found = [findings(rows) for rows in validation_results(shapes, records, kind)]
    return pl.concat([no_findings(), *found])


def validation_results(
    shapes: Sequence[Shape], records: pl.DataFrame, kind: DeliveryKind
) -> Iterator[pl.DataFrame]:
    """One frame for each constraint that found something; also names the SHACL `component`."""
    parts = [part for shape in of_kind(shapes, kind) for part in _parts(shape)]
    masks = records.select(_mask(*part).alias(str(i)) for i, part in enumerate(parts))
    for column, (shape, part) in zip(masks.iter_columns(), parts, strict=True):
        if column.any():
            yield _results(records.filter(column), shape, part)


def _parts(shape: Shape) -> Iterator[Part]:
    yield from ((shape, constraint) for constraint in shape.condition.constraints)
    yield from ((shape, logic) for logic in shape.condition.logic)


def _mask(shape: Shape, part: Constraint | Logic) -> pl.Expr:
    field = shape.condition.field
    if isinstance(part, Logic):
        return target(shape) & logic_fails(part)
    assert field is not None  # noqa: S101  a constraint has a field: the reader saw to it
    return target(shape) & constraint_fails(field, part)


def _results(records: pl.DataFrame, shape: Shape, part: Constraint | Logic) -> pl.DataFrame:
    rows, field = records, shape.condition.field
    value = pl.lit(None, pl.String)
    if field and isinstance(part, Constraint) and part.name in OF_EACH_VALUE:
        value = pl.col(Columns.VALUE)
        said = pl.col(field.column)
        rows = rows.with_columns(
            (said.list.unique(maintain_order=True) if field.many else said).alias(Columns.VALUE)
        )
        if field.many:
            rows = rows.explode(Columns.VALUE).filter(value_fails(field, part, value))
    return rows.select(
        pl.lit(shape.id).alias(Columns.SHAPE),
        pl.lit(shape.severity).alias(Columns.SEVERITY),
        sentence(shape.message, rows.schema).alias(Columns.SENTENCE),
        sentence(shape.suggestion, rows.schema).alias(Columns.SUGGESTION),
        pl.lit(shape.kind).alias(Columns.KIND),
        Columns.SOURCE,
        Columns.RECORD,
        Columns.ROW,
        pl.lit(shape.column, pl.String).alias(Columns.FIELD),
        value.cast(pl.String).alias(Columns.VALUE),
        pl.lit(part.component).alias(COMPONENT),
    )
