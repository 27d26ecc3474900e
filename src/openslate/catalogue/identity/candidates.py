"""Candidates: which pairs of records are worth comparing at all.

Whether two records are a candidate depends on these two and on kept statistics alone, never on
other records, so that after a change only the changed records need to be looked at.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from openslate.catalogue.identity.index import FORM, KEY, KIND, NAMED, RecordIndex
from openslate.catalogue.identity.lexicon import ROW, typed
from openslate.catalogue.identity.names import NameKind
from openslate.catalogue.identity.records import YEAR
from openslate.catalogue.identity.settings import ResolverSettings
from openslate.catalogue.identity.vectors import (
    Pairs,
    close_rows,
    near_years,
    products,
    rarer,
)
from openslate.graph.vocabulary import Columns

LEFT, RIGHT, LEFT_FORM, RIGHT_FORM = "left_row", "right_row", "left_form", "right_form"
PAIR_SCHEMA = {
    LEFT: pl.UInt32(),
    RIGHT: pl.UInt32(),
    LEFT_FORM: pl.Int16(),
    RIGHT_FORM: pl.Int16(),
}
RARE_WORD = 60  # texts meet by words that at most so many records have
RARE_PERSON = 300
SHARED_PEOPLE = 2
LEFT_KIND, RIGHT_KIND = "left_kind", "right_kind"
GAP, ONE_SOURCE = "gap", "one_source"


def same_keys(index: RecordIndex, focus: np.ndarray, settings: ResolverSettings) -> pl.DataFrame:
    """Pairs with a name, other name, or for one of the two a part of it in common; or an id."""
    keys = index.keys
    asked = keys.filter(pl.Series(focus[keys[ROW].to_numpy()]))
    met = keys.select(KEY).join(asked.select(KEY).unique(), on=KEY, how="semi")
    sizes = met.group_by(KEY).len().filter(pl.col("len") <= settings.most_with_key)
    left = asked.rename({ROW: LEFT, FORM: LEFT_FORM, KIND: LEFT_KIND}).join(sizes, on=KEY)
    right = keys.rename({ROW: RIGHT, FORM: RIGHT_FORM, KIND: RIGHT_KIND})
    pairs = left.join(right, on=KEY).filter(pl.col(LEFT) != pl.col(RIGHT))
    known = _with_facts(pairs, index)
    kinds = pl.col(LEFT_KIND) + pl.col(RIGHT_KIND)
    apart = pl.when(kinds >= NameKind.PART).then(settings.near_years)
    years = apart.otherwise(settings.same_name_years)
    inside = (kinds <= NameKind.ALTERNATE) & (pl.col(GAP) == 0)
    across = (kinds <= NameKind.PART) & (pl.col(GAP).fill_null(0) <= years)
    fits = pl.when(pl.col(ONE_SOURCE)).then(inside).otherwise(across)
    return _oriented(known.filter(fits | (kinds < 0)))


def _with_facts(pairs: pl.DataFrame, index: RecordIndex) -> pl.DataFrame:
    left, right = pairs[LEFT].to_numpy(), pairs[RIGHT].to_numpy()
    years, sources = index.records[YEAR], index.records[Columns.SOURCE].to_physical()
    gap = (years.gather(left) - years.gather(right)).abs().alias(GAP)
    both_unknown = years.gather(left).is_null() & years.gather(right).is_null()
    same = (sources.gather(left) == sources.gather(right)).alias(ONE_SOURCE)
    found = pairs.with_columns(gap, same)
    zero = pl.when(pl.Series(both_unknown)).then(0).otherwise(pl.col(GAP))
    return found.with_columns(zero.alias(GAP))


def _oriented(pairs: pl.DataFrame) -> pl.DataFrame:
    """Each pair once, the smaller row first."""
    turned = pairs.filter(pl.col(LEFT) > pl.col(RIGHT)).select(
        pl.col(RIGHT).alias(LEFT),
        pl.col(LEFT).alias(RIGHT),
        pl.col(RIGHT_FORM).alias(LEFT_FORM),
        pl.col(LEFT_FORM).alias(RIGHT_FORM),
    )
    straight = pairs.filter(pl.col(LEFT) < pl.col(RIGHT)).select(*PAIR_SCHEMA)
    return typed(pl.concat([straight, turned]).unique(), PAIR_SCHEMA)


def similar_names(
    index: RecordIndex, focus: np.ndarray, settings: ResolverSettings
) -> pl.DataFrame:
    """Pairs of two sources with names close by trigrams, and years that are not far apart."""
    rows, forms = index.forms[ROW].to_numpy(), index.forms[FORM].to_numpy()
    least = settings.near_cosine - settings.near_cosine**2
    found = _between_sources(index, index.rarest, focus, least, settings.near_years, rows)
    names = [_near(index, pairs, rows, forms, settings) for pairs in found]
    return _oriented(pl.concat([pl.DataFrame(schema=PAIR_SCHEMA), *names]))


def _near(
    index: RecordIndex,
    pairs: Pairs,
    rows: np.ndarray,
    forms: np.ndarray,
    settings: ResolverSettings,
) -> pl.DataFrame:
    left, right = pairs
    ok = _years_fit(index, rows[left], rows[right], settings.near_years)
    left, right = left[ok], right[ok]
    ok = products(index.grams, index.grams, (left, right)) >= settings.near_cosine
    left, right = left[ok], right[ok]
    return pl.DataFrame(
        {
            LEFT: rows[left],
            RIGHT: rows[right],
            LEFT_FORM: forms[left],
            RIGHT_FORM: forms[right],
        },
        schema=PAIR_SCHEMA,
    )


def similar_texts(
    index: RecordIndex, focus: np.ndarray, settings: ResolverSettings
) -> pl.DataFrame:
    """Pairs of two sources that share rare words anywhere, or people in whatever role."""
    words = rarer(_shared_with(index.written, focus), index.statistics.terms.counts, RARE_WORD)
    people = rarer(_shared_with(index.people, focus), index.statistics.people.counts, RARE_PERSON)
    ones = csr_array((np.ones_like(people.data), people.indices, people.indptr), people.shape)
    found = [
        *_between_sources(index, words, focus, settings.near_text, settings.near_years),
        *_between_sources(index, ones, focus, SHARED_PEOPLE, settings.near_years),
    ]
    main = np.where(index.records[NAMED].to_numpy(), 0, -1)
    frames = [_by_main_name(index, pairs, main, settings) for pairs in found]
    return _oriented(pl.concat([pl.DataFrame(schema=PAIR_SCHEMA), *frames]))


def _by_main_name(
    index: RecordIndex, pairs: Pairs, main: np.ndarray, settings: ResolverSettings
) -> pl.DataFrame:
    left, right = pairs
    ok = _years_fit(index, left, right, settings.near_years)
    left, right = left[ok], right[ok]
    named = {LEFT: left, RIGHT: right, LEFT_FORM: main[left], RIGHT_FORM: main[right]}
    return pl.DataFrame(named, schema=PAIR_SCHEMA)


def _years_fit(index: RecordIndex, left: np.ndarray, right: np.ndarray, most: int) -> np.ndarray:
    years = index.records[YEAR].cast(pl.Float64).to_numpy()
    gap = np.abs(years[left] - years[right])
    fits: np.ndarray = np.isnan(gap) | (gap <= most)
    return fits


def _between_sources(
    index: RecordIndex,
    matrix: csr_array,
    focus: np.ndarray,
    least: float,
    most_years: int,
    owners: np.ndarray | None = None,
) -> Iterator[Pairs]:
    """Close rows of each two sources of which at least one is in focus; `owners` are records.

    Rows whose years are much further apart than `most_years` are never multiplied.
    """
    owner = np.arange(index.size) if owners is None else owners
    matrix = _shared_with(matrix, focus[owner])
    source = index.records[Columns.SOURCE].cast(pl.Categorical).to_physical().to_numpy()
    years = index.records[YEAR].cast(pl.Float64).to_numpy()[owner]
    asked, filled, source = focus[owner], np.diff(matrix.indptr) > 0, source[owner]
    for first, second in combinations(np.unique(source), 2):
        one, two = (source == first) & filled, (source == second) & filled
        for ones, others in ((one & asked, two), (two & asked, one & ~asked)):
            for left, right in near_years(ones, others, years, most_years):
                a, b = close_rows(matrix[left], matrix[right], least)
                yield left[a], right[b]


def _shared_with(matrix: csr_array, rows: np.ndarray) -> csr_array:
    """Only the terms that one of `rows` (bool) has: no others add to a product with them."""
    if rows.all():
        return matrix
    asked = np.zeros(matrix.shape[1], bool)
    asked[matrix[np.flatnonzero(rows)].indices] = True
    kept = np.flatnonzero(asked[matrix.indices])
    ends = np.searchsorted(kept, matrix.indptr)
    return csr_array((matrix.data[kept], matrix.indices[kept], ends), shape=matrix.shape)
