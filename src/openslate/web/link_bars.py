"""What speaks for a link as bars on one scale: each begins where the one before ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from openslate.app.item_story_views import LinkPart


@dataclass(frozen=True)
class LinkBar:
    """A bar from `left`, `width` wide, in hundredths of the scale; `zero` is where 0 is."""

    label: str
    amount: float
    left: float
    width: float
    zero: float


def waterfall(parts: Sequence[LinkPart]) -> tuple[LinkBar, ...]:
    """The parts in their order and their sum as the last bar; none for no parts.

    >>> parts = [LinkPart("name", 3, 0, 3), LinkPart("year", -1, 3, 2)]
    >>> [(bar.left, bar.width) for bar in waterfall(parts)]
    [(0.0, 100.0), (66.7, 33.3), (0.0, 66.7)]
    """
    if not parts:
        return ()
    sums = [0.0, *(part.after for part in parts)]
    low, high = min(sums), max(sums)
    scale = 100 / ((high - low) or 1.0)
    total = LinkPart("Together", sums[-1], 0.0, sums[-1])
    return tuple(
        LinkBar(
            part.label,
            part.amount,
            round((min(part.before, part.after) - low) * scale, 1),
            round(abs(part.amount) * scale, 1),
            round(-low * scale, 1),
        )
        for part in (*parts, total)
    )
