"""Ties rights windows to the items they are about."""

from dataclasses import dataclass

import polars as pl

from openslate.graph.folding import folded
from openslate.graph.vocabulary import Columns

NAME, YEAR, WINDOW = "name", "year", "window"
IMDB_ID, IDENTIFIERS, KEY, SCHEME = "imdb_id", "identifiers", "key", "scheme"
WHY = "why"


@dataclass(frozen=True)
class Windows:
    """Rights windows: `attached` ones have the `id` of their item, `unattached` ones a `why`."""

    attached: pl.DataFrame
    unattached: pl.DataFrame


def attach_windows(windows: pl.DataFrame, items: pl.DataFrame, records: pl.DataFrame) -> Windows:
    """Find the item of each window: by source and record, or by identifier, or by name and year.

    A window that names a record is never matched otherwise: a wrong record is a mistake to report,
    not to repair by guessing. One whose identifier no item has goes by its name, but never to an
    item that has another identifier of that scheme. What several items share, a name or an
    identifier, attaches to none of them.
    """
    windows = windows.with_row_index(WINDOW)
    named = pl.col(Columns.OF_RECORD).is_not_null()
    by_record = _by_record(windows.filter(named), records)
    free, held = windows.filter(~named), _identifiers(items, windows)
    by_identifier = _by_identifier(free, held)
    rest = free.join(_holders(free, held), on=WINDOW, how="anti")
    by_name = _by_name(rest, items, held)
    attached = pl.concat([by_record, by_identifier, by_name]).sort(WINDOW)
    unattached = windows.join(attached.select(WINDOW), on=WINDOW, how="anti", maintain_order="left")
    return Windows(attached.drop(WINDOW), unattached.with_columns(_why()).drop(WINDOW))


def _why() -> pl.Expr:
    return (
        pl.when(pl.col(Columns.OF_RECORD).is_not_null())
        .then(pl.lit("no such record"))
        .when(pl.col(Columns.OF_IDENTIFIER).is_not_null())
        .then(pl.lit("no item, or several, with this identifier"))
        .otherwise(pl.lit("no item, or several, of this name and year"))
        .alias(WHY)
    )


def _by_record(windows: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    known = records.select(
        pl.col(Columns.SOURCE).alias(Columns.OF_SOURCE),
        pl.col(Columns.RECORD).alias(Columns.OF_RECORD),
        Columns.ID,
    )
    return windows.join(known, on=[Columns.OF_SOURCE, Columns.OF_RECORD])


def _identifiers(items: pl.DataFrame, windows: pl.DataFrame) -> pl.DataFrame:
    """`key` (scheme:value in lower case), `scheme` and `id` of items, for the windows' schemes."""
    asked = windows.select(_scheme(Columns.OF_IDENTIFIER)).drop_nulls().unique()
    imdb = pl.concat_list(pl.lit("imdb:") + pl.col(IMDB_ID))
    if asked.is_empty():
        items = items.clear()
    parts = [items.select(Columns.ID, known.alias(KEY)) for known in (imdb, pl.col(IDENTIFIERS))]
    held = pl.concat(parts).explode(KEY).drop_nulls(KEY).with_columns(_lower(KEY), _scheme(KEY))
    return held.join(asked, on=SCHEME, how="semi").unique()


def _holders(windows: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    asked = windows.with_columns(_lower(Columns.OF_IDENTIFIER).alias(KEY))
    return asked.join(held, on=KEY)


def _by_identifier(windows: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    found = _holders(windows, held).filter(pl.len().over(WINDOW) == 1)
    return found.select(*windows.columns, Columns.ID)


def _by_name(windows: pl.DataFrame, items: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    if windows.is_empty():
        items = items.clear()
    candidates = items.select(folded(NAME).alias(KEY), pl.col(YEAR).alias("made"), Columns.ID)
    fits = pl.col(YEAR).is_null() | (pl.col(YEAR) == pl.col("made"))
    found = (
        windows.with_columns(folded(NAME).alias(KEY), _scheme(Columns.OF_IDENTIFIER))
        .join(candidates, on=KEY)
        .filter(fits)
        .join(held, on=[SCHEME, Columns.ID], how="anti")
    )
    return found.filter(pl.len().over(WINDOW) == 1).select(*windows.columns, Columns.ID)


def _lower(column: str) -> pl.Expr:
    return pl.col(column).str.to_lowercase()


def _scheme(column: str) -> pl.Expr:
    return _lower(column).str.split(":").list.first().alias(SCHEME)
