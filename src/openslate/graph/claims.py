"""Who says what of each item, and whether it is what the item shows."""

import polars as pl

from openslate.graph.folding import folded
from openslate.graph.snapshot import CLAIM_SCHEMA
from openslate.graph.vocabulary import FIELDS, Columns, Field

KEYS = [Columns.SOURCE, Columns.RECORD]


def claim_table(records: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """One row for each value that a record claims of its item.

    A claim has won when the item shows its value, so sources that agree have both won; values of
    lists are compared folded, as they are when lists are united.
    """
    index = items.select(Columns.ID, Columns.ITEM)
    known = records.join(index, on=Columns.ID, maintain_order="left")
    parts = pl.collect_all([_claims(known.lazy(), items.lazy(), field) for field in FIELDS])
    return pl.concat(parts).sort(Columns.ITEM, maintain_order=True).select(list(CLAIM_SCHEMA))


def _claims(records: pl.LazyFrame, items: pl.LazyFrame, field: Field) -> pl.LazyFrame:
    claimed = _values(records.select(Columns.ITEM, *KEYS, field.column), field)
    shown = _values(items.select(Columns.ITEM, field.column), field)
    on = [Columns.ITEM, "key"]
    key = (folded(Columns.VALUE) if field.many else pl.col(Columns.VALUE)).alias("key")
    winners = shown.select(Columns.ITEM, key).unique().with_columns(pl.lit(True).alias(Columns.WON))
    return (
        claimed.with_columns(key)
        .join(winners, on=on, how="left", maintain_order="left")
        .with_columns(
            pl.col(Columns.WON).fill_null(False), pl.lit(field.column).alias(Columns.FIELD)
        )
        .select(list(CLAIM_SCHEMA))
    )


def _values(frame: pl.LazyFrame, field: Field) -> pl.LazyFrame:
    frame = frame.rename({field.column: Columns.VALUE})
    if field.many:
        frame = frame.explode(Columns.VALUE)
    return frame.with_columns(pl.col(Columns.VALUE).cast(pl.String)).drop_nulls(Columns.VALUE)
