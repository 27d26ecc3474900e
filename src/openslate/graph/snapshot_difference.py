"""Makes a snapshot's tables from those of the one before, and from the items that changed."""

import polars as pl

from openslate.graph.canonical import Canonical
from openslate.graph.snapshot import Snapshot
from openslate.graph.snapshot_tables import about_items, fitted, item_table, tying_tables
from openslate.graph.vocabulary import Columns

FORMER = "former"


def replaced_tables(
    canonical: Canonical, before: Snapshot, fresh: pl.DataFrame, records: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """The tables of a snapshot: rows of the items in `fresh`, whose `records` are these, are made.

    All other rows are taken from `before`. Items are numbered in the order of their ids, so the
    numbers of others shift, but never their order: two sorted parts are merged.
    """
    places = canonical.items.select(Columns.ID).with_row_index(Columns.ITEM)
    made = _numbered(item_table(fresh, records), places)
    kept = places.join(fresh, on=Columns.ID, how="anti").join(
        before.item.select(Columns.ID, pl.col(Columns.ITEM).alias(FORMER)), on=Columns.ID
    )
    numbers = pl.Series(Columns.ITEM, [None], pl.UInt32).new_from_index(0, before.size)
    numbers = numbers.scatter(kept[FORMER], kept[Columns.ITEM])
    tables = {
        name: _renumbered(getattr(before, name), numbers).merge_sorted(
            table.select(getattr(before, name).columns).cast(getattr(before, name).schema),
            Columns.ITEM,
        )
        for name, table in about_items(made, records).items()
    }
    return fitted(tables | tying_tables(canonical, places))


def _numbered(items: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    columns = items.columns
    return (
        items.drop(Columns.ITEM).join(places, on=Columns.ID, maintain_order="left").select(columns)
    )


def _renumbered(table: pl.DataFrame, numbers: pl.Series) -> pl.DataFrame:
    """Rows of items that are kept, with their new numbers."""
    item = numbers.gather(table[Columns.ITEM])
    return table.with_columns(item.alias(Columns.ITEM)).filter(item.is_not_null())
