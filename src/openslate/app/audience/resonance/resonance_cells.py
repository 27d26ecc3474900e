"""From arrays to cells that may be shown: rounded, and empty where they must be."""

import numpy as np

from openslate.app.audience.resonance.resonance_views import CellView, Claim
from openslate.audience.resonance.protection import about
from openslate.audience.resonance.resonance import Resonance
from openslate.audience.resonance.settings import ResonanceSettings

DIGITS = 3
PERCENT_DIGITS = 1


def cell_view(
    figures: Resonance, segment: int, column: int, settings: ResonanceSettings
) -> CellView:
    """One cell."""
    name = figures.dimension.segments[segment]
    if not figures.shown[segment, column]:
        return CellView(name, "hidden")
    mean, low, high = (
        round(float(np.exp(part[segment, column])), DIGITS)
        for part in (figures.mean, figures.low, figures.high)
    )
    return CellView(
        name,
        claim_of(figures, segment, column),
        mean,
        low,
        high,
        in_percent(figures.share[segment, column]),
        in_percent(figures.other_share[segment, column]),
        int(about(figures.watched[segment, column], settings.rounding)),
        round(float(figures.false_share[segment, column]), DIGITS),
        bool(figures.replicated[segment, column]),
    )


def claim_of(figures: Resonance, segment: int, column: int) -> Claim:
    """What may be said of one cell."""
    if not figures.shown[segment, column]:
        return "hidden"
    if not figures.found[segment, column]:
        return "open"
    return "more" if figures.mean[segment, column] > 0 else "less"


def in_percent(share: float) -> float:
    """A share as a percentage that is no more exact than it should be."""
    return round(100 * float(share), PERCENT_DIGITS)
