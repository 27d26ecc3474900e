"""A made-up audience large enough to compare models by."""

import numpy as np
import pytest

from openslate.common.seeds import generator_for
from openslate.recommend.evaluation.evaluate import Quality
from openslate.recommend.models.interactions import Interactions, interactions_of

VIEWERS, ITEMS = 90, 16


@pytest.fixture(scope="session")
def audience() -> Interactions:
    """Even viewers mostly watch the first half of the items, odd ones the second, in any order."""
    viewers, items, times = [], [], []
    for viewer in range(VIEWERS):
        random = generator_for("audience", viewer)
        likely = np.where((np.arange(ITEMS) < ITEMS // 2) == (viewer % 2 == 0), 0.11, 0.015)
        seen = random.choice(ITEMS, 9, replace=False, p=likely / likely.sum())
        viewers += [f"v{viewer:02}"] * len(seen)
        items += seen.tolist()
        times += random.permutation(1000)[: len(seen)].tolist()
    return interactions_of(viewers, items, ITEMS, times=times)


class DictMemory:
    """Remembers trials in a dictionary; `stop_after` so many new ones it is interrupted."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.kept: dict[str, tuple[Quality, float]] = {}
        self.stop_after = stop_after

    def get(self, key: str) -> tuple[Quality, float] | None:
        return self.kept.get(key)

    def put(self, key: str, quality: Quality, seconds: float) -> None:
        if self.stop_after == len(self.kept):
            raise KeyboardInterrupt
        self.kept[key] = quality, seconds
