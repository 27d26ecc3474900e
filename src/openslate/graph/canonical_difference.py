"""The lines by which the canonical graph differs from the one remembered."""

import polars as pl

from openslate.graph.canonical import Canonical
from openslate.graph.canonical_lines import (
    LINE,
    item_lines,
    people,
    people_lines,
    record_lines,
    redirect_lines,
)
from openslate.graph.canonical_memory import Remembered
from openslate.graph.canonical_writer import without
from openslate.graph.gather_difference import Regathered
from openslate.graph.stable_ids import KEYS
from openslate.graph.vocabulary import CREDIT_FIELDS, Columns, Terms

TIE = [*KEYS, Columns.ID]


def changed_lines(
    canonical: Canonical,
    old: Remembered,
    now: Regathered,
    stale: pl.DataFrame,
    fresh: pl.DataFrame,
) -> tuple[pl.Series, pl.Series]:
    """Lines added and lines removed, when items `stale` gave way to items `fresh`."""
    come, gone = _differing(now.came.select(TIE), now.went.select(TIE))
    added = [*item_lines(fresh), record_lines(come, Terms.RECORD_OF)]
    removed = [*item_lines(stale), record_lines(gone, Terms.RECORD_OF)]
    come, gone = _differing(canonical.windows.attached.select(TIE), old.windows.select(TIE))
    added.append(record_lines(come.unique(), Terms.WINDOW_OF))
    removed.append(record_lines(gone.unique(), Terms.WINDOW_OF))
    come, gone = _differing(canonical.replaced, old.snapshot.redirect)
    added.append(redirect_lines(come))
    removed.append(redirect_lines(gone))
    here, gone_for_good = _people(canonical.items, stale, fresh)
    added.append(people_lines(here))
    removed.append(people_lines(gone_for_good))
    here, there = (pl.concat(lines).unique(maintain_order=True) for lines in (added, removed))
    return without(here, there).alias(LINE), without(there, here).alias(LINE)


def _differing(now: pl.DataFrame, before: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows that are new, and rows that are gone."""
    if now.equals(before):
        return now.clear(), before.clear()
    on = now.columns
    return now.join(before, on=on, how="anti"), before.join(now, on=on, how="anti")


def _people(
    items: pl.DataFrame, stale: pl.DataFrame, fresh: pl.DataFrame
) -> tuple[pl.Series, pl.Series]:
    """People whom an item names for the first time, and people whom none names any more."""
    were, are = people(stale), people(fresh)
    come, gone = (a.filter(~a.is_in(b.implode())) for a, b in ((are, were), (were, are)))
    if come.is_empty() and gone.is_empty():
        return come, gone
    untouched = items.join(fresh, on=Columns.ID, how="anti")
    named = _named(untouched, pl.concat([come, gone]).unique())
    return come.filter(~come.is_in(named.implode())), gone.filter(~gone.is_in(named.implode()))


def _named(items: pl.DataFrame, names: pl.Series) -> pl.Series:
    """Which of these people the items name."""
    found = [
        items[field.column].explode().filter(items[field.column].explode().is_in(names.implode()))
        for field in CREDIT_FIELDS
        if not names.is_empty()
    ]
    return pl.concat([names.clear(), *found]).unique()
