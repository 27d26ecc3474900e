"""Everything that measures ask about the lists of one model."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openslate.recommend.evaluation.item_world import ItemWorld
from openslate.recommend.evaluation.metrics.hits import Hits, hits_of
from openslate.recommend.evaluation.metrics.lists import Sparse
from openslate.recommend.evaluation.normative.chance import Chance
from openslate.recommend.evaluation.ranking import Rankings
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Shown:
    """Lists of the viewers of `chance`, and what they really watched next."""

    lists: Array
    wanted: Interactions
    chance: Chance

    @cached_property
    def hits(self) -> Hits:
        """Which places hold what was watched next."""
        return hits_of(Rankings(self.chance.rows, self.lists), self.wanted)

    @property
    def histories(self) -> Sparse:
        """What these viewers know, CSR [viewers, items]."""
        return self.chance.histories

    @property
    def viewings(self) -> Array:
        """How many viewers watched each item before, int64 [items]."""
        return self.chance.known.viewings

    @property
    def viewers(self) -> int:
        """How many viewers there are, measured or not."""
        return len(self.chance.known.viewers)

    @property
    def world(self) -> ItemWorld:
        """What is known of items."""
        return self.chance.world

    @property
    def seed(self) -> int:
        """Decides who is paired with whom."""
        return self.chance.seed
