"""How much each source says: records with a value, field by field."""

from collections.abc import Mapping

import polars as pl

from openslate.graph.delivery import RECORD_FIELDS, DeliveryKind
from openslate.graph.vocabulary import Columns

COVERAGE_SCHEMA: dict[str, pl.DataType] = {
    Columns.KIND: pl.String(),
    Columns.SOURCE: pl.String(),
    Columns.FIELD: pl.String(),
    Columns.KNOWN: pl.Int64(),  # records that have a value
    Columns.RECORDS: pl.Int64(),
}


def coverage(frames: Mapping[DeliveryKind, pl.DataFrame]) -> pl.DataFrame:
    """One row for each kind, source and field, in `COVERAGE_SCHEMA`, in the vocabulary's order."""
    parts = [_of_kind(kind, records) for kind, records in frames.items()]
    return pl.concat([pl.DataFrame(schema=COVERAGE_SCHEMA), *parts])


def _of_kind(kind: DeliveryKind, records: pl.DataFrame) -> pl.DataFrame:
    fields = [field.column for field in RECORD_FIELDS[kind]]
    counted = records.group_by(Columns.SOURCE).agg(
        pl.len().alias(Columns.RECORDS), *(pl.col(column).count() for column in fields)
    )
    keys = [Columns.SOURCE, Columns.RECORDS]
    long = counted.sort(Columns.SOURCE).unpivot(
        fields, index=keys, variable_name=Columns.FIELD, value_name=Columns.KNOWN
    )
    place = pl.col(Columns.FIELD).replace_strict(fields, range(len(fields)))
    ordered = long.sort(Columns.SOURCE, place, maintain_order=True)
    columns = [
        pl.col(name).cast(kind) for name, kind in COVERAGE_SCHEMA.items() if name != Columns.KIND
    ]
    return ordered.select(pl.lit(kind).alias(Columns.KIND), *columns)
