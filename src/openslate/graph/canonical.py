"""The canonical view: one item for all records that mean the same, one winner per field.

A pure function of the current records, the links between them, the policy and the ids that items
had before: deriving twice gives the same.
"""

from dataclasses import dataclass

import polars as pl

from openslate.graph.clusters import HOME, cluster_records
from openslate.graph.former_items import FormerItems, former_items, redirects
from openslate.graph.known import Known, read_known
from openslate.graph.policy import CanonicalPolicy, Winner
from openslate.graph.quad_store import QuadStore
from openslate.graph.stable_ids import NO_IDS, OWN, item_id, own_ids, stable_ids
from openslate.graph.vocabulary import Columns
from openslate.graph.windows import Windows, attach_windows
from openslate.graph.winners import winners

__all__ = ["Canonical", "CanonicalPolicy", "Winner", "derive_canonical", "item_id"]
RANK = "rank"


@dataclass(frozen=True)
class Canonical:
    """Items and where they come from.

    `items` has `id` and every field, ordered by id; `records` are the source records with the `id`
    of their item, those of an item in the order of trust (when little changed since the last time,
    only those of items that did); `replaced` maps each id that is no item's (any
    more) to the item it leads to; `links` are the links between records that are here.
    """

    items: pl.DataFrame
    records: pl.DataFrame
    windows: Windows
    replaced: pl.DataFrame
    links: pl.DataFrame


def derive_canonical(store: QuadStore, policy: CanonicalPolicy | None = None) -> Canonical:
    """Work out the canonical items from everything current in the store."""
    known = read_known(store)
    gathered = gather(known, former_items(store.quads), own_ids(known.records))
    items = winners(gathered.records, policy or CanonicalPolicy(), known.newest)
    return complete(known, gathered, items)


@dataclass(frozen=True)
class Gathered:
    """Which records are one item: `records` with `id` and `own`, and the redirects."""

    records: pl.DataFrame
    replaced: pl.DataFrame


def gather(
    known: Known, former: FormerItems, own: pl.Series, elsewhere: pl.Series = NO_IDS
) -> Gathered:
    """Records with the `id` of their item; `own` is the id that each would have alone.

    `elsewhere` are the ids of items of other records, when only some are gathered.
    """
    ranked = known.records.with_columns(
        own, cluster_records(known.records, known.links), rank(known)
    ).sort(RANK, Columns.RECORD)
    ids = stable_ids(ranked, former.records, elsewhere)
    records = ranked.join(ids, on=HOME, maintain_order="left").drop(HOME)
    replaced = redirects(records, former, elsewhere)
    return Gathered(records.sort(Columns.ID, RANK, Columns.RECORD).drop(RANK), replaced)


def rank(known: Known) -> pl.Expr:
    """The place of each record's source, the most trusted first."""
    ranks = {source: place for place, source in enumerate(known.trusted)}
    return pl.col(Columns.SOURCE).replace_strict(ranks, return_dtype=pl.UInt32).alias(RANK)


def complete(known: Known, gathered: Gathered, items: pl.DataFrame) -> Canonical:
    """The whole view, once its items are known."""
    records = gathered.records.drop(OWN)
    windows = attach_windows(known.windows, items, records)
    return Canonical(items, records, windows, gathered.replaced, known.links)
