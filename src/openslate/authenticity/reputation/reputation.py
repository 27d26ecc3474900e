"""From verified facts to a reputation: a share with an interval that says how much is known.

Evidence for and against is weighed, loses half its weight in every half-life, and moves a Beta
distribution that starts even, Beta(1, 1); the reputation is its mean. After A. Josang and
R. Ismail, "The Beta Reputation System", 2002.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from scipy.special import betaincinv

from openslate.authenticity.reputation.evidence import CHECKED, SIGNED, Observation, Outcome, Party
from openslate.authenticity.reputation.settings import ReputationSettings

LEVEL = 0.9
"""How sure the interval is."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Share:
    """A share between 0 and 1 as far as it is known: it lies in `low` to `high` with LEVEL."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Counted:
    """How often one outcome was observed, and what that weighs today."""

    outcome: Outcome
    count: int
    weight: float


@dataclass(frozen=True)
class SignedShare:
    """How many of the files that were checked are signed, and what that says of the next one."""

    signed: int
    checked: int
    share: Share


@dataclass(frozen=True)
class Reputation:
    """What a party's observations come to; `known` says whether they are enough to go by.

    `observations` are those that count, the latest first.
    """

    party: Party
    share: Share
    known: bool
    counts: tuple[Counted, ...]
    observations: tuple[Observation, ...]

    @property
    def signed(self) -> SignedShare | None:
        """The share of signed files; None where no file was checked."""
        by = {one.outcome: one.count for one in self.counts}
        checked = sum(count for outcome, count in by.items() if outcome in CHECKED)
        signed = sum(count for outcome, count in by.items() if outcome in SIGNED)
        return SignedShare(signed, checked, share_of(signed, checked - signed)) if checked else None


def assess(
    party: Party,
    observations: Iterable[Observation],
    settings: ReputationSettings,
    now: datetime,
) -> Reputation:
    """The reputation of a party, from observations of it."""
    counting = latest(observations)
    counts = tuple(_counts(counting, settings, now))
    good = sum(one.weight for one in counts if one.outcome.good)
    bad = sum(one.weight for one in counts if not one.outcome.good)
    known = good + bad > 0 and good + bad >= settings.least_evidence
    return Reputation(party, share_of(good, bad), known, counts, counting)


def latest(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Of what was observed of the same thing in the same respect the last, the latest first."""
    ordered = sorted(observations, key=lambda one: (one.at, one.subject, one.outcome))
    counting = {(one.outcome.question, one.subject): one for one in ordered}
    return tuple(sorted(counting.values(), key=lambda one: (one.at, one.subject), reverse=True))


def share_of(good: float, bad: float) -> Share:
    """Mean and interval of Beta(1 + good, 1 + bad)."""
    for_it, against = 1 + good, 1 + bad
    tail = (1 - LEVEL) / 2
    low, high = (float(betaincinv(for_it, against, at)) for at in (tail, 1 - tail))
    return Share(for_it / (for_it + against), low, high)


def _counts(
    observations: tuple[Observation, ...], settings: ReputationSettings, now: datetime
) -> Iterable[Counted]:
    for outcome in Outcome:
        of_it = [one for one in observations if one.outcome is outcome]
        if of_it:
            worth = sum(_left(one.at, now, settings.half_life_days) for one in of_it)
            weight: float = getattr(settings, outcome.value)
            yield Counted(outcome, len(of_it), weight * worth)


def _left(at: datetime, now: datetime, half_life: float) -> float:
    """What is left of the weight of something that was observed at this moment."""
    days: float = max(0.0, (now - at) / DAY)
    return float(0.5 ** (days / half_life))
