"""What items there were before, and where the ids of those that are gone lead now."""

from dataclasses import dataclass

import polars as pl

from openslate.graph.canonical_mark import canonical_digest
from openslate.graph.delivery import record_key
from openslate.graph.quads import Quads
from openslate.graph.stable_ids import FORMER, FORMER_SCHEMA, KEYS, NO_IDS, OWN
from openslate.graph.vocabulary import DATA, Columns, Graphs, Terms

REDIRECT_SCHEMA = {Columns.ID: pl.String, Columns.REPLACED_BY: pl.String}
PLACE, SHARED = "place", "shared"
_ITEM = f"{DATA}item:"


@dataclass(frozen=True)
class FormerItems:
    """`records`: source, record and the `id` of their item; `redirects`: id and replaced_by."""

    records: pl.DataFrame
    redirects: pl.DataFrame


NOTHING_BEFORE = FormerItems(
    pl.DataFrame(schema=FORMER_SCHEMA), pl.DataFrame(schema=REDIRECT_SCHEMA)
)


def former_items(quads: Quads) -> FormerItems:
    """The items that the canonical graph speaks of; none while it is not complete."""
    if canonical_digest(quads) is None:
        return NOTHING_BEFORE
    told = _pairs(quads, Terms.RECORD_OF)
    rows = [(*record_key(record), item) for record, item in told.iter_rows()]
    records = pl.DataFrame(rows, FORMER_SCHEMA, orient="row").with_columns(_id(Columns.ID))
    redirects = _pairs(quads, Terms.REPLACED_BY)
    redirects.columns = list(REDIRECT_SCHEMA)
    return FormerItems(
        records.unique(KEYS, keep="first", maintain_order=True),
        redirects.with_columns(_id(column) for column in REDIRECT_SCHEMA).sort(Columns.ID),
    )


def redirects(
    records: pl.DataFrame, former: FormerItems, elsewhere: pl.Series = NO_IDS
) -> pl.DataFrame:
    """Every id that leads to an item of another id: columns `id`, `replaced_by`, ordered by id.

    `records` have `id` and `own`. An id leads to the item that its founding record is in now; where
    that is gone, to where most of its former item's records are; else to where the id leads that
    it was replaced by. It always leads straight to an item that is here, so nothing can loop.
    `elsewhere` are the ids of items of other records.
    """
    here = pl.col(Columns.ID).alias(Columns.REPLACED_BY)
    founded = records.select(pl.col(OWN).alias(Columns.ID), here)
    ids = pl.concat([records[Columns.ID].unique(), elsewhere]).alias(Columns.ID)
    present = ids.to_frame().select(Columns.ID, here)
    known = pl.concat([present, founded, _dissolved(records, former.records)])
    known = known.unique(Columns.ID, keep="first", maintain_order=True)
    target = former.redirects.rename({Columns.REPLACED_BY: FORMER}).join(
        known, left_on=FORMER, right_on=Columns.ID
    )
    chained = target.select(Columns.ID, Columns.REPLACED_BY)
    every = pl.concat([known, chained]).unique(Columns.ID, keep="first", maintain_order=True)
    return every.filter(pl.col(Columns.ID) != pl.col(Columns.REPLACED_BY)).sort(Columns.ID)


def _dissolved(records: pl.DataFrame, former: pl.DataFrame) -> pl.DataFrame:
    """Where most records of each former item are now; a tie goes to the first record's item."""
    was = former.select(*KEYS, pl.col(Columns.ID).alias(FORMER))
    return (
        records.with_row_index(PLACE)
        .join(was, on=KEYS)
        .filter(pl.col(FORMER) != pl.col(Columns.ID))
        .group_by(FORMER, Columns.ID)
        .agg(pl.len().alias(SHARED), pl.col(PLACE).min())
        .sort(SHARED, PLACE, descending=[True, False])
        .unique(FORMER, keep="first", maintain_order=True)
        .select(pl.col(FORMER).alias(Columns.ID), pl.col(Columns.ID).alias(Columns.REPLACED_BY))
    )


def _pairs(quads: Quads, term: str) -> pl.DataFrame:
    query = f"SELECT ?old ?new WHERE {{ GRAPH <{Graphs.CANONICAL}> {{ ?old <{term}> ?new }} }}"
    return quads.table(query).select("old", "new").sort("old", "new")


def _id(column: str) -> pl.Expr:
    return pl.col(column).str.strip_prefix(_ITEM)
