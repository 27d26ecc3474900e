"""How much a viewing counts by how many came after it."""

import numpy as np
from pydantic import Field, PositiveFloat

from openslate.recommend.models.frozen_settings import Settings

Array = np.ndarray


class Fading(Settings):
    """The last item of a history counts fully, each earlier one less, never under `least`.

    Places are counted, not days, so that no scorer needs a clock.
    """

    half_life: PositiveFloat | None = None
    """After so many further viewings an item counts half; None = all count alike."""

    least: float = Field(default=0.0, ge=0.0, le=1.0)
    """What even the oldest items keep."""

    def weights(self, from_end: Array) -> Array:
        """Weights for places counted from the end (0 is the last), float32.

        >>> Fading(half_life=1.0).weights(np.array([0, 1, 2])).tolist()
        [1.0, 0.5, 0.25]
        """
        if self.half_life is None:
            return np.ones(len(from_end), dtype=np.float32)
        faded = 2.0 ** (-from_end / self.half_life)
        return np.asarray(self.least + (1.0 - self.least) * faded, dtype=np.float32)


FULL = Fading()
"""Every place counts alike."""
