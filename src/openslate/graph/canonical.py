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
from openslate.graph.stable_ids import OWN, item_id, own_ids, stable_ids
from openslate.graph.vocabulary import Columns
from openslate.graph.windows import Windows, attach_windows
from openslate.graph.winners import winners

__all__ = ["Canonical", "CanonicalPolicy", "Winner", "derive_canonical", "item_id"]
RANK = "rank"


@dataclass(frozen=True)
class Canonical:
    """Items and where they come from.

    `items` has `id` and every field, ordered by id; `records` are the source records with the `id`
    of their item, ordered by it, most trusted first; `replaced` maps each id that is no item's (any
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


def gather(known: Known, former: FormerItems, own: pl.Series) -> Gathered:
    """Records with the `id` of their item; `own` is the id that each would have alone."""
    ranks = {source: rank for rank, source in enumerate(known.trusted)}
    ranked = known.records.with_columns(
        own,
        cluster_records(known.records, known.links),
        pl.col(Columns.SOURCE).replace_strict(ranks, return_dtype=pl.UInt32).alias(RANK),
    ).sort(RANK, Columns.RECORD)
    ids = stable_ids(ranked, former.records)
    records = ranked.join(ids, on=HOME, maintain_order="left").drop(HOME)
    replaced = redirects(records, former)
    return Gathered(records.sort(Columns.ID, RANK, Columns.RECORD).drop(RANK), replaced)


def complete(known: Known, gathered: Gathered, items: pl.DataFrame) -> Canonical:
    """The whole view, once its items are known."""
    records = gathered.records.drop(OWN)
    windows = attach_windows(known.windows, items, records)
    return Canonical(items, records, windows, gathered.replaced, known.links)
