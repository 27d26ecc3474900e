"""A row for someone who arrived a second ago."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openslate.app.compose import bounds_for
from openslate.app.engine import Engine, apply_factor
from openslate.app.views import RequestContext, Row
from openslate.recommend.slate import build_slate

KEY = "chosen"


@dataclass(frozen=True)
class RecommendRow:
    """Scores everything for a few liked items, without retraining and without a profile."""

    engine: Engine

    def __call__(self, likes: Sequence[str], context: RequestContext, *, size: int = 20) -> Row:
        liked = self.engine.dense(likes)
        outcome = self.engine.judge(None, context)
        scores = apply_factor(self.engine.model.scores(liked), outcome.factor)
        taken = np.zeros(self.engine.snapshot.size, dtype=np.bool_)
        taken[liked] = True
        slate = build_slate(scores, outcome.allowed, bounds_for(outcome, KEY), (), size, taken)
        loudest = (
            self.engine.model.loudest(liked, slate.items) if liked else [-1] * len(slate.items)
        )
        names = self.engine.cards.names
        cards = tuple(
            self.engine.cards.card(
                item,
                f"Because you like {names[one]}" if one >= 0 else "",
                labels=outcome.labels(item),
            )
            for item, one in zip(slate.items, loudest, strict=True)
        )
        relaxed = tuple(relaxation.sentence for relaxation in slate.relaxed)
        likes_told = "one liked item" if len(liked) == 1 else f"{len(liked)} liked items"
        why = f"From {likes_told}." if liked else "What most people watched."
        return Row(KEY, "Chosen for you", why, cards, relaxed)
