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
from openslate.graph.stable_ids import KEYS
from openslate.graph.vocabulary import CREDIT_FIELDS, Columns, Terms

TIE = [*KEYS, Columns.ID]


def changed_lines(
    canonical: Canonical, old: Remembered, stale: pl.DataFrame, fresh: pl.DataFrame
) -> tuple[pl.Series, pl.Series]:
    """Lines added and lines removed, when items `stale` gave way to items `fresh`."""
    windows = canonical.windows.attached
    ties = [
        (canonical.records.select(TIE), old.records.select(TIE), Terms.RECORD_OF),
        (windows.select(TIE).unique(), old.windows.select(TIE).unique(), Terms.WINDOW_OF),
    ]
    added, removed = [*item_lines(fresh)], [*item_lines(stale)]
    for now, before, term in ties:
        added.append(record_lines(now.join(before, on=TIE, how="anti"), term))
        removed.append(record_lines(before.join(now, on=TIE, how="anti"), term))
    now, before = canonical.replaced, old.snapshot.redirect
    added.append(redirect_lines(now.join(before, on=now.columns, how="anti")))
    removed.append(redirect_lines(before.join(now, on=now.columns, how="anti")))
    come, gone = _people(canonical.items, stale, fresh)
    added.append(people_lines(come))
    removed.append(people_lines(gone))
    here, there = (pl.concat(lines).unique(maintain_order=True) for lines in (added, removed))
    return without(here, there).alias(LINE), without(there, here).alias(LINE)


def _people(
    items: pl.DataFrame, stale: pl.DataFrame, fresh: pl.DataFrame
) -> tuple[pl.Series, pl.Series]:
    """People whom an item names for the first time, and people whom none names any more."""
    were, are = people(stale), people(fresh)
    come, gone = (a.filter(~a.is_in(b.implode())) for a, b in ((are, were), (were, are)))
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
