"""Which models to add up and how much each counts, found on validation."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openslate.recommend.choice.trial import Ground, K
from openslate.recommend.evaluation.evaluate import quality_of
from openslate.recommend.evaluation.ranking import Rankings, mask_known, top_items
from openslate.recommend.models.blend import spread
from openslate.recommend.models.families import fit_model
from openslate.recommend.models.family_settings import BlendPart, BlendSettings, PartSettings

Array = np.ndarray
SHARES = (0.1, 0.2, 0.35, 0.5)
"""How much a newcomer may count of the whole."""
CELLS = 20_000_000
"""Scores held of each model while weights are searched."""


def best_blend(models: Sequence[PartSettings], ground: Ground) -> BlendSettings | None:
    """Begin with the first model and add each other where that helps; None if none does.

    Forward selection with weights that add up to 1 (Caruana et al. 2004, "Ensemble selection from
    libraries of models"); each model's scores are first divided by their spread.
    """
    table = ScoreTable.of(models, ground)
    weights = np.eye(len(models))[0]
    best = table.ndcg(weights)
    for other in np.eye(len(models))[1:]:
        mixed = [(1.0 - share) * weights + share * other for share in SHARES]
        found = [table.ndcg(option) for option in mixed]
        if max(found) > best:
            best, weights = max(found), mixed[int(np.argmax(found))]
    if np.count_nonzero(weights) == 1:
        return None
    pairs = zip(models, weights.tolist(), strict=True)
    return BlendSettings(parts=tuple(BlendPart(model=m, weight=w) for m, w in pairs if w))


@dataclass(frozen=True, eq=False)
class ScoreTable:
    """Scores of some models for the same viewers, float32 [models, viewers, items]."""

    ground: Ground
    rows: Array
    scores: Array

    @classmethod
    def of(cls, models: Sequence[PartSettings], ground: Ground) -> "ScoreTable":
        """Fit every model and score viewers who can be measured, as many as memory allows."""
        rows = ground.rows[: max(1, CELLS // max(ground.known.size, 1))]
        histories = [ground.known.sequence(row) for row in rows]
        scores = []
        for model in models:
            fitted = fit_model(ground.known, ground.features, model)
            scores.append(fitted.scores_of(histories) / spread(fitted, ground.known))
        return cls(ground, rows, np.array(scores, dtype=np.float32))

    def ndcg(self, weights: Array) -> float:
        """Mean over viewers of the models' weighted sum."""
        known, wanted = self.ground.known, self.ground.wanted
        mixed = np.tensordot(weights.astype(np.float32), self.scores, axes=1)
        mask_known(mixed, known, self.rows)
        return float(quality_of(Rankings(self.rows, top_items(mixed, K)), wanted).ndcg.mean())
