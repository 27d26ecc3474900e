"""Bursts on one title that new accounts make."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

from openslate.audience.integrity.dispersion import (
    Dispersion,
    Expectation,
    fit_dispersion,
)
from openslate.audience.integrity.p_values import SMALLEST, bonferroni
from openslate.audience.integrity.settings import IntegritySettings
from openslate.audience.integrity.viewings import HOUR, FloatArray, IntArray, Viewings
from openslate.common.seeds import generator_for

SPANS = (HOUR, 24 * HOUR)
DRAWN = 8_000
KNOWN = 20
"""Viewings from which a title has a rate of its own."""
SMALLEST_BURST = 5
LOOKED_AT = 5
"""Windows of a title whose accounts are looked at, those with the clearest excess."""
IDLE = 3
"""An account with no more viewings than this in all watched hardly anything."""


@dataclass(frozen=True, eq=False)
class Burst:
    """One title in one window of time: `count` viewings where `mean` was expected.

    `new` of them came from new accounts, where a share `usual_new` of all viewings around did;
    `viewers` are those new accounts, of which `idle` watched hardly anything else. `p` counts
    every window of every title as tested.
    """

    title: int
    since: int
    until: int
    count: int
    mean: float
    new: int
    usual_new: float
    idle: int
    p: float
    viewers: IntArray


@dataclass(frozen=True, eq=False)
class BurstFindings:
    """The worst burst of every title that has one, and how many windows were tested."""

    bursts: tuple[Burst, ...]
    tests: int
    accounts: int

    def by_account(self) -> FloatArray:
        """Of each account the p-value of the worst burst that it took part in as a new account."""
        p = np.ones(self.accounts)
        for burst in self.bursts:
            p[burst.viewers] = np.minimum(p[burst.viewers], burst.p)
        return p


def rating_bursts(viewings: Viewings, settings: IntegritySettings) -> BurstFindings:
    """A scan over every window that begins with a viewing of a title that has been known a while.

    Three things must hold, and the p-value is the worst of them: the window has more viewings than
    the title's own rate, how much was watched just then, and how much titles fluctuate explain;
    more of them come from new accounts than of other viewings at that time; and more of those
    accounts watched hardly anything else than of all accounts. A title on the front page brings
    everybody, and newcomers who stay: it fails the second or the third.
    """
    windows = [_Windows(viewings, span, settings) for span in SPANS]
    tests = sum(len(w.begins) for w in windows)
    found = (burst for w in windows for burst in w.bursts(tests))
    worst: dict[int, Burst] = {}
    for burst in sorted(found, key=lambda b: b.p):
        worst.setdefault(burst.title, burst)
    return BurstFindings(tuple(worst.values()), tests, len(viewings.viewers))


class _Windows:
    """All windows of one width."""

    def __init__(self, viewings: Viewings, span: int, settings: IntegritySettings) -> None:
        self.viewings, self.span, self.settings = viewings, span, settings
        self.order = np.lexsort((viewings.second, viewings.title))
        title, second = viewings.title[self.order], viewings.second[self.order]
        self.origin = int(second.min(initial=0))
        self.reach = int(second.max(initial=0)) - self.origin + span + 1
        self.key = title * self.reach + (second - self.origin)
        starts = np.searchsorted(title, title)
        known = second - second[starts] >= settings.known_title_days * 24 * HOUR
        self.begins = np.flatnonzero(known & (np.arange(len(title)) - starts >= KNOWN))
        first = viewings.second[viewings.by_viewer[viewings.starts[:-1]]]
        young = viewings.second - first[viewings.viewer] < settings.new_account_hours * HOUR
        self.young = young[self.order]
        self.young_until = np.concatenate(([0], np.cumsum(young)))

    def bursts(self, tests: int) -> list[Burst]:
        """The best window of every title that passes both tests at all."""
        title = self.viewings.title[self.order[self.begins]]
        second = self.viewings.second[self.order[self.begins]]
        count, mean = self._seen(title, second)
        p = self._null().tail(count.astype(float), Expectation(mean, np.ones(len(mean))))
        p = bonferroni(p, max(tests, 1))
        hot = np.flatnonzero((p < self.settings.false_discoveries) & (count >= SMALLEST_BURST))
        hot = _best(hot[np.argsort(p[hot], kind="stable")], title)
        found = [
            self._burst(int(i), int(count[i]), float(mean[i]), float(p[i]), tests) for i in hot
        ]
        return [burst for burst in found if burst.p < self.settings.false_discoveries]

    def _seen(self, title: IntArray, second: IntArray) -> tuple[IntArray, FloatArray]:
        """Viewings of each title in the window from each second, and how many are expected."""
        moment = title * self.reach + (second - self.origin)
        count = np.searchsorted(self.key, moment + self.span) - np.searchsorted(self.key, moment)
        everything = self.viewings.second
        busy = np.searchsorted(everything, second + self.span) - np.searchsorted(everything, second)
        share = self.viewings.of_title[title] / max(len(self.viewings), 1)
        return count, busy * share

    def _null(self) -> Dispersion:
        """How titles fluctuate: windows of drawn titles at drawn moments, not where bursts are."""
        if not len(self.begins):
            return fit_dispersion(np.zeros(0), Expectation(np.zeros(0), np.zeros(0)))
        generator = generator_for(self.settings.seed, "bursts", self.span)
        one, other = generator.integers(len(self.begins), size=(2, DRAWN))
        title = self.viewings.title[self.order[self.begins[one]]]
        second = self.viewings.second[self.order[self.begins[other]]]
        count, mean = self._seen(title, second)
        return fit_dispersion(count.astype(float), Expectation(mean, np.ones(len(mean))))

    def _burst(self, i: int, count: int, mean: float, p: float, tests: int) -> Burst:
        begin = self.begins[i]
        places = slice(begin, begin + count)
        since = int(self.viewings.second[self.order[begin]])
        young = self.young[places]
        low, high = np.searchsorted(self.viewings.second, (since, since + self.span))
        others = high - low - count
        all_young = self.young_until[high] - self.young_until[low] - young.sum()
        usual = float((all_young + 1) / (others + 2))
        viewers = np.unique(self.viewings.viewer[self.order[places]][young])
        idle = int((self.viewings.counts[viewers] <= IDLE).sum())
        odd = max(
            _more_than_usual(int(young.sum()), count, usual),
            _more_than_usual(idle, len(viewers), self._usually_idle(viewers)),
        )
        return Burst(
            title=int(self.viewings.title[self.order[begin]]),
            since=since,
            until=since + self.span,
            count=count,
            mean=mean,
            new=int(young.sum()),
            usual_new=usual,
            idle=idle,
            p=max(p, min(1.0, odd * tests)),
            viewers=viewers,
        )

    def _usually_idle(self, but: IntArray) -> float:
        """The share of all other accounts that watched hardly anything."""
        idle = self.viewings.counts <= IDLE
        return float((idle.sum() - idle[but].sum() + 1) / (len(idle) - len(but) + 2))


def _best(windows: IntArray, title: IntArray) -> IntArray:
    """The first `LOOKED_AT` windows of every title, in the order given."""
    seen: Counter[int] = Counter()
    kept = []
    for window in windows.tolist():
        seen[int(title[window])] += 1
        if seen[int(title[window])] <= LOOKED_AT:
            kept.append(window)
    return np.array(kept, dtype=np.int64)


def _more_than_usual(count: int, of: int, usual: float) -> float:
    """Binomial probability of so many or more."""
    return float(np.maximum(binom.sf(count - 1, of, usual), SMALLEST))
