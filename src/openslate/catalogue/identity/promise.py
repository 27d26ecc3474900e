"""Promise: which candidates could be the same work at all, asked of all of them at once."""

import numpy as np
import polars as pl
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist
from scipy.special import logit

from openslate.catalogue.identity.candidates import LEFT, LEFT_FORM, RIGHT, RIGHT_FORM
from openslate.catalogue.identity.index import FORM, KEY, WORDS, RecordIndex
from openslate.catalogue.identity.lexicon import COUNT, ROW, TERM
from openslate.catalogue.identity.records import YEAR
from openslate.catalogue.identity.score import MOST_STEPS, NEARLY, YEARS
from openslate.catalogue.identity.settings import ResolverSettings, Weights
from openslate.catalogue.identity.vectors import Pairs, products

PLACE, BITS = "place", "bits"


def promising(index: RecordIndex, pairs: pl.DataFrame, settings: ResolverSettings) -> pl.DataFrame:
    """Those of `pairs` with unlike names whose log-odds may reach `wait`, all else being well."""
    if pairs.is_empty():
        return pairs
    at = pairs[LEFT].to_numpy().astype(np.int64), pairs[RIGHT].to_numpy().astype(np.int64)
    most = (
        _names(index, pairs, settings)
        + _years(index, at, settings.weights)
        + _texts(index, at, settings.weights)
        + _people(index, at, settings)
        + _rest(settings.weights)
    )
    lonely = settings.weights.unrivalled * np.isnan(_gaps(index, at))
    return pairs.filter(pl.Series(most + lonely >= logit(settings.wait)))


def _names(index: RecordIndex, pairs: pl.DataFrame, settings: ResolverSettings) -> np.ndarray:
    weights = settings.weights
    forms = index.forms.with_columns(_form_bits(index)).select(ROW, FORM, KEY, BITS)
    sides = [
        pairs.select(pl.col(row).alias(ROW), pl.col(form).alias(FORM)).join(
            forms, on=[ROW, FORM], how="left", maintain_order="left"
        )
        for row, form in ((LEFT, LEFT_FORM), (RIGHT, RIGHT_FORM))
    ]
    keys = [side[KEY].fill_null("").to_list() for side in sides]
    alike = cpdist(*keys, scorer=ratio, workers=1, dtype=np.float32) / 100
    told = np.minimum(*(side[BITS].fill_null(0).to_numpy() for side in sides))
    covered = weights.shorter_covered + weights.longer_covered
    similar = weights.similar_name + weights.likeness * alike + covered
    similar = similar + weights.nearly_same * np.clip((alike - NEARLY) / (1 - NEARLY), 0, 1)
    similar = similar + weights.rarity * np.minimum(told, settings.most_bits)
    nameless = (pairs[LEFT_FORM].to_numpy() < 0) | (pairs[RIGHT_FORM].to_numpy() < 0)
    worth: np.ndarray = np.where(nameless, weights.no_name, similar)
    return worth


def _form_bits(index: RecordIndex) -> pl.Series:
    """Bits in the words of each form."""
    words = index.statistics.words
    told = words.terms.select(
        TERM, (words.total / pl.col(COUNT).clip(1)).log(2).clip(0).alias(BITS)
    )
    listed = index.forms.select(pl.col(WORDS).str.split(" ").list.unique().alias(TERM))
    spread = listed.with_row_index(PLACE).explode(TERM).join(told, on=TERM, how="left")
    return spread.group_by(PLACE).agg(pl.col(BITS).sum()).sort(PLACE)[BITS]


def _gaps(index: RecordIndex, at: Pairs) -> np.ndarray:
    years = index.records[YEAR].cast(pl.Float64).to_numpy()
    gap: np.ndarray = np.abs(years[at[0]] - years[at[1]])
    return gap


def _years(index: RecordIndex, at: Pairs, weights: Weights) -> np.ndarray:
    gap = _gaps(index, at)
    worth = [getattr(weights, name) for name in YEARS] + [weights.years_far]
    known = np.array(worth)[np.minimum(np.nan_to_num(gap), len(YEARS)).astype(int)]
    told: np.ndarray = np.where(np.isnan(gap), weights.years_unknown, known)
    return told


def _texts(index: RecordIndex, at: Pairs, weights: Weights) -> np.ndarray:
    known = index.statistics
    about = known.about.steps(products(index.about, index.about, at))
    written = known.written.steps(products(index.written, index.written, at))
    told: np.ndarray = weights.about * np.minimum(about, MOST_STEPS)
    told += weights.written * np.minimum(written, MOST_STEPS)
    return told


def _people(index: RecordIndex, at: Pairs, settings: ResolverSettings) -> np.ndarray:
    shared = products(index.people, index.people, at)
    weights = settings.weights
    told: np.ndarray = weights.people * np.minimum(shared, settings.most_people_bits)
    told += (shared > 0) * (weights.people_covered + weights.same_director)
    return told


def _rest(weights: Weights) -> float:
    """What everything else may add where it agrees; ids, series and numbers have their own keys."""
    genres = max(weights.genres_unknown, weights.genres / 2 + weights.same_genres)
    same = (weights.same_runtime, weights.same_type, weights.same_language, weights.same_country)
    return genres + weights.same_day + sum(same)
