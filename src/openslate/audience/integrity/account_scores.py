"""One p-value an account out of all detectors."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openslate.audience.integrity.account_findings import AccountFindings
from openslate.audience.integrity.bursts import BurstFindings, rating_bursts
from openslate.audience.integrity.co_viewing import WatchingTogether
from openslate.audience.integrity.flags import Detector, Kind
from openslate.audience.integrity.histories import near_identical
from openslate.audience.integrity.hours import without_sleep
from openslate.audience.integrity.p_values import benjamini_hochberg, bonferroni
from openslate.audience.integrity.pair_findings import PairFindings
from openslate.audience.integrity.popularity_then import share_then
from openslate.audience.integrity.rates import improbable_rates
from openslate.audience.integrity.rhythm import metronome
from openslate.audience.integrity.settings import IntegritySettings
from openslate.audience.integrity.viewings import FloatArray, IntArray, Viewings

WEIGHTS: dict[Kind, float] = {
    "co-viewing": 0.5,
    "histories": 0.1,
    "burst": 0.1,
    "rate": 0.1,
    "sleep": 0.1,
    "rhythm": 0.1,
}
"""How the one chance of a false alarm is shared out (weighted Bonferroni); they add up to 1."""
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, eq=False)
class AccountScores:
    """What every detector says of every account.

    `co_viewing` has one entry a window, in minutes.
    """

    settings: IntegritySettings
    viewings: Viewings
    co_viewing: dict[int, PairFindings]
    histories: PairFindings
    bursts: BurstFindings
    rate: AccountFindings
    sleep: AccountFindings
    rhythm: AccountFindings

    @cached_property
    def by_kind(self) -> dict[Kind, FloatArray]:
        """Each kind's p-values by account; the windows of co-viewing are corrected into one."""
        windows = np.array([found.by_account() for found in self.co_viewing.values()])
        return {
            "co-viewing": bonferroni(windows.min(axis=0), len(windows)),
            "histories": self.histories.by_account(),
            "burst": self.bursts.by_account(),
            "rate": self.rate.p,
            "sleep": self.sleep.p,
            "rhythm": self.rhythm.p,
        }

    @cached_property
    def p(self) -> FloatArray:
        """One p-value an account: the smallest of the kinds, corrected by `WEIGHTS`."""
        weighed = np.array([p / WEIGHTS[kind] for kind, p in self.by_kind.items()])
        return np.asarray(np.minimum(weighed.min(axis=0), 1.0))

    @cached_property
    def false_share(self) -> FloatArray:
        """At what share of false discoveries each account would just be flagged."""
        return benjamini_hochberg(self.p)

    @cached_property
    def flagged(self) -> IntArray:
        """The accounts to flag, ascending."""
        return np.flatnonzero(self.false_share <= self.settings.false_discoveries)

    @property
    def pairs(self) -> tuple[PairFindings, ...]:
        """Everything that was found about pairs."""
        return (*self.co_viewing.values(), self.histories)

    @property
    def detectors(self) -> tuple[Detector, ...]:
        """What each did, for the record."""
        accounts = len(self.viewings.viewers)
        pairs = {f"co-viewing within {m} minutes": f for m, f in self.co_viewing.items()}
        pairs["near-identical histories"] = self.histories
        return (
            *(Detector(n, f.tests, f.null.inflation, f.null.shape) for n, f in pairs.items()),
            Detector("bursts on one title", self.bursts.tests),
            *(Detector(name, accounts) for name in ("rates", "hours without sleep", "rhythm")),
        )


def score_accounts(
    viewings: Viewings, settings: IntegritySettings, progress: Progress | None = None
) -> AccountScores:
    """Run every detector; `progress(done, total)` is called after each."""
    total, done = len(settings.windows_minutes) + 5, 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total)

    share = share_then(viewings, settings.nearest_events)
    co_viewing = {}
    for minutes in settings.windows_minutes:
        co_viewing[minutes] = WatchingTogether(settings, minutes)(viewings, share)
        step()
    histories = near_identical(viewings, settings)
    step()
    bursts = rating_bursts(viewings, settings)
    step()
    alone = []
    for detector in (improbable_rates, without_sleep, metronome):
        alone.append(detector(viewings))
        step()
    return AccountScores(settings, viewings, co_viewing, histories, bursts, *alone)
