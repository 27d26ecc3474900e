"""What to commission for a segment: attributes, alone and in pairs, that it watches more of."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import scipy.sparse as sp

from openslate.audience.resonance.attributes import MEASURES, PAIR, TOPICS, Attribute, Attributes
from openslate.audience.resonance.resonance import Resonance

PAIRED = (*TOPICS, *MEASURES)
MOST = 20  # attributes of a kind that are tried in pairs: those with the most items
LEAST_ITEMS = 3  # what fewer items have says more about those items than about what they share
JOIN = " + "


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of attributes: `parts` [pairs, 2] are columns of the attributes they were made from."""

    attributes: Attributes
    parts: np.ndarray


@dataclass(frozen=True, eq=False)
class Wish:
    """One line of the list: `columns` of the attributes (one or two), and where its figures are.

    `low` is the lower bound of the log ratio, by which the list is ordered; `supply` counts the
    items of the catalogue that have it.
    """

    columns: tuple[int, ...]
    source: Resonance
    column: int
    low: float
    supply: int


def pairs_of(attributes: Attributes, viewings: np.ndarray) -> Pairs:
    """Pairs that are tried: of the most supplied attributes of each kind, watched at all.

    They are chosen without looking at any segment, so that trying many favours none.
    `viewings` counts each item's.
    """
    watched = attributes.matrix.T @ viewings > 0
    chosen = np.concatenate([np.zeros(0, dtype=np.int64), *_most_supplied(attributes, watched)])
    parts = [
        (a, b)
        for a, b in combinations(chosen.tolist(), 2)
        if not _exclude_each_other(attributes.names[a], attributes.names[b])
    ]
    if not parts:
        return Pairs(Attributes((), sp.csc_matrix((attributes.matrix.shape[0], 0))), _no_parts())
    left, right = np.array(parts).T
    both = attributes.matrix[:, left].multiply(attributes.matrix[:, right]).tocsc()
    enough = np.flatnonzero(np.diff(both.indptr) >= LEAST_ITEMS)
    names = tuple(pair_name(attributes, *parts[at]) for at in enough)
    return Pairs(Attributes(names, both[:, enough]), np.array(parts)[enough].reshape(-1, 2))


def _no_parts() -> np.ndarray:
    return np.zeros((0, 2), dtype=np.int64)


def _most_supplied(attributes: Attributes, watched: np.ndarray) -> Iterator[np.ndarray]:
    for kind in PAIRED:
        if kind in attributes.kinds:
            own = attributes.of_kind(kind)
            own = own[watched[own]]
            yield own[np.argsort(-attributes.supply[own], kind="stable")][:MOST]


def _exclude_each_other(a: Attribute, b: Attribute) -> bool:
    return a.kind == b.kind and a.kind in MEASURES


def pair_name(attributes: Attributes, a: int, b: int) -> Attribute:
    """A pair as an attribute of its own: kind 'pair', 'genres:War + decade:1940'."""
    told = (f"{attributes.names[at].kind}:{attributes.names[at].value}" for at in (a, b))
    return Attribute(PAIR, JOIN.join(told))


def wishes(
    singles: Resonance, paired: Resonance, parts: np.ndarray, segment: int
) -> tuple[Wish, ...]:
    """What was found of a segment watching more, by the lower bound of the interval.

    A pair is listed only where that is above the bound of both its parts: otherwise the part
    says it all.
    """
    bounds = np.where(singles.shown[segment], singles.low[segment], -np.inf)
    enough = singles.attributes.supply >= LEAST_ITEMS
    single = [
        Wish((int(at),), singles, int(at), float(bounds[at]), int(singles.attributes.supply[at]))
        for at in np.flatnonzero(singles.found[segment] & (bounds > 0) & enough)
    ]
    pair = [
        Wish(tuple(parts[at].tolist()), paired, int(at), float(low), int(supply))
        for at, low, supply in _better_pairs(paired, parts, bounds, segment)
    ]
    return tuple(sorted(single + pair, key=lambda wish: (-wish.low, wish.columns)))


def _better_pairs(
    paired: Resonance, parts: np.ndarray, bounds: np.ndarray, segment: int
) -> Iterator[tuple[int, float, int]]:
    for at in np.flatnonzero(paired.found[segment]):
        low = paired.low[segment, at]
        if low > max(0.0, bounds[parts[at]].max()):
            yield int(at), float(low), int(paired.attributes.supply[at])
