"""Matching two tables: which rows of the one are which of the other, without a workspace."""

import polars as pl

from openslate.catalogue.identity.resolver import resolve
from openslate.catalogue.identity.settings import ResolverSettings
from openslate.catalogue.identity.tidy import tidy
from openslate.graph.vocabulary import Columns

LEFT, RIGHT = "left", "right"
MATCHED = (
    *(Columns.CONFIDENCE, Columns.METHOD, Columns.EVIDENCE, Columns.STATUS),
    Columns.CONTRIBUTIONS,
)


def match(
    left: pl.DataFrame,
    right: pl.DataFrame,
    settings: ResolverSettings | None = None,
    *,
    clean: bool = True,
    one_to_one: bool = True,
    waiting: bool = False,
) -> pl.DataFrame:
    """Rows of `left` and `right` that mean the same work or person, at most one each.

    Without `one_to_one` several rows of `left` may be one row of `right`.

    Both have columns of the native vocabulary, any of them; `record` says what the rows are called
    (else they are counted from 0). Columns of text that the vocabulary does not know are compared
    as words; others are not used. Returns `left`, `right` (the records), `confidence`, `method`,
    `evidence`, `status`, `contributions` (JSON), surest first. `clean` says that neither has
    duplicates; else records of one table may be joined too, and all pairs of such works count.
    With `waiting`, pairs that a person should look at come too.
    """
    several = frozenset() if one_to_one else frozenset((LEFT,))
    said = {"all_clean": clean, "several": several}
    chosen = (settings or ResolverSettings()).model_copy(update=said)
    records = pl.concat([tidy(left, LEFT), tidy(right, RIGHT)], how="diagonal_relaxed")
    links = resolve(records, settings=chosen).links
    across = links.filter(pl.col(Columns.LEFT_SOURCE) != pl.col(Columns.RIGHT_SOURCE))
    wanted = across if waiting else across.filter(status="accepted")
    sides = {Columns.LEFT_RECORD: LEFT, Columns.RIGHT_RECORD: RIGHT}
    found = wanted.rename(sides).select(LEFT, RIGHT, *MATCHED)
    return found.sort(Columns.CONFIDENCE, LEFT, RIGHT, descending=[True, False, False])
