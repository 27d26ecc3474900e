"""How good a ranking is: full ranking over all items, what was seen masked."""

from dataclasses import dataclass

import numpy as np

from openslate.recommend.evaluation.intervals import bootstrap_interval
from openslate.recommend.evaluation.metrics.hits import hits_of
from openslate.recommend.evaluation.metrics.ndcg import ndcg
from openslate.recommend.evaluation.metrics.recall import recall
from openslate.recommend.evaluation.ranking import Rankings, Scoring, rank
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Quality:
    """Metrics by viewer, for those who have something to find; float64 [viewers], 0 to 1."""

    ndcg: Array
    recall: Array

    def means(self) -> dict[str, float]:
        """Mean of each metric over viewers, with its 95 % bootstrap interval."""
        low, high = bootstrap_interval(self.ndcg)
        return {
            "ndcg": float(self.ndcg.mean()),
            "ndcg_low": low,
            "ndcg_high": high,
            "recall": float(self.recall.mean()),
        }


def evaluate(
    model: Scoring,
    known: Interactions,
    wanted: Interactions,
    k: int = 10,
    among: Array | None = None,
) -> Quality:
    """Rank all items (or those `among`) for each viewer of `known` and look for `wanted`.

    `model` is a scorer, or a function from a history to scores of all items. Items of the history
    are never ranked. Viewers with nothing wanted, or nothing known, are left out.
    """
    rows = measurable(known, wanted)
    return quality_of(rank(model, known, rows, k, among), wanted)


def quality_of(rankings: Rankings, wanted: Interactions) -> Quality:
    """Metrics of lists that were made already, such as another program's."""
    hits = hits_of(rankings, wanted)
    return Quality(ndcg(hits), recall(hits))


def measurable(known: Interactions, wanted: Interactions) -> Array:
    """Rows of the viewers who can be measured: something known, something wanted."""
    return np.flatnonzero(np.diff(known.matrix.indptr) * np.diff(wanted.matrix.indptr))
