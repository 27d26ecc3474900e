"""Every fact of a snapshot's items as rows of item, kind and value."""

from collections.abc import Iterator, Sequence

import polars as pl

from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import CREDIT_FIELDS, FIELD, Columns

DECADE = "decade"
"""A kind of fact made from the year; all other kinds are columns of the vocabulary."""

BY_YEAR = " by year"
ROUNDING = 1e-9  # keeps exact powers of ten in their own band on every platform
KIND, VALUE = "kind", "value"
YEAR = FIELD["year"].column
BANDS = {FIELD[column].column: width for column, width in (
    ("runtime", 20), ("critics_score", 20), ("metacritic", 20), ("oscars", 1))}  # fmt: skip
"""Measured facts and how wide a band of them counts as the same."""
AGE_RATING, BOX_OFFICE = FIELD["age_rating"].column, FIELD["box_office"].column


def item_facts(snapshot: Snapshot, by_year: Sequence[str] = ()) -> pl.DataFrame:
    """Distinct (item, kind, value): kind is a vocabulary column or 'decade', value is text.

    Measures are put in bands, named by their lower end; box office in half orders of magnitude.
    Kinds in `by_year` are there once more joined with the year: ('countries by year', 'FR 1994').
    """
    frames = [_tags(snapshot.tag), _credits(snapshot.credit), *_measures(snapshot.item)]
    facts = pl.concat(frames).drop_nulls().unique()
    return pl.concat([facts, _by_year(facts, by_year)])


def _by_year(facts: pl.DataFrame, kinds: Sequence[str]) -> pl.DataFrame:
    years = facts.filter(pl.col(KIND) == YEAR).select(Columns.ITEM, pl.col(VALUE).alias(YEAR))
    dated = facts.filter(pl.col(KIND).is_in(list(kinds))).join(years, on=Columns.ITEM)
    kind = (pl.col(KIND) + BY_YEAR).alias(KIND)
    return dated.select(Columns.ITEM, kind, pl.format("{} {}", VALUE, YEAR).alias(VALUE))


def _tags(tag: pl.DataFrame) -> pl.DataFrame:
    kind, value = pl.col(Columns.TAG_KIND).alias(KIND), pl.col(Columns.TAG).alias(VALUE)
    return tag.select(Columns.ITEM, kind, value)


def _credits(credit: pl.DataFrame) -> pl.DataFrame:
    columns = {field.role: field.column for field in CREDIT_FIELDS}
    kind = pl.col(Columns.ROLE).replace_strict(columns, default=None, return_dtype=pl.String)
    return credit.select(Columns.ITEM, kind.alias(KIND), pl.col(Columns.PERSON).alias(VALUE))


def _measures(item: pl.DataFrame) -> Iterator[pl.DataFrame]:
    year, money = pl.col(YEAR), pl.col(BOX_OFFICE)
    values = {
        YEAR: year,
        DECADE: year // 10 * 10,
        AGE_RATING: pl.col(AGE_RATING),
        BOX_OFFICE: (2 * money.clip(1.0).log10() + ROUNDING).floor().cast(pl.Int64),
        **{column: pl.col(column) // width * width for column, width in BANDS.items()},
    }
    for kind, value in values.items():
        named = value.cast(pl.String).alias(VALUE)
        yield item.select(Columns.ITEM, pl.lit(kind).alias(KIND), named)
