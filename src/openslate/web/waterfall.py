"""The steps of a sum as bars on one scale: each begins where the one before ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from openslate.app.identity.review_views import ContributionView

WIDTH = 100.0


@dataclass(frozen=True)
class StepBar:
    """A bar from `left`, `width` wide, both in hundredths of the scale; `zero` is where 0 is."""

    label: str
    amount: float
    left: float
    width: float
    zero: float


def waterfall(parts: Sequence[ContributionView]) -> tuple[StepBar, ...]:
    """The parts in their order, and their sum as the last bar; none for no parts."""
    if not parts:
        return ()
    sums = [0.0, *(part.after for part in parts)]
    low, high = min(sums), max(sums)
    scale = WIDTH / ((high - low) or 1.0)
    total = ContributionView("Together", sums[-1], 0.0, sums[-1])
    return tuple(
        StepBar(
            part.label,
            part.amount,
            round((min(part.before, part.after) - low) * scale, 1),
            round(abs(part.amount) * scale, 1),
            round(-low * scale, 1),
        )
        for part in (*parts, total)
    )
