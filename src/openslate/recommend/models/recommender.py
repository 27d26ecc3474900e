"""Scores every item of the catalogue for any history, and says what each score is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from openslate.common.errors import SlateError
from openslate.recommend.models.contributions import Contribution, strongest_first
from openslate.recommend.models.ease import fit_ease
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.history import checked, stacked
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.likeness import in_words
from openslate.recommend.models.precision import settled
from openslate.recommend.models.settings import RecommenderSettings
from openslate.recommend.models.stand_ins import Sparse, StandIns, fit_stand_ins

Array = np.ndarray
ALL = slice(None)


@dataclass(frozen=True, eq=False)
class Recommender:
    """Item-item weights for watched items, stand-ins from graph features for all others.

    Every item is a blend of watched ones: a watched item of itself, any other of its stand-ins.
    With blends S and weights W the score of item j for a history H is the sum over i in H of
    S[i] W S[j]', so it decomposes over the history, also for items nobody has watched.
    A history that says nothing (empty, or of items with neither viewers nor facts) is answered
    with the share of viewers who watched each item.

    `watched` holds the dense items with weights of their own, ascending; `weights` and `carried`
    = weights @ solved' have a row for each of them; `viewings` counts viewers by item.
    """

    settings: RecommenderSettings
    features: GraphFeatures
    viewings: Array
    viewers: int
    watched: Array
    weights: Array
    stand_ins: StandIns
    carried: Array

    @classmethod
    def fit(
        cls,
        interactions: Interactions,
        features: GraphFeatures,
        settings: RecommenderSettings | None = None,
    ) -> "Recommender":
        """Learn from all viewings; raises SlateError when items and features do not match."""
        settings = settings or RecommenderSettings()
        if interactions.size != features.size:
            raise SlateError(
                f"There are viewings of {interactions.size} items but facts of {features.size}",
                do="Make both from the same snapshot",
            )
        watched = most_watched(interactions.viewings, settings)
        weights = fit_ease(
            interactions.matrix[:, watched], settings.ease, features.undated[watched]
        )
        stand_ins = fit_stand_ins(features.matrix[watched], settings.stand_in)
        carried = settled(weights.astype(np.float64) @ stand_ins.solved.T.astype(np.float64))
        return cls(
            settings, features, interactions.viewings, len(interactions.viewers),
            watched, weights, stand_ins, carried,
        )  # fmt: skip

    @property
    def size(self) -> int:
        """How many items are scored."""
        return self.features.size

    @property
    def heeds_order(self) -> bool:
        """The order of a history changes nothing."""
        return False

    @cached_property
    def popularity(self) -> Array:
        """How many viewers watched each item, float32 [items]."""
        return self.viewings.astype(np.float32)

    @cached_property
    def has_history(self) -> Array:
        """Whether each item is scored by its own viewings rather than by stand-ins, bool."""
        known = np.zeros(self.size, dtype=bool)
        known[self.watched] = True
        return known

    def scores(self, history: Sequence[int]) -> Array:
        """Scores of all items, float32 [items], in about the scale of a viewing's probability."""
        heard = self._heard(history)
        if not len(heard):
            return self._popular.copy()
        return self._spread(self._sum(self.weights, heard), self._sum(self.carried, heard))

    def scores_of(self, histories: Sequence[Sequence[int]]) -> Array:
        """Scores of all items for many histories, float32 [histories, items]."""
        heard = [self._heard(history) for history in histories]
        blends = self._as_watched(heard)
        watched, inner = blends @ self.weights, blends @ self.carried
        scores = np.empty((len(heard), self.size), dtype=np.float32)
        scores[:, self.watched] = watched
        scores[:, self._unwatched] = (inner @ self.stand_ins.lift.T) @ self._unwatched_features.T
        scores[[not len(items) for items in heard]] = self._popular
        return scores

    def _as_watched(self, heard: Sequence[Array]) -> Sparse:
        """Histories as sums of watched items, CSR [histories, watched]."""
        items = stacked(heard, self.size)
        own, rest = items[:, self.watched], items[:, self._unwatched]
        spoken = np.flatnonzero(np.diff(rest.tocsc().indptr))
        blends = sp.csr_matrix(self._blends(self._unwatched[spoken]))
        return sp.csr_matrix(own + rest[:, spoken] @ blends)

    def base(self, history: Sequence[int]) -> Array:
        """What scores hold beside contributions: popularity if the history says nothing."""
        heard = self._heard(history)
        return np.zeros(self.size, np.float32) if len(heard) else self._popular.copy()

    def contributions(self, history: Sequence[int], item: int) -> list[Contribution]:
        """What each item of the history adds to the score of `item`, the strongest first."""
        heard = self._heard(history)
        amounts = self._amounts(heard, checked([item], self.size))[:, 0]
        pairs = zip(heard.tolist(), amounts.tolist(), strict=True)
        return strongest_first(Contribution(*pair) for pair in pairs)

    def loudest(self, history: Sequence[int], items: Sequence[int]) -> list[int]:
        """For each of `items` the history item that adds most to its score, -1 where none does."""
        heard, asked = self._heard(history), checked(items, self.size)
        if not len(heard) or not len(asked):
            return [-1] * len(asked)
        amounts = self._amounts(heard, asked)
        best = amounts.argmax(axis=0)
        adds = amounts[best, np.arange(len(asked))] > 0
        return [int(one) for one in np.where(adds, heard[best], -1)]

    def _amounts(self, heard: Array, asked: Array) -> Array:
        """What each item heard adds to the score of each item asked, float32 [heard, asked]."""
        known = self.has_history[asked]
        amounts = np.empty((len(heard), len(asked)), dtype=np.float32)
        amounts[:, known] = self._rows(self.weights, heard, self._place[asked[known]])
        inner = self.stand_ins.inner(self.features.matrix[asked[~known]])
        amounts[:, ~known] = self._rows(self.carried, heard) @ inner.T
        return amounts

    def _rows(self, rows: Array, heard: Array, columns: Array | slice = ALL) -> Array:
        """The row of each item heard; of an item without one the blend of its stand-ins'."""
        place, narrowed = self._place[heard], rows[:, columns]
        found = narrowed[place]
        if (place < 0).any():
            found[place < 0] = self._blends(heard[place < 0]) @ narrowed
        return np.asarray(found)

    def features_in_common(self, a: int, b: int) -> tuple[str, ...]:
        """Graph facts two items share, in words, the most telling first."""
        a, b = checked([a, b], self.size)
        return in_words(self.features.shared(a, b))

    @cached_property
    def _place(self) -> Array:
        """Row of each item in `weights`, -1 for items without."""
        place = np.full(self.size, -1)
        place[self.watched] = np.arange(len(self.watched))
        return place

    @cached_property
    def _unwatched(self) -> Array:
        return np.flatnonzero(~self.has_history)

    @cached_property
    def _unwatched_features(self) -> Sparse:
        """Features of unwatched items that some watched item has too; the others are mute."""
        matrix = self.features.matrix[self._unwatched].copy()
        matrix.data[~self._telling[matrix.indices]] = 0.0
        matrix.eliminate_zeros()
        return matrix

    @cached_property
    def _telling(self) -> Array:
        """Which features occur among watched items, bool."""
        telling = np.zeros(len(self.features.names), dtype=bool)
        telling[self.features.matrix[self.watched].indices] = True
        return telling

    @cached_property
    def _speaks(self) -> Array:
        """Which items say something when they are in a history, bool."""
        speaks = self.has_history.copy()
        speaks[self._unwatched] = np.diff(self._unwatched_features.indptr) > 0
        return speaks

    @cached_property
    def _popular(self) -> Array:
        """Share of viewers who watched each item; of its stand-ins if it has no history."""
        share = self.popularity[self.watched] / np.float32(max(self.viewers, 1))
        return self._spread(share, self.stand_ins.solved @ share)

    def _spread(self, watched: Array, inner: Array) -> Array:
        """Scores of all items from those of watched items and those in the inner space."""
        scores = np.empty(self.size, dtype=np.float32)
        scores[self.watched] = watched
        scores[self._unwatched] = self._unwatched_features @ (self.stand_ins.lift @ inner)
        return scores

    def _sum(self, rows: Array, heard: Array) -> Array:
        """Rows summed over a history, float32; unwatched items by their blend of rows."""
        place = self._place[heard]
        total = rows[place[place >= 0]].sum(axis=0)
        if (place < 0).any():
            total = total + self._blends(heard[place < 0]).sum(axis=0) @ rows
        return np.asarray(total)

    def _blends(self, items: Array) -> Array:
        """Items without weights of their own as blends of those with, float32."""
        return self.stand_ins.blend(self.features.matrix[items])

    def _heard(self, history: Sequence[int]) -> Array:
        """Distinct items of a history that say something, ascending: order is not heeded."""
        items = np.unique(checked(history, self.size))
        return np.asarray(items[self._speaks[items]])


def most_watched(viewings: Array, settings: RecommenderSettings) -> Array:
    """Dense items that get weights of their own, ascending."""
    enough = np.flatnonzero(viewings >= settings.least_viewings)
    busiest = enough[np.argsort(-viewings[enough], kind="stable")]
    return np.sort(busiest[: settings.most_items])
