"""One of other people's recommenders, and what of its settings is tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from openslate.common.seeds import generator_for

Choice = Mapping[str, Any]


@dataclass(frozen=True)
class Peer:
    """A model of another package.

    `module` is what must be importable, `adapter` the file that calls it, `start` settings that
    are known to do well, `grid` what else is tried, each value with all others.
    """

    name: str
    label: str
    module: str
    adapter: str
    start: Choice
    grid: Mapping[str, Sequence[Any]]

    def choices(self, budget: int) -> list[Choice]:
        """At most `budget` settings: the start, then the grid at random, always the same.

        A smaller budget's settings are the first of a larger one's. Random search covers a grid
        better than walking it (Bergstra and Bengio 2012).
        """
        every = [
            {**self.start, **dict(zip(self.grid, values, strict=True))}
            for values in product(*self.grid.values())
        ]
        order = generator_for("peer", self.name).permutation(len(every))
        rest = [every[at] for at in order if every[at] != self.start]
        return [self.start, *rest][:budget]
