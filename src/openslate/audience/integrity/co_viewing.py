"""Accounts that watch the same titles within minutes of each other more often than is usual."""

from dataclasses import dataclass

import numpy as np

from openslate.audience.integrity.coincidences import count_coincidences
from openslate.audience.integrity.dispersion import (
    Dispersion,
    Expectation,
    fit_dispersion,
)
from openslate.audience.integrity.pair_findings import Counted, PairFindings
from openslate.audience.integrity.popularity_then import share_then
from openslate.audience.integrity.settings import IntegritySettings
from openslate.audience.integrity.viewings import HOUR, FloatArray, IntArray, Viewings
from openslate.common.seeds import generator_for

DRAWN = 8_000
CHUNK = 20_000
"""Pairs whose expectation is worked out at once, which bounds the memory."""


@dataclass(frozen=True)
class WatchingTogether:
    """The test of one width of window.

    The null keeps when each account was active and what was popular just then: under it, another
    account that was active within the window watched this very title with the title's share of
    that time. Likeness beyond that (tastes, lists that a site shows in order, sessions that began
    together) is learned from pairs drawn among those active at the same time.
    """

    settings: IntegritySettings
    minutes: int

    def __call__(self, viewings: Viewings, share: FloatArray | None = None) -> PairFindings:
        settings, seconds = self.settings, 60 * self.minutes
        if share is None:
            share = share_then(viewings, settings.nearest_events)
        found = count_coincidences(
            viewings,
            seconds,
            settings.widest_audience,
            settings.most_pairs,
            settings.premiere_hours * HOUR,
        )
        clock = ChanceMeetings(viewings, np.where(found.told, share, 0.0), seconds, self._session)
        null = self._fit(viewings, clock, found.of)
        tested = found.count >= settings.least_shared
        pairs, count = found.pairs[tested], found.count[tested].astype(float)
        expected = clock.expected(pairs)
        return PairFindings(
            pairs=pairs,
            p=null.tail(count, expected),
            count=count,
            mean=null.inflation * expected.mean,
            accounts=len(viewings.viewers),
            null=null,
        )

    @property
    def _session(self) -> int:
        return 60 * self.settings.session_gap_minutes

    def _fit(self, viewings: Viewings, clock: "ChanceMeetings", counted: Counted) -> Dispersion:
        drawn = draw_active_together(
            viewings, 60 * self.minutes, generator_for(self.settings.seed, self.minutes)
        )
        return fit_dispersion(counted(drawn).astype(float), clock.expected(drawn))


def draw_active_together(
    viewings: Viewings, seconds: int, generator: np.random.Generator
) -> IntArray:
    """Pairs of viewers active within the window of each other, drawn without a look at titles."""
    if not len(viewings):
        return np.zeros((0, 2), dtype=np.int64)
    first = generator.integers(len(viewings), size=DRAWN)
    low = np.searchsorted(viewings.second, viewings.second[first] - seconds)
    high = np.searchsorted(viewings.second, viewings.second[first] + seconds, side="right")
    second = low + (generator.random(DRAWN) * (high - low)).astype(np.int64)
    pairs = np.sort(np.column_stack((viewings.viewer[first], viewings.viewer[second])), axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)


class ChanceMeetings:
    """Works out how often two accounts would coincide by chance, given when each was active."""

    def __init__(self, viewings: Viewings, share: FloatArray, seconds: int, session: int) -> None:
        self.starts, self.counts, self.seconds = viewings.starts, viewings.counts, seconds
        order = viewings.by_viewer
        viewer, second = viewings.viewer[order], viewings.second[order]
        self.share = share[order]
        begin = int(second.min(initial=0)) - seconds - 1
        self.reach = int(second.max(initial=0)) - begin + seconds + 1
        self.since = second - begin
        self.key = viewer * self.reach + self.since
        ends = (np.diff(second) > session) | (np.diff(viewer) > 0)
        self.session = np.concatenate(([0], np.cumsum(ends)))

    def expected(self, pairs: IntArray) -> Expectation:
        """Of each pair: every viewing of the less active one may coincide with the other's."""
        parts = [self._part(pairs[i : i + CHUNK]) for i in range(0, len(pairs), CHUNK)]
        mean, squares = (np.concatenate(p) for p in zip(*parts, strict=True)) if parts else ([], [])
        mean, squares = np.asarray(mean, dtype=float), np.asarray(squares, dtype=float)
        return Expectation(mean, mean**2 / np.maximum(squares, 1e-300))

    def _part(self, pairs: IntArray) -> tuple[FloatArray, FloatArray]:
        fewer = self.counts[pairs[:, 0]] <= self.counts[pairs[:, 1]]
        one, other = np.where(fewer, pairs.T, pairs.T[::-1])
        pair, place = self._spread(one)
        moment = other[pair] * self.reach + self.since[place]
        low = np.searchsorted(self.key, moment - self.seconds)
        high = np.searchsorted(self.key, moment + self.seconds, side="right")
        chance = -np.expm1(-(high - low) * self.share[place])
        return self._sums(chance, pair, self.session[place], len(pairs))

    def _spread(self, viewers: IntArray) -> tuple[IntArray, IntArray]:
        """For all viewings of these viewers: whose turn it is, and the viewing's place."""
        sizes = self.counts[viewers]
        pair = np.repeat(np.arange(len(viewers)), sizes)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return pair, within + self.starts[viewers][pair]

    def _sums(
        self, chance: FloatArray, pair: IntArray, session: IntArray, pairs: int
    ) -> tuple[FloatArray, FloatArray]:
        """By pair: the sum, and the sum of the squared sums of its sessions."""
        begins = np.concatenate(([True], (np.diff(pair) > 0) | (np.diff(session) > 0)))[: len(pair)]
        number = np.cumsum(begins) - 1
        by_session = np.bincount(number, weights=chance)
        owner = pair[begins]
        squares = np.bincount(owner, weights=by_session**2, minlength=pairs)
        return np.bincount(pair, weights=chance, minlength=pairs), squares
