"""Makes a snapshot's tables from those of the one before, and from the items that changed."""

from dataclasses import dataclass

import polars as pl

from openslate.graph.canonical import Canonical
from openslate.graph.snapshot import Snapshot
from openslate.graph.snapshot_tables import about_items, fitted, item_table, tying_tables
from openslate.graph.splice import splice
from openslate.graph.vocabulary import Columns


@dataclass(frozen=True)
class ReplacedItems:
    """All `items` as a snapshot's table, and those of them that were `made` anew.

    `kept` has the number of each former item that is taken over, null for the others.
    """

    items: pl.DataFrame
    made: pl.DataFrame
    kept: pl.Series


def replaced_items(
    before: Snapshot, touched: pl.Series, fresh: pl.DataFrame, records: pl.DataFrame
) -> ReplacedItems:
    """Items `fresh`, whose `records` these are, in place of those `touched` in the snapshot before.

    Items are numbered in the order of their ids, so the numbers of others shift, but never their
    order.
    """
    stays = ~before.item[Columns.ID].is_in(touched.implode())
    staying = before.item[Columns.ID].filter(stays)
    numbers = _places(pl.concat([staying, fresh[Columns.ID]]))
    now, there = numbers.head(staying.len()), numbers.slice(staying.len())
    kept = pl.Series(Columns.ITEM, [None], pl.UInt32).new_from_index(0, before.size)
    kept = kept.scatter(stays.arg_true(), now)
    made = item_table(fresh, records).with_columns(there.alias(Columns.ITEM))
    return ReplacedItems(splice(before.item, kept, made), made, kept)


def replaced_tables(
    canonical: Canonical, before: Snapshot, replaced: ReplacedItems, records: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """The tables of a snapshot, in which only rows about items that were made anew are made."""
    about = about_items(replaced.made, records)
    about.pop("item")
    tables = {
        name: splice(getattr(before, name), replaced.kept, table) for name, table in about.items()
    }
    items = {"item": replaced.items}
    return fitted(items | tables | tying_tables(canonical, replaced.items))


def _places(ids: pl.Series) -> pl.Series:
    """The place of each id when they are sorted."""
    order = ids.arg_sort()
    counted = pl.int_range(ids.len(), dtype=pl.UInt32, eager=True)
    return counted.scatter(order, counted.clone())
