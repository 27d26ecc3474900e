"""Compiles the canonical view into the tables of a snapshot."""

from collections.abc import Mapping

import polars as pl

from openslate.graph.canonical import Canonical
from openslate.graph.claims import claim_table
from openslate.graph.links import PAIR
from openslate.graph.snapshot import (
    AVAILABILITY_SCHEMA,
    CREDIT_SCHEMA,
    ITEM_SCHEMA,
    RECORD_SCHEMA,
    TABLES,
    TAG_SCHEMA,
)
from openslate.graph.vocabulary import CREDIT_FIELDS, FIELDS, Columns

TELL_NOTHING = ("alternate_names", "identifiers")
"""Lists that say nothing of what an item is like."""
TAG_FIELDS = tuple(
    f for f in FIELDS if f.many and not f.role and f.kind == "text" and f.column not in TELL_NOTHING
)
FIRSTS = {
    Columns.COUNTRY: "countries",
    Columns.LANGUAGE: "languages",
    Columns.DIRECTOR: "directors",
}


def snapshot_tables(canonical: Canonical) -> dict[str, pl.DataFrame]:
    """The tables by name, in their schemas and in an order that depends on the content alone."""
    items = item_table(canonical.items, canonical.records)
    return fitted(about_items(items, canonical.records) | tying_tables(canonical, items))


def about_items(items: pl.DataFrame, records: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables whose rows follow from one item and its records: all others can be kept."""
    return {
        "item": items,
        "credit": _credits(items),
        "tag": _tags(items),
        "claim": claim_table(records, items),
    }


def tying_tables(canonical: Canonical, items: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables that tie something to items, small enough to be made each time."""
    index = items.select(Columns.ID, Columns.ITEM)
    return {
        "availability": _availability(canonical, index),
        "record": _records(canonical, index),
        "link": _links(canonical, index),
        "redirect": canonical.replaced,
    }


def fitted(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Tables in the columns and types of their schemas."""
    return {name: tables[name].select(list(schema)).cast(schema) for name, schema in TABLES.items()}  # type: ignore[arg-type]


def item_table(items: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Items numbered in the order of their ids, with their sources, most trusted first."""
    sources = records.group_by(Columns.ID, maintain_order=True).agg(
        pl.col(Columns.SOURCE).unique(maintain_order=True).alias(Columns.SOURCES)
    )
    return (
        items.sort(Columns.ID)
        .with_row_index(Columns.ITEM)
        .join(sources, on=Columns.ID, how="left", maintain_order="left")
        .with_columns(pl.col(many).list.first().alias(one) for one, many in FIRSTS.items())
        .select(list(ITEM_SCHEMA))
    )


def _credits(items: pl.DataFrame) -> pl.DataFrame:
    parts = [
        items.select(
            Columns.ITEM,
            pl.col(field.column).alias(Columns.PERSON),
            pl.lit(field.role).alias(Columns.ROLE),
            pl.int_ranges(pl.col(field.column).list.len()).alias(Columns.POSITION),
        )
        .drop_nulls(Columns.PERSON)
        .explode(Columns.PERSON, Columns.POSITION)
        for field in CREDIT_FIELDS
    ]
    return pl.concat(parts).sort(Columns.ITEM, maintain_order=True).select(list(CREDIT_SCHEMA))


def _tags(items: pl.DataFrame) -> pl.DataFrame:
    parts = [
        items.select(
            Columns.ITEM,
            pl.lit(field.column).alias(Columns.TAG_KIND),
            pl.col(field.column).alias(Columns.TAG),
        )
        .explode(Columns.TAG)
        .drop_nulls(Columns.TAG)
        for field in TAG_FIELDS
    ]
    return pl.concat(parts).sort(Columns.ITEM, maintain_order=True).select(list(TAG_SCHEMA))


def _availability(canonical: Canonical, index: pl.DataFrame) -> pl.DataFrame:
    windows = canonical.windows.attached.join(index, on=Columns.ID)
    return windows.select(list(AVAILABILITY_SCHEMA)).unique().sort(list(AVAILABILITY_SCHEMA))


def _records(canonical: Canonical, index: pl.DataFrame) -> pl.DataFrame:
    """Sorted by item first, which is fast; by the rest only where an item has several."""
    thin = canonical.records.select(Columns.ID, *(c for c in RECORD_SCHEMA if c != Columns.ITEM))
    rows = thin.join(index, on=Columns.ID).select(list(RECORD_SCHEMA)).sort(Columns.ITEM)
    several = rows[Columns.ITEM].is_duplicated()
    rest = rows.filter(several).sort(*RECORD_SCHEMA)
    return pl.concat([rows.filter(~several), rest]).sort(Columns.ITEM, maintain_order=True)


def _links(canonical: Canonical, index: pl.DataFrame) -> pl.DataFrame:
    links = canonical.links
    if Columns.CONTRIBUTIONS not in links.columns:
        links = links.with_columns(pl.lit(None, pl.String).alias(Columns.CONTRIBUTIONS))
    items = canonical.records.select(Columns.SOURCE, Columns.RECORD, Columns.ID)
    items = items.join(index, on=Columns.ID).drop(Columns.ID)
    for item, pair in ((Columns.LEFT_ITEM, PAIR[:2]), (Columns.RIGHT_ITEM, PAIR[2:])):
        here = items.rename({Columns.ITEM: item})
        links = links.join(here, left_on=pair, right_on=[Columns.SOURCE, Columns.RECORD])
    return links.sort(PAIR)
