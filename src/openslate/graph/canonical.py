"""The canonical view: one item for all records that mean the same, one winner per field.

A pure function of the current records, the links between them and the policy: deriving twice
gives the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from openslate.common.ids import short_id
from openslate.graph.clusters import cluster_links
from openslate.graph.folding import folded
from openslate.graph.quad_store import QuadStore
from openslate.graph.vocabulary import FIELD, FIELDS, Columns, Field
from openslate.graph.windows import Windows, attach_windows

RANK, HOME = "rank", "home"
LEADS = {"age_rating_system": "age_rating", "minimum_age": "age_rating"}
"""Fields that mean nothing alone: their winner is whoever wins the field they belong to."""


@dataclass(frozen=True)
class CanonicalPolicy:
    """Who wins: the most trusted source, unless `prefer` names sources for a field, best first."""

    prefer: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Canonical:
    """Items and where they come from.

    `items` has `id` and every field, ordered by id; `records` are the source records with the `id`
    of their item, most trusted first; `replaced` maps each id that a joined record would have had
    alone to the item it is now part of.
    """

    items: pl.DataFrame
    records: pl.DataFrame
    windows: Windows
    replaced: pl.DataFrame


def derive_canonical(store: QuadStore, policy: CanonicalPolicy | None = None) -> Canonical:
    """Work out the canonical items from everything current in the store."""
    sources = [delivery.source for delivery in store.deliveries.current()]
    records = _with_items(store.records_frame(), store.links.frame(), sources)
    items = _winners(records, sources, policy or CanonicalPolicy())
    windows = attach_windows(store.records_frame(kind="availability"), items, records)
    return Canonical(items, records.drop(RANK), windows, _replaced(records))


def item_id(source: str, record: str) -> str:
    """The stable id of the item that this record founded."""
    return short_id("i", source, record)


def _with_items(records: pl.DataFrame, links: pl.DataFrame, sources: Sequence[str]) -> pl.DataFrame:
    """Records with `id` of their item and `rank` of their source, founders first."""
    homes = [(*key, "\x1f".join(home)) for key, home in cluster_links(links).joined().items()]
    schema = {Columns.SOURCE: pl.String, Columns.RECORD: pl.String, HOME: pl.String}
    keys = [Columns.SOURCE, Columns.RECORD]
    alone = pl.concat_str(keys, separator="\x1f")
    ranks = {source: rank for rank, source in enumerate(sources)}
    ranked = (
        records.join(pl.DataFrame(homes, schema, orient="row"), on=keys, how="left")
        .with_columns(
            pl.coalesce(HOME, alone).alias(HOME),
            pl.col(Columns.SOURCE).replace_strict(ranks, return_dtype=pl.UInt32).alias(RANK),
        )
        .sort(RANK, Columns.RECORD)
    )
    founders = ranked.unique(HOME, keep="first", maintain_order=True)
    ids = founders.select(HOME, _ids(founders))
    return ranked.join(ids, on=HOME).sort(Columns.ID, RANK, Columns.RECORD).drop(HOME)


def _ids(records: pl.DataFrame) -> pl.Series:
    keys = records.select(Columns.SOURCE, Columns.RECORD).iter_rows()
    return pl.Series(Columns.ID, [item_id(*key) for key in keys], pl.String)


def _winners(
    records: pl.DataFrame, sources: Sequence[str], policy: CanonicalPolicy
) -> pl.DataFrame:
    single = [_first(f, sources, policy) for f in FIELDS if not f.many]
    items = records.group_by(Columns.ID).agg(single).sort(Columns.ID)
    for listed in (f for f in FIELDS if f.many):
        if listed.column == "alternate_names":
            union = _alternate_names(records, items)
        else:
            union = _union(records.select(Columns.ID, listed.column), listed.column)
        items = items.join(union, on=Columns.ID, how="left", maintain_order="left")
    return items.select(Columns.ID, *(f.column for f in FIELDS))


def _first(known: Field, sources: Sequence[str], policy: CanonicalPolicy) -> pl.Expr:
    """The value of the first source, in the field's own order, that has one."""
    lead = LEADS.get(known.column, known.column)
    preferred = list(policy.prefer.get(lead, ()))
    order = [*preferred, *(s for s in sources if s not in preferred)]
    value = pl.col(known.column)
    if order != list(sources):
        rank = pl.col(Columns.SOURCE).replace_strict(order, range(len(order)), default=len(order))
        value, leading = value.sort_by(rank), pl.col(lead).sort_by(rank)
    else:
        leading = pl.col(lead)
    return value.filter(leading.is_not_null()).first().alias(known.column)


def _union(lists: pl.DataFrame, column: str) -> pl.DataFrame:
    """All values of an item's records, most trusted first, spellings that fold alike once."""
    values = lists.explode(column).drop_nulls(column)
    once = values.unique([Columns.ID, folded(column)], keep="first", maintain_order=True)
    return once.group_by(Columns.ID, maintain_order=True).agg(column)


def _alternate_names(records: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """Every other name of an item: names that did not win, then alternate names."""
    name, alternate = FIELD["name"].column, FIELD["alternate_names"].column
    winner = items.select(Columns.ID, pl.col(name).alias(Columns.WON))
    lost = records.select(Columns.ID, pl.concat_list(name).alias(alternate))
    given = records.select(Columns.ID, alternate)
    names = pl.concat([lost, given]).explode(alternate).drop_nulls(alternate)
    others = names.join(winner, on=Columns.ID, maintain_order="left").filter(
        folded(alternate).ne_missing(folded(Columns.WON))
    )
    once = others.unique([Columns.ID, folded(alternate)], keep="first", maintain_order=True)
    return once.group_by(Columns.ID, maintain_order=True).agg(alternate)


def _replaced(records: pl.DataFrame) -> pl.DataFrame:
    own = _ids(records).alias("own")
    joined = records.select(own, pl.col(Columns.ID).alias(Columns.REPLACED_BY))
    joined = joined.filter(pl.col("own") != pl.col(Columns.REPLACED_BY))
    return joined.rename({"own": Columns.ID}).sort(Columns.ID)
