"""What another policy would have brought, from places whose chances are known."""

from collections.abc import Callable

import numpy as np

from openslate.recommend.experiments.logged import Floats, LoggedPlaces
from openslate.recommend.influence.viewer_mean import LEVEL, Estimate

RESAMPLES = 1000
CELLS = 4_000_000  # viewers drawn at a time
Sums = tuple[Floats, Floats]
"""For each viewer two sums; an estimate is the ratio of their totals."""


def ips(places: LoggedPlaces) -> Sums:
    """Inverse propensity scores (Horvitz and Thompson, 1952): no bias, wide where weights are."""
    return _sums(places, places.weight * places.reward, np.ones(len(places.reward)))


def snips(places: LoggedPlaces) -> Sums:
    """Self-normalised scores (Swaminathan and Joachims, 2015): a little bias, far less spread."""
    return _sums(places, places.weight * places.reward, places.weight)


def doubly_robust(places: LoggedPlaces) -> Sums:
    """A guess for every place, mended where the other policy agrees (Dudik and others, 2011)."""
    mended = places.weight * (places.reward - places.guess_shown)
    return _sums(places, places.guess_wanted + mended, np.ones(len(places.reward)))


def logged_mean(places: LoggedPlaces) -> Sums:
    """What really came of the places as they were served."""
    return _sums(places, places.reward, np.ones(len(places.reward)))


METHODS: dict[str, Callable[[LoggedPlaces], Sums]] = {
    "ips": ips,
    "snips": snips,
    "dr": doubly_robust,
}


def estimate(sums: Sums, draw: np.random.Generator, resamples: int = RESAMPLES) -> Estimate:
    """The ratio of two sums with a 95 % interval, by a bootstrap of whole viewers.

    Each resample is measured in its own standard errors (bootstrap-t), which covers better than
    plain percentiles where a few viewers weigh much. A single viewer has no interval but itself.
    """
    tops, bottoms = sums
    value, error = _ratio(tops, bottoms, np.ones((1, len(tops))))
    if len(tops) < 2 or not error[0] > 0:
        return Estimate(float(value[0]), float(value[0]), float(value[0]))
    values, errors = _resampled(sums, draw, resamples)
    usable = errors > 0
    away = (values[usable] - value[0]) / errors[usable]
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(away, [tail, 1 - tail])
    return Estimate(
        float(value[0]), float(value[0] - high * error[0]), float(value[0] - low * error[0])
    )


def rate(sums: Sums, draw: np.random.Generator) -> Estimate:
    """The same of things counted. Seen nowhere, they may still be what up to three in so many
    viewers do each time (the rule of three; Hanley and Lippman-Hand, 1983).
    """
    tops, _ = sums
    return estimate(sums, draw) if tops.any() else Estimate(0.0, 0.0, 3.0 / max(len(tops), 1))


def difference(one: Sums, other: Sums, draw: np.random.Generator) -> Estimate:
    """How much more the second of two independent groups counts, with an interval."""
    first, second = rate(one, draw), rate(other, draw)
    value = second.value - first.value
    # Intervals of independent parts join by variance recovery (Zou and Donner, 2008).
    below = np.hypot(second.value - second.low, first.high - first.value)
    above = np.hypot(second.high - second.value, first.value - first.low)
    return Estimate(value, float(value - below), float(value + above))


def _resampled(sums: Sums, draw: np.random.Generator, resamples: int) -> Sums:
    """Ratios of resamples of viewers and their standard errors; a part of them at a time."""
    count = len(sums[0])
    chances, size = np.full(count, 1 / count), max(1, CELLS // count)
    parts = [
        _ratio(*sums, draw.multinomial(count, chances, min(size, resamples - at)).astype(float))
        for at in range(0, resamples, size)
    ]
    values, errors = zip(*parts, strict=True)
    return np.concatenate(values), np.concatenate(errors)


def _ratio(tops: Floats, bottoms: Floats, often: Floats) -> tuple[Floats, Floats]:
    """Ratios of sums over viewers taken `often` [resamples, viewers], and their standard errors."""
    whole = np.where((bottom := often @ bottoms) > 0, bottom, np.nan)
    values = often @ tops / whole
    count = often.sum(axis=1)
    spread = (
        often @ tops**2 - 2 * values * (often @ (tops * bottoms)) + values**2 * (often @ bottoms**2)
    )
    errors = np.sqrt(np.maximum(spread, 0) * count / np.maximum(count - 1, 1)) / whole
    return np.nan_to_num(values), np.nan_to_num(errors)


def _sums(places: LoggedPlaces, tops: Floats, bottoms: Floats) -> Sums:
    size = int(places.viewer.max()) + 1
    top, bottom = (np.bincount(places.viewer, one, minlength=size) for one in (tops, bottoms))
    return top.astype(np.float64), bottom.astype(np.float64)
