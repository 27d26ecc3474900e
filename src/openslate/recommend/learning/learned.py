"""What weights between items were learned from, so that viewers can leave it and join it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openslate.recommend.learning.changed_viewers import changed_viewers
from openslate.recommend.models.co_viewings import CoViewings
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.interactions import Interactions

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Learned:
    """Co-viewings, and the viewings they were counted from.

    `items` are the stable ids of the items that have weights of their own, which `interactions`
    number from 0; `settings` say how viewings were counted.
    """

    items: tuple[str, ...]
    interactions: Interactions
    counted: CoViewings
    settings: EaseSettings

    @classmethod
    def of(
        cls, items: Sequence[str], interactions: Interactions, settings: EaseSettings
    ) -> "Learned":
        """Count all viewers."""
        counted = CoViewings.of(interactions, settings)
        return cls(tuple(items), interactions, counted, settings)

    def follows(self, items: Sequence[str], settings: EaseSettings) -> bool:
        """Whether it can be brought to these items and settings viewer by viewer."""
        places = self._places(items)
        kept = places[places >= 0]
        return self.settings == settings and bool((np.diff(kept) > 0).all())

    def renewed(self, items: Sequence[str], interactions: Interactions) -> tuple["Learned", int]:
        """The same for these viewings of these items, and how many viewers changed.

        Only they are counted: taken out as they were and put in as they are. Equals counting all
        anew but for the rounding of sums, far below 1e-8.
        """
        places = self._places(items)
        changed = changed_viewers(self.interactions, interactions, places)
        if tuple(items) == self.items:
            counted = self.counted.changed(changed.gone, changed.come, self.settings)
        else:
            left = self.counted.changed(changed.gone, nobody(changed.gone), self.settings)
            placed = left.placed(places, len(items))
            counted = placed.changed(nobody(changed.come), changed.come, self.settings)
        return Learned(tuple(items), interactions, counted, self.settings), changed.count

    def _places(self, items: Sequence[str]) -> Array:
        """The number of each of its items among `items`, -1 for those that are not there."""
        place = {item: at for at, item in enumerate(items)}
        return np.array([place.get(item, -1) for item in self.items], dtype=np.int64)


def nobody(interactions: Interactions) -> Interactions:
    """The same items without any viewer."""
    return interactions.of_rows(np.empty(0, dtype=np.int64))
