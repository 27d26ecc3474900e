"""Scoring: from what agrees and differs to a confidence, as a sum that can be read."""

from math import exp

from openslate.catalogue.identity.compare import Comparison, NameAgreement, Overlap
from openslate.catalogue.identity.names import NameKind
from openslate.catalogue.identity.settings import ResolverSettings, Weights
from openslate.common.text import fold


def log_odds(pair: Comparison, settings: ResolverSettings) -> float:
    """Natural log-odds that both records are the same work (Fellegi and Sunter 1969)."""
    weights = settings.weights
    return (
        name_weight(pair.name, weights)
        + _year_weight(pair.year_gap, weights)
        + _genre_weight(pair.genres, weights)
        + _choose(pair.directors, weights.same_director, weights.other_director)
        + _choose(pair.same_id, weights.same_id, weights.other_id)
        + _runtime_weight(pair.runtime_gap, settings)
        + (_one_source_weight(pair, weights) if pair.within_source else 0.0)
    )


def confidence(odds: float) -> float:
    """Log-odds as a probability, to four decimals.

    >>> confidence(0.0)
    0.5
    """
    return round(1 / (1 + exp(-odds)), 4)


def name_weight(name: NameAgreement, weights: Weights) -> float:
    """What the names say, apart from everything else."""
    return (
        (_same_weight(name.kind, weights) if name.same else _similar_weight(name, weights))
        + weights.rarity * min(name.rarity, weights.most_bits)
        + weights.articles_differ * name.articles_differ
        + weights.numbers_differ * name.numbers_differ
    )


def _same_weight(kind: NameKind, weights: Weights) -> float:
    return {
        NameKind.MAIN: weights.same_name,
        NameKind.ALTERNATE: weights.same_alternate,
        NameKind.PART: weights.same_part,
    }[kind]


def _similar_weight(name: NameAgreement, weights: Weights) -> float:
    return (
        weights.similar_name
        + weights.likeness * name.likeness
        + weights.shorter_covered * name.shorter
        + weights.longer_covered * name.longer
    )


def _year_weight(gap: int | None, weights: Weights) -> float:
    if gap is None:
        return weights.years_unknown
    return weights.years[gap] if gap < len(weights.years) else weights.years_far


def _genre_weight(genres: Overlap | None, weights: Weights) -> float:
    if genres is None:
        return weights.genres_unknown
    covered, equal = genres.shared / genres.shorter, genres.shared / genres.all
    return weights.genres * (covered - 0.5) + weights.same_genres * equal


def _runtime_weight(gap: int | None, settings: ResolverSettings) -> float:
    if gap is None or settings.same_runtime < gap < settings.other_runtime:
        return 0.0
    same = gap <= settings.same_runtime
    return settings.weights.same_runtime if same else settings.weights.other_runtime


def _one_source_weight(pair: Comparison, weights: Weights) -> float:
    same = pair.genres is not None and pair.genres.shared == pair.genres.all
    spelled_alike = fold(pair.name.left.text) == fold(pair.name.right.text)
    return (
        weights.one_source
        + weights.one_source_same_genres * same
        + weights.one_source_other_spelling * (not spelled_alike)
    )


def _choose(agree: bool | None, same: float, other: float) -> float:
    return 0.0 if agree is None else same if agree else other
