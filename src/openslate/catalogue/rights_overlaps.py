"""Rights windows that cover the same days under different terms."""

import polars as pl

from openslate.catalogue.rights_windows import contradictory
from openslate.graph.vocabulary import Columns

TERMS, FIRST, SECOND = "terms", "first", "second"
ANY_LICENCE = "a licence of no kind"


def overlapping(windows: pl.DataFrame) -> pl.DataFrame:
    """Pairs of terms of which windows of one item and territory hold on the same day.

    Columns `item`, `territory`, `first`, `second`: the terms as people say them, in alphabetical
    order, each pair once. Windows that only touch do not overlap.
    """
    key = [Columns.ITEM, Columns.TERRITORY]
    terms = windows.filter(~contradictory()).select(
        *key, Columns.STARTS, Columns.ENDS, _terms().alias(TERMS)
    )
    several = terms.filter(pl.col(TERMS).n_unique().over(key) > 1)
    other = {name: f"{name}_2" for name in (Columns.STARTS, Columns.ENDS, TERMS)}
    pairs = several.join(several.rename(other), on=key).filter(
        (pl.col(TERMS) < pl.col(other[TERMS]))
        & _before(Columns.STARTS, other[Columns.ENDS])
        & _before(other[Columns.STARTS], Columns.ENDS)
    )
    chosen = pairs.select(*key, pl.col(TERMS).alias(FIRST), pl.col(other[TERMS]).alias(SECOND))
    return chosen.unique().sort(chosen.columns)


def _terms() -> pl.Expr:
    licence = pl.col(Columns.LICENCE_TYPE).fill_null(ANY_LICENCE)
    audience = pl.col(Columns.AUDIENCE)
    return pl.when(audience.is_null()).then(licence).otherwise(licence + " for " + audience)


def _before(start: str, end: str) -> pl.Expr:
    """Whether a window has begun before another ends; an open edge is no limit."""
    return (pl.col(start) < pl.col(end)).fill_null(True)
