"""A plain guess of what comes of showing an item in a place, learnt from other viewers."""

from dataclasses import dataclass

import numpy as np

from openslate.recommend.experiments.logged import Floats, Ints

PRIOR = 5.0
"""An item counts as having met its expectation so many times before anything was seen."""
FOLDS = 2


@dataclass(frozen=True, eq=False)
class Guesses:
    """What places bring on average, times how an item fares against that (gamma-Poisson mean)."""

    by_place: Floats
    by_item: Floats

    @classmethod
    def fit(cls, place: Ints, item: Ints, reward: Floats, places: int, items: int) -> "Guesses":
        """Learn from places (by number) that showed items (by number) and their rewards."""
        shown = np.bincount(place, minlength=places)
        mean = reward.mean() if len(reward) else 0.0
        by_place = (np.bincount(place, reward, places) + mean) / (shown + 1)
        expected = np.bincount(item, by_place[place], items)
        found = np.bincount(item, reward, items)
        return cls(by_place, (found + PRIOR) / (expected + PRIOR))

    def of(self, place: Ints, item: Ints) -> Floats:
        """Expected rewards, at most 1."""
        return np.minimum(self.by_place[place] * self.by_item[item], 1.0)


def guess_apart(
    viewer: Ints, place: Ints, item: Ints, reward: Floats, asked: Ints
) -> tuple[Floats, Floats]:
    """Guesses for what was shown and for what is `asked` in each place.

    Viewers are halved and each half is guessed from the other, so that no reward vouches for its
    own guess.
    """
    places, items = int(place.max()) + 1, int(max(item.max(), asked.max())) + 1
    shown, wanted = np.zeros(len(reward)), np.zeros(len(reward))
    for fold in range(FOLDS):
        here = viewer % FOLDS == fold
        there = ~here
        learnt = Guesses.fit(place[there], item[there], reward[there], places, items)
        shown[here] = learnt.of(place[here], item[here])
        wanted[here] = learnt.of(place[here], asked[here])
    return shown, wanted
