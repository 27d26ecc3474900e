"""Which items have to be made anew: those whose records say, are or count something else."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from openslate.graph.canonical_memory import Remembered
from openslate.graph.vocabulary import FIELDS, Columns

WAS = "was"


def record_hashes(records: pl.DataFrame) -> pl.Series:
    """A hash of what each record says, wherever in its file it stands."""
    return records.select(field.column for field in FIELDS).hash_rows(seed=0)


def touched_items(
    records: pl.DataFrame, changed: pl.Series, standing: Mapping[str, Any], old: Remembered
) -> pl.Series:
    """Ids of items that may differ from what they were, also of those that are gone.

    `records` have `id`; `changed` are the items that a record came into, left, or says something
    else of. When sources have changed places, every item with more than one source may differ; when
    the policy has, every item.
    """
    if standing["winners"] != old.standing["winners"]:
        every = pl.concat([records[Columns.ID], old.records[Columns.ID]])
        return every.unique().sort()
    ids = [changed]
    if _turned(standing, old.standing):
        many = pl.col(Columns.SOURCE).n_unique() > 1
        ids.append(records.group_by(Columns.ID).agg(many.alias(WAS)).filter(WAS)[Columns.ID])
    return pl.concat(ids).unique().sort()


def _turned(now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether sources that were there before stand in another order, where that counts."""
    newest_counts = any(choice == "newest" for choice, _ in now["winners"].values())
    orders = ["trusted", *(["newest"] if newest_counts else [])]
    return any(not _same_order(now[order], before[order]) for order in orders)


def _same_order(now: Sequence[str], before: Sequence[str]) -> bool:
    return [s for s in now if s in before] == [s for s in before if s in now]
