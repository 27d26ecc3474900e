"""What the graph says of each item, as sparse numbers a model can learn from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
import scipy.sparse as sp

from openslate.common.ids import hash_bytes, hash_json
from openslate.graph.item_facts import BY_YEAR, KIND, VALUE, item_facts
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns
from openslate.recommend.models.settings import FeatureSettings
from openslate.recommend.models.word_features import DESCRIPTION, read_words


@dataclass(frozen=True, eq=False)
class GraphFeatures:
    """Items described by the graph facts they share with at least one other item.

    `matrix` is float32 CSR [items, features], the kind's weight where the fact holds. `names`
    has (kind, value) of each feature; kinds are those of `item_facts`. Rarity is left out and
    lengths are kept on purpose: both were measured, see the guide.
    """

    matrix: sp.csr_matrix[np.float32]
    names: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        """How many items there are."""
        return int(self.matrix.shape[0])

    @cached_property
    def spread(self) -> np.ndarray:
        """How many items have each feature, int64 [features]."""
        return np.bincount(self.matrix.indices, minlength=len(self.names))

    def of(self, item: int) -> np.ndarray:
        """Feature indices of one item, ascending."""
        return self.matrix.indices[self.matrix.indptr[item] : self.matrix.indptr[item + 1]]

    def shared(self, a: int, b: int) -> tuple[tuple[str, str], ...]:
        """(kind, value) of all that two items have in common, the rarest first."""
        common = sorted(set(self.of(a).tolist()).intersection(self.of(b).tolist()))
        return tuple(self.names[f] for f in sorted(common, key=self._spread_list.__getitem__))

    @cached_property
    def _spread_list(self) -> list[int]:
        """`spread` for single look-ups, which lists answer faster than arrays."""
        return [int(count) for count in self.spread]

    @cached_property
    def undated(self) -> sp.csr_matrix[np.float32]:
        """The matrix without what only stand-ins use: facts joined with the year, and words."""
        kept = [
            at
            for at, (kind, _) in enumerate(self.names)
            if not kind.endswith(BY_YEAR) and kind != DESCRIPTION
        ]
        return sp.csr_matrix(self.matrix[:, kept])

    def among(self, items: np.ndarray) -> "GraphFeatures":
        """The features of some items, in their order."""
        return GraphFeatures(self.matrix[items], self.names)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the features, for model cards."""
        arrays = (self.matrix.indptr, self.matrix.indices, self.matrix.data)
        parts = [hash_bytes(array.astype("<f8").tobytes()) for array in arrays]
        return hash_json([*parts, self.names])


def read_features(snapshot: Snapshot, settings: FeatureSettings | None = None) -> GraphFeatures:
    """Describe every item of a snapshot by its tags, credits, time, measures and description."""
    settings = settings or FeatureSettings()
    facts = item_facts(snapshot, settings.by_year)
    spread = facts.group_by(KIND, VALUE).len().filter(pl.col("len") >= settings.least_items)
    names = spread.sort(KIND, VALUE).with_row_index("feature")
    rows = facts.join(names, on=[KIND, VALUE])
    weights = [settings.weights.get(kind, 1.0) for kind in names[KIND]]
    features = rows["feature"].to_numpy()
    matrix = sp.csr_matrix(
        (np.array(weights, np.float32)[features], (rows[Columns.ITEM].to_numpy(), features)),
        shape=(snapshot.size, names.height),
    )
    words, word_names = read_words(snapshot, settings)
    both = sp.csr_matrix(sp.hstack([matrix, words]))
    both.sort_indices()
    return GraphFeatures(both, (*names.select(KIND, VALUE).iter_rows(), *word_names))


def no_features(size: int) -> GraphFeatures:
    """Features of a catalogue of which nothing is known."""
    return GraphFeatures(sp.csr_matrix(np.zeros((size, 0), dtype=np.float32)), ())
