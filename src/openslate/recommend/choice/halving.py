"""A grid tried on few viewers first; only the better part of it is tried on more.

Successive halving: Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and
hyperparameter optimization". A quarter is kept each time, because fitting costs the cube of the
items whatever the number of viewers.
"""

from collections.abc import Callable, Sequence

from openslate.recommend.choice.trial import Trial
from openslate.recommend.models.family_settings import ModelSettings

KEPT = 4
"""One setting in so many goes on to the next round."""
LEAST = 500
"""A sample has at least so many viewers; fewer would tell too little."""

Try = Callable[[ModelSettings, float], Trial]


def shares(viewers: int) -> list[float]:
    """The shares of the viewers of each round, the last of them all.

    >>> shares(40_000)
    [0.015625, 0.0625, 0.25, 1.0]
    >>> shares(900)
    [1.0]
    """
    found = [1.0]
    while viewers * found[0] / KEPT >= LEAST:
        found.insert(0, found[0] / KEPT)
    return found


def best_of(grid: Sequence[ModelSettings], viewers: int, attempt: Try) -> Trial:
    """The best trial on all viewers; the first setting of the grid always gets that far."""
    start, left = grid[0], list(grid)
    rounds = shares(viewers) if len(grid) > 1 else [1.0]
    for share in rounds[:-1]:
        made = sorted((attempt(settings, share) for settings in left), key=_worst_last)
        left = [trial.settings for trial in made[: max(1, round(len(made) / KEPT))]]
    finalists = [start, *(settings for settings in left if settings != start)]
    return min((attempt(settings, 1.0) for settings in finalists), key=_worst_last)


def _worst_last(trial: Trial) -> float:
    return -trial.ndcg
