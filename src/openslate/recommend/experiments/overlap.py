"""Whether what was logged says enough about another policy."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from openslate.recommend.experiments.logged import LoggedPlaces

LEAST_SHARE = 0.1
"""Effective places below this share of all are too few."""
MOST_ON_TOP = 0.3
"""More weight than this on one place in a hundred leaves the answer to a handful."""
MOST_UNSUPPORTED = 0.05


@dataclass(frozen=True)
class Overlap:
    """How far two policies meet.

    `effective` is how many evenly weighted places the weighted ones are worth (Kish); `on_top` is
    the share of all weight on the heaviest hundredth of places; `unsupported` is how much of the
    other policy could never have been shown. `warnings` are sentences; none means go ahead.
    """

    places: int
    effective: float
    on_top: float
    unsupported: float
    warnings: tuple[str, ...]


def overlap(places: LoggedPlaces) -> Overlap:
    """Measure the overlap and say what is wrong with it."""
    weight = places.weight
    count, total = len(weight), float(weight.sum())
    effective = total**2 / float((weight**2).sum()) if total else 0.0
    top = np.sort(weight)[-max(1, count // 100) :]
    on_top = float(top.sum()) / total if total else 1.0
    unsupported = float(places.unsupported.mean())
    warnings = tuple(_warnings(effective, count, on_top, unsupported))
    return Overlap(count, effective, on_top, unsupported, warnings)


def _warnings(effective: float, count: int, on_top: float, unsupported: float) -> Iterator[str]:
    if effective < LEAST_SHARE * count:
        yield (
            f"The {count:,} places say as much as {effective:,.0f} would if they were served by "
            "the other policy: too few to trust the estimate."
        )
    if on_top > MOST_ON_TOP:
        yield f"One place in a hundred carries {on_top:.0%} of the weight: a handful decides."
    if unsupported > MOST_UNSUPPORTED:
        yield (
            f"In {unsupported:.0%} of the places the other policy wants what could never have been "
            "shown: nothing logged speaks of it, and the estimate leaves it out."
        )
