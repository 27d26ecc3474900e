"""Ties rights windows to the items they are about."""

from dataclasses import dataclass

import polars as pl

from openslate.graph.folding import folded
from openslate.graph.vocabulary import Columns

NAME, YEAR, WINDOW = "name", "year", "window"
WHY = "why"


@dataclass(frozen=True)
class Windows:
    """Rights windows: `attached` ones have the `id` of their item, `unattached` ones a `why`."""

    attached: pl.DataFrame
    unattached: pl.DataFrame


def attach_windows(windows: pl.DataFrame, items: pl.DataFrame, records: pl.DataFrame) -> Windows:
    """Find the item of each window: by source and record, or else by name and year.

    A window that names a record is never matched by name: a wrong record is a mistake to report,
    not to repair by guessing. A name that several items share attaches to none of them.
    """
    windows = windows.with_row_index(WINDOW)
    known = records.select(
        pl.col(Columns.SOURCE).alias(Columns.OF_SOURCE),
        pl.col(Columns.RECORD).alias(Columns.OF_RECORD),
        Columns.ID,
    )
    named = pl.col(Columns.OF_RECORD).is_not_null()
    by_record = windows.filter(named).join(known, on=[Columns.OF_SOURCE, Columns.OF_RECORD])
    by_name = _by_name(windows.filter(~named), items)
    attached = pl.concat([by_record, by_name]).sort(WINDOW)
    rest = windows.join(attached.select(WINDOW), on=WINDOW, how="anti")
    why = (
        pl.when(named)
        .then(pl.lit("no such record"))
        .otherwise(pl.lit("no item, or several, of this name and year"))
    )
    return Windows(attached.drop(WINDOW), rest.with_columns(why.alias(WHY)).drop(WINDOW))


def _by_name(windows: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    key = folded(NAME).alias("key")
    candidates = items.select(key, pl.col(YEAR).alias("made"), Columns.ID)
    fits = pl.col(YEAR).is_null() | (pl.col(YEAR) == pl.col("made"))
    found = windows.with_columns(key).join(candidates, on="key").filter(fits)
    only = pl.len().over(WINDOW) == 1
    return found.filter(only).select(*windows.columns, Columns.ID)
