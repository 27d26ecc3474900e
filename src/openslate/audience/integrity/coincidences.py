"""Pairs of viewers who watched the same title within minutes of each other, and how often."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from openslate.audience.integrity.viewings import IntArray, Viewings


@dataclass(frozen=True, eq=False)
class Coincidences:
    """Pairs of viewers with how many viewings of theirs coincide.

    `pairs` is int64 [pairs, 2], the smaller number first, in order; `told` marks the viewings that
    count: not in a title's first hours, and shared by at most `widest` others.
    """

    pairs: IntArray
    count: IntArray
    told: np.ndarray
    widest: int

    def of(self, pairs: IntArray) -> IntArray:
        """The counts of some pairs, 0 where they never coincide."""
        if not len(self.pairs):
            return np.zeros(len(pairs), dtype=np.int64)
        base = int(max(self.pairs.max(), pairs.max(initial=0))) + 1
        known, asked = (rows[:, 0] * base + rows[:, 1] for rows in (self.pairs, pairs))
        place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        return np.where(known[place] == asked, self.count[place], 0)


def count_coincidences(
    viewings: Viewings, seconds: int, widest: int, most_pairs: int, premiere: int = 0
) -> Coincidences:
    """Count over all titles; work and memory go with the coincidences, never with all pairs.

    A viewing that very many share says nothing of two of them: where more than `widest` others
    lie within the window it is passed over, and where all coincidences together would be more
    than `most_pairs`, so are the next widest, until they fit. A title's first `premiere` seconds
    are passed over too: who waited for it starts with all others who did, every week anew.
    """
    order = np.lexsort((viewings.second, viewings.title))
    order = order[~_first(viewings, order, premiere)]
    crowd = _crowd(viewings, order, seconds)
    while widest > 1 and int(crowd[crowd <= widest].sum()) // 2 > most_pairs:
        widest //= 2
    told = np.zeros(len(viewings), dtype=bool)
    told[order] = crowd <= widest
    base = len(viewings.viewers)
    keys = [
        _key(viewings.viewer[a], viewings.viewer[b], base)
        for a, b in neighbours(viewings, order[told[order]], seconds)
    ]
    pair, count = np.unique(np.concatenate(keys or [np.zeros(0, int)]), return_counts=True)
    pairs = np.column_stack((pair // base, pair % base))
    apart = pairs[:, 0] != pairs[:, 1]
    return Coincidences(pairs[apart], count[apart], told, widest)


def neighbours(
    viewings: Viewings, order: IntArray, seconds: int
) -> Iterator[tuple[IntArray, IntArray]]:
    """Places of two viewings of one title at most `seconds` apart, a step of the order at a time.

    `order` holds places by title, then time.
    """
    title, second = viewings.title[order], viewings.second[order]
    first, step = np.arange(len(order)), 0
    while len(first):
        step += 1
        first = first[first + step < len(order)]
        close = second[first + step] - second[first] <= seconds
        first = first[close & (title[first + step] == title[first])]
        if len(first):
            yield order[first], order[first + step]


def _first(viewings: Viewings, order: IntArray, premiere: int) -> np.ndarray:
    """Whether a viewing, in the order given, lies in the first seconds of its title."""
    title, second = viewings.title[order], viewings.second[order]
    return np.asarray(second - second[np.searchsorted(title, title)] < premiere)


def _crowd(viewings: Viewings, order: IntArray, seconds: int) -> IntArray:
    """How many other viewings of the title lie within the window, in the order given."""
    begin = int(viewings.second.min(initial=0)) - seconds - 1
    reach = int(viewings.second.max(initial=0)) - begin + seconds + 1
    key = viewings.title[order] * reach + (viewings.second[order] - begin)
    low = np.searchsorted(key, key - seconds)
    return np.asarray(np.searchsorted(key, key + seconds, side="right") - low - 1)


def _key(left: IntArray, right: IntArray, base: int) -> IntArray:
    return np.asarray(np.minimum(left, right) * base + np.maximum(left, right))
