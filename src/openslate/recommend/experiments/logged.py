"""Places as they were served, with what came of them and what another policy wants there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.common.errors import SlateError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LoggedPlaces:
    """One entry a place, in arrays of the same length.

    `viewer` numbers viewers from 0; `chance` is how likely the place was to show what it showed;
    `reward` is what came of it; `wanted` is how likely the other policy shows the same there;
    `unsupported` is how likely it shows something there that could not have been shown.
    `guess_shown` and `guess_wanted` are a model's expected rewards of what was shown and of the
    other policy, for doubly robust estimates. Raises SlateError for a chance of 0 or below.
    """

    viewer: Ints
    chance: Floats
    reward: Floats
    wanted: Floats
    unsupported: Floats
    guess_shown: Floats
    guess_wanted: Floats

    def __post_init__(self) -> None:
        if not len(self.chance):
            raise SlateError("No place was logged", do="Serve some pages first")
        if (self.chance <= 0).any():
            raise SlateError("A place was shown with a chance of 0", do="Leave that page out")

    @property
    def weight(self) -> Floats:
        """How much more often the other policy shows what was shown."""
        return self.wanted / self.chance
