"""Which titles carry what a segment makes of an attribute."""

from dataclasses import dataclass

import numpy as np

from openslate.audience.resonance.resonance import Resonance


@dataclass(frozen=True, eq=False)
class TitleShares:
    """Titles of one attribute for one segment, those that make most of its effect first.

    `columns` are columns of the titles' resonance. `parts` say how much of the difference between
    the segment's mean share and the others' each makes; they may be below zero, and together with
    `hidden` titles, whose figures are small or would give away small ones, they add up to one.
    """

    columns: np.ndarray
    parts: np.ndarray
    hidden: int


def titles_carrying(
    titles: Resonance, columns: np.ndarray, segment: int, least: int
) -> TitleShares:
    """The shown titles among `columns` (those that have the attribute) for one segment."""
    shown = _not_the_rest(titles, columns, segment, least)
    difference = titles.share[segment] - titles.other_share[segment]
    whole = difference[columns].sum()
    kept = columns[shown]
    order = kept[np.argsort(-np.abs(difference[kept]), kind="stable")]
    parts = difference[order] / whole if whole else np.zeros(len(order))
    return TitleShares(order, parts, int((~shown).sum()))


def _not_the_rest(titles: Resonance, columns: np.ndarray, segment: int, least: int) -> np.ndarray:
    """Which titles may be shown, bool [columns], so that what is hidden is no single small rest."""
    shown = np.array(titles.shown[segment, columns])
    watched = titles.watched[segment, columns]
    while shown.any() and not shown.all():
        hidden = ~shown
        if hidden.sum() > 1 and watched[hidden].sum() >= least:
            break
        shown[np.flatnonzero(shown)[np.argmin(watched[shown])]] = False
    return shown
