"""Which settings get how far."""

import numpy as np

from openslate.recommend.choice.halving import best_of
from openslate.recommend.choice.trial import Trial
from openslate.recommend.evaluation.evaluate import Quality
from openslate.recommend.models.family_settings import NeighbourSettings

GRID = [NeighbourSettings(neighbours=n) for n in (90, 10, 20, 30, 40, 50, 60, 70)]


class Attempts:
    """More neighbours are better, up to 60; the start is worse in a sample than it is."""

    def __init__(self) -> None:
        self.made: list[tuple[int, float]] = []

    def __call__(self, settings: NeighbourSettings, share: float) -> Trial:
        self.made.append((settings.neighbours, share))
        good = (
            65.0 if settings.neighbours == 90 and share == 1 else 60 - abs(settings.neighbours - 60)
        )
        values = np.array([good / 100])
        return Trial(settings, Quality(values, values), 0.0)


def test_a_quarter_goes_on_and_the_start_always():
    attempts = Attempts()
    best = best_of(GRID, 2_000, attempts)
    assert best.settings.neighbours == 90
    assert attempts.made[:8] == [(s.neighbours, 0.25) for s in GRID]
    assert attempts.made[8:] == [(90, 1.0), (60, 1.0), (50, 1.0)]


def test_of_few_viewers_no_sample_is_taken():
    attempts = Attempts()
    best_of(GRID, 900, attempts)
    assert [share for _, share in attempts.made] == [1.0] * 8
