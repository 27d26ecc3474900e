"""For every attribute and segment: how much more or less it is watched, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from openslate.audience.resonance.attributes import MEASURES, Attributes
from openslate.audience.resonance.chance import dealt_by_chance, normal_chance, share_of_false
from openslate.audience.resonance.dimensions import Dimension
from openslate.audience.resonance.effects import Effects, effects_of
from openslate.audience.resonance.moments import Moments, moments_of, watchers_of
from openslate.audience.resonance.protection import Groups, Protector
from openslate.audience.resonance.settings import ResonanceSettings
from openslate.audience.resonance.shrinkage import fit_mixture, shrink

Exposure = Literal["observed", "randomised"]
"""Whether people chose from what happened to be shown to them, or from what a lot had shown."""


@dataclass(frozen=True, eq=False)
class Resonance:
    """What one dimension's segments make of every attribute; arrays are [segments, attributes].

    `estimate` and `error` are the log ratio as measured; `mean`, `low`, `high` what is left of it
    after shrinking (NaN where not `shown`). `false_share` is the share of false ones among all
    differences at least as unlikely. `share` and `other_share` are mean shares of viewings.
    `watched` counts viewers of the segment with any such viewing, exactly: round before showing.
    """

    dimension: Dimension
    attributes: Attributes
    exposure: Exposure
    shown: np.ndarray
    watched: np.ndarray
    share: np.ndarray
    other_share: np.ndarray
    estimate: np.ndarray
    error: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    chance: np.ndarray
    false_share: np.ndarray
    found: np.ndarray
    replicated: np.ndarray
    halves: np.ndarray  # z of each half: [2, segments, attributes]


@dataclass(frozen=True, eq=False)
class Audience:
    """Who watched what, and how they are parted: the ground of every figure.

    `viewings` is CSR [viewers, items] of ones; `halves` is 0 or 1 by viewer. All `dimensions` that
    are ever shown belong here: what one shows could give away what another hides.
    """

    viewings: Any
    dimensions: Mapping[str, Dimension]
    halves: np.ndarray

    def without(self, left_out: np.ndarray) -> "Audience":
        """The audience without some viewers, bool [viewers]: those confirmed as not genuine."""
        keep = np.flatnonzero(~left_out)
        dimensions = {
            name: Dimension(name, d.segments, d.codes[keep]) for name, d in self.dimensions.items()
        }
        return Audience(self.viewings[keep], dimensions, self.halves[keep])


def resonance_of(
    audience: Audience,
    attributes: Attributes,
    settings: ResonanceSettings | None = None,
    *,
    popularity: bool = False,
    exposure: Exposure = "observed",
) -> dict[str, Resonance]:
    """Resonance by every dimension; with `popularity` beyond what popularity alone would give.

    Each kind of attribute is a family that is shrunk together; all kinds of a dimension together
    keep the share of false discoveries.
    """
    settings = settings or ResonanceSettings()
    shown = _shown(audience, attributes, settings)
    bands = settings.popularity_bands if popularity else 0
    found: dict[str, Resonance] = {}
    for name, dimension in audience.dimensions.items():
        moments = moments_of(
            audience.viewings, attributes.matrix, dimension, audience.halves, bands
        )
        own = shown[name]
        found[name] = _one(dimension, attributes, moments, own, settings, exposure)
    return found


def _shown(
    audience: Audience, attributes: Attributes, settings: ResonanceSettings
) -> dict[str, np.ndarray]:
    """What may be shown of each dimension."""
    dimensions = list(audience.dimensions.values())
    groups = Groups.of(dimensions)
    counts = watchers_of(audience.viewings, attributes.matrix, groups.atom)
    wholes = [attributes.of_kind(kind) for kind in MEASURES if kind in attributes.kinds]
    shown = Protector(groups, settings.least_viewers).protect(counts, wholes)
    return {d.name: shown[groups.dimension == at] for at, d in enumerate(dimensions)}


def _one(
    dimension: Dimension, attributes: Attributes, moments: Moments, shown: np.ndarray,
    settings: ResonanceSettings, exposure: Exposure,
) -> Resonance:  # fmt: skip
    whole = moments.whole
    measured = effects_of(whole, whole.others)
    usable = shown & np.isfinite(measured.estimate)
    mean, low, high = _shrunken(measured, attributes, usable, settings.level)
    chance = np.where(usable, _chance(whole, measured), np.nan)
    false_share = np.full(chance.shape, np.nan)
    false_share[usable] = share_of_false(chance[usable])
    sure = np.where(usable, (low > 0) | (high < 0), False)
    found = sure & (np.nan_to_num(false_share, nan=1.0) <= settings.false_discoveries)
    halves = np.stack([effects_of(h, h.others).z for h in (moments.half(0), moments.half(1))])
    n, m = whole.viewers[:, None], whole.others.viewers[:, None]
    return Resonance(
        dimension, attributes, exposure, usable, np.rint(whole.watched).astype(np.int64),
        whole.share / np.maximum(n, 1), whole.others.share / np.maximum(m, 1),
        measured.estimate, measured.error, mean, low, high, chance, false_share, found,
        found & _agree(halves, mean, settings.replication), halves,
    )  # fmt: skip


def _shrunken(
    measured: Effects, attributes: Attributes, usable: np.ndarray, level: float
) -> Sequence[np.ndarray]:
    """Mean, low and high of every usable effect, each kind of attribute shrunk as a family."""
    mean, low, high = (np.full(usable.shape, np.nan) for _ in range(3))
    for kind in attributes.kinds:
        own = np.zeros(usable.shape, dtype=bool)
        own[:, attributes.of_kind(kind)] = True
        own &= usable
        if own.any():
            estimate, error = measured.estimate[own], measured.error[own]
            posterior = shrink(fit_mixture(estimate, error), estimate, error, level)
            mean[own], low[own], high[own] = posterior.mean, posterior.low, posterior.high
    return mean, low, high


def _chance(whole: Moments, measured: Effects) -> np.ndarray:
    """The larger of two p-values: labels dealt by chance, and equal means with unequal spreads."""
    known = int(whole.viewers.sum())
    parts = (whole.excess, whole.excess_square, whole.excess_cube)
    sums = np.stack([part.sum(axis=0) for part in parts])
    dealt = dealt_by_chance(whole.excess, whole.viewers, sums, known)
    return np.asarray(np.maximum(dealt, normal_chance(measured.z)))


def _agree(halves: np.ndarray, mean: np.ndarray, chance: float) -> np.ndarray:
    """Whether each half alone points the same way as the whole, and not by mere chance."""
    enough = normal_chance(halves) <= 2 * chance
    return np.asarray((enough & (np.sign(halves) == np.sign(mean))).all(axis=0))
