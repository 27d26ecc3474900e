"""Scores every item of the catalogue for any history, and says what each score is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import scipy.sparse as sp

from openslate.common.errors import SlateError
from openslate.recommend.models.carrying import CarriedLoadings
from openslate.recommend.models.co_viewings import CoViewings
from openslate.recommend.models.coded_scorer import CodedScorer, loaded
from openslate.recommend.models.contributions import Contribution, strongest_first
from openslate.recommend.models.families import fit_model
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.heard import Heard, starts_of
from openslate.recommend.models.history import History, checked, sequence_of
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.likeness import in_words
from openslate.recommend.models.matrices import Sparse, sparse
from openslate.recommend.models.settings import RecommenderSettings
from openslate.recommend.models.stand_ins import StandIns, fit_stand_ins

Array = np.ndarray
FEW = 0.25
"""Up to this share of the unwatched items they are picked out to be scored, not all of them."""
KEPT = 32
"""Of so many kinds of request what was picked out is kept."""


@dataclass(frozen=True, eq=False)
class Recommender:
    """A model of any family for watched items, stand-ins from graph features for all others.

    Every item is a blend of watched ones: a watched item of itself, any other of its stand-ins.
    With blends S and a model that scores the watched items, the score of item j for a history H
    is S[j] times the model's scores for the blends S[i], i in H, so it decomposes over the
    history as the model's does, also for items nobody has watched. A history that says nothing
    (empty, or of items with neither viewers nor facts) is answered with the share of viewers who
    watched each item.

    `watched` holds the dense items that `scorer` scores, ascending; `carried` is the same for the
    inner space of the stand-ins; `viewings` counts viewers by item.
    """

    settings: RecommenderSettings
    features: GraphFeatures
    viewings: Array
    viewers: int
    watched: Array
    scorer: CodedScorer
    stand_ins: StandIns
    carried: CarriedLoadings

    @classmethod
    def fit(
        cls,
        interactions: Interactions,
        features: GraphFeatures,
        settings: RecommenderSettings | None = None,
        counted: CoViewings | None = None,
    ) -> "Recommender":
        """Learn from all viewings; raises SlateError when items and features do not match.

        `counted` are the co-viewings of the most watched items, where they are known already.
        """
        settings = settings or RecommenderSettings()
        if interactions.size != features.size:
            raise SlateError(
                f"There are viewings of {interactions.size} items but facts of {features.size}",
                do="Make both from the same snapshot",
            )
        watched = most_watched(interactions.viewings, settings)
        known = features.among(watched)
        scorer = fit_model(interactions.among(watched), known, settings.model, counted)
        stand_ins = fit_stand_ins(known.matrix, settings.stand_in)
        return cls(
            settings, features, interactions.viewings, len(interactions.viewers),
            watched, scorer, stand_ins, CarriedLoadings.of(scorer, stand_ins),
        )  # fmt: skip

    @property
    def size(self) -> int:
        """How many items are scored."""
        return self.features.size

    @property
    def heeds_order(self) -> bool:
        """Whether the model for watched items does."""
        return self.scorer.heeds_order

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

    def scores(self, history: History, among: Array | None = None) -> Array:
        """Scores of all items, float32 [items], in about the scale of a viewing's probability.

        Of items without history only those `among` (bool [items]) need be right; others may be 0.
        """
        return np.asarray(self.scores_of([history], among)[0])

    def scores_of(self, histories: Sequence[History], among: Array | None = None) -> Array:
        """Scores of all items for many histories, float32 [histories, items]; `among` as above."""
        heard = [self._heard(history) for history in histories]
        codes = self.scorer.codes(self._blended(heard))
        sums = loaded(codes, self.scorer.loadings, len(heard), len(self.watched))
        inner = self.carried.inner(codes, len(heard)) if len(self._unwatched) else None
        scores = self._spread(sums, inner, among)
        scores += self._steady
        scores[[not len(items) for items in heard]] = self._popular
        return scores

    def base(self, history: History) -> Array:
        """What scores hold beside contributions: popularity if the history says nothing."""
        return (self._steady if len(self._heard(history)) else self._popular).copy()

    def contributions(self, history: History, item: int) -> list[Contribution]:
        """What each item of the history adds to the score of `item`, the strongest first."""
        heard = self._heard(history)
        amounts = self._amounts(heard, checked([item], self.size))[:, 0]
        pairs = zip(heard.tolist(), amounts.tolist(), strict=True)
        return strongest_first(Contribution(*pair) for pair in pairs)

    def loudest(self, history: History, items: Sequence[int]) -> list[int]:
        """For each of `items` the history item that adds most to its score, -1 where none does."""
        heard, asked = self._heard(history), checked(items, self.size)
        if not len(heard) or not len(asked):
            return [-1] * len(asked)
        amounts = self._amounts(heard, asked)
        best = amounts.argmax(axis=0)
        adds = amounts[best, np.arange(len(asked))] > 0
        return [int(one) for one in np.where(adds, heard[best], -1)]

    def features_in_common(self, a: int, b: int) -> tuple[str, ...]:
        """Graph facts two items share, in words, the most telling first."""
        a, b = checked([a, b], self.size)
        return in_words(self.features.shared(a, b))

    def _amounts(self, heard: Array, asked: Array) -> Array:
        """What each item heard adds to the score of each item asked, float32 [heard, asked]."""
        known = self.has_history[asked]
        codes = self.scorer.place_codes(self._blended([heard]))
        columns = [loading[:, self._place[asked[known]]] for loading in self.scorer.loadings]
        amounts = np.empty((len(heard), len(asked)), dtype=np.float32)
        amounts[:, known] = loaded(codes, columns, len(heard), int(known.sum()))
        if not known.all():
            inner = self.stand_ins.inner(self.features.matrix[asked[~known]])
            amounts[:, ~known] = self.carried.inner(codes, len(heard)) @ inner.T
        return amounts

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
    def _picked(self) -> Callable[[bytes], tuple[Array, Sparse]]:
        """`_pick`, with the last answers kept: many viewers may be shown the same."""
        return lru_cache(maxsize=KEPT)(self._pick)

    def _pick(self, among: bytes) -> tuple[Array, Sparse]:
        """The unwatched items among some (bool [items] as bytes) and their features, if few."""
        few = np.flatnonzero(np.frombuffer(among, np.bool_) & ~self.has_history)
        if len(few) < FEW * len(self._unwatched):
            return few, self._unwatched_features[self._unwatched_place[few]]
        return self._unwatched, self._unwatched_features

    @cached_property
    def _unwatched_place(self) -> Array:
        """The place of each item among unwatched ones; of others that of the next."""
        return np.asarray(np.cumsum(~self.has_history) - ~self.has_history)

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
        return self._carried_over(self.popularity[self.watched] / np.float32(max(self.viewers, 1)))

    @cached_property
    def _steady(self) -> Array:
        """What every score has, whatever the history."""
        return self._carried_over(self.scorer.steady)

    def _carried_over(self, watched: Array) -> Array:
        inner = self.stand_ins.solved @ watched
        return np.asarray(self._spread(watched[None], inner[None])[0])

    def _spread(self, watched: Array, inner: Array | None, among: Array | None = None) -> Array:
        """Scores of all items from those of watched items and those in the inner space, by row.

        Without an inner space every item has history.
        """
        scores = np.zeros((len(watched), self.size), dtype=np.float32)
        scores[:, self.watched] = watched
        if inner is None:
            return scores
        asked, features = self._unwatched, self._unwatched_features
        if among is not None:
            asked, features = self._picked(np.asarray(among, np.bool_).tobytes())
        scores[:, asked] = (features @ (self.stand_ins.lift @ inner.T)).T
        return scores

    def _blended(self, histories: Sequence[Array]) -> Heard:
        """Histories as blends of watched items."""
        items = np.concatenate([np.empty(0, np.int64), *histories])
        place = self._place[items]
        known = place >= 0
        ends = np.concatenate([[0], np.cumsum(known)])
        parts = (np.ones(int(ends[-1]), np.float32), place[known], ends)
        blends: Sparse = sp.csr_matrix(parts, shape=(len(items), len(self.watched)))
        if not known.all():
            rest = np.flatnonzero(~known)
            spoken, which = np.unique(items[rest], return_inverse=True)
            told = sparse(self.stand_ins.blend(self.features.matrix[spoken]))[which]
            at = (np.ones(len(rest), np.float32), (rest, np.arange(len(rest))))
            blends = blends + sp.csr_matrix(at, shape=(len(items), len(rest))) @ told
        return Heard(sparse(blends), starts_of(histories))

    def _heard(self, history: History) -> Array:
        """Items of a history that say something, as they come if that matters, else ascending."""
        items = sequence_of(history, self.size)
        told = items[self._speaks[items]]
        return told if self.heeds_order else np.sort(told)


def most_watched(viewings: Array, settings: RecommenderSettings) -> Array:
    """Dense items that get weights of their own, ascending."""
    enough = np.flatnonzero(viewings >= settings.least_viewings)
    busiest = enough[np.argsort(-viewings[enough], kind="stable")]
    return np.sort(busiest[: settings.most_items])
