"""Reputations as rows for a person and as plain data for programs and pages."""

from collections.abc import Iterator
from datetime import datetime

from pydantic import BaseModel

from openslate.authenticity.reputation.evidence import Outcome, Role
from openslate.authenticity.reputation.reputation import Counted, Reputation, Share, SignedShare

NOT_KNOWN = "not known yet"


class ShareView(BaseModel):
    """A share from 0 to 1; it lies from `low` to `high` with nine chances in ten."""

    mean: float
    low: float
    high: float


class CountView(BaseModel):
    """How often something was verified, whether it speaks for the party, and its weight today."""

    outcome: Outcome
    words: str
    good: bool
    count: int
    weight: float


class ObservationView(BaseModel):
    """One verified fact; `subject` is the id of what it is about."""

    outcome: Outcome
    subject: str
    at: datetime
    told: str


class SignedView(BaseModel):
    """How many of the files that were checked carry a credential that holds."""

    signed: int
    checked: int
    share: ShareView


class ReputationView(BaseModel):
    """A reputation with its evidence; `known` says whether rules have it."""

    role: Role
    name: str
    known: bool
    reputation: ShareView
    signed: SignedView | None
    counts: list[CountView]
    evidence: list[ObservationView]


def reputation_view(found: Reputation) -> ReputationView:
    """A reputation as plain data."""
    signed = found.signed
    return ReputationView(
        role=found.party.role,
        name=found.party.name,
        known=found.known,
        reputation=_share(found.share),
        signed=None if signed is None else _signed(signed),
        counts=[_count(one) for one in found.counts],
        evidence=[
            ObservationView(outcome=one.outcome, subject=one.subject, at=one.at, told=one.told)
            for one in found.observations
        ],
    )


def reputation_row(found: Reputation) -> tuple[str, str, str, str]:
    """Cells of a table: who, what they are, the reputation, and what it rests on."""
    counts = ", ".join(f"{one.count} {one.outcome.words.lower()}" for one in found.counts)
    return found.party.name, found.party.role.value, share_words(found), counts


def share_words(found: Reputation) -> str:
    """The reputation with its interval, or that it is not known."""
    share = found.share
    interval = f"{share.low:.2f} to {share.high:.2f}"
    return f"{share.mean:.2f} ({interval})" if found.known else f"{NOT_KNOWN} ({interval})"


def reputation_lines(found: Reputation) -> Iterator[str]:
    """One reputation with its evidence, the latest first."""
    yield f"{found.party.name}, {found.party.role.value}: {share_words(found)}"
    if found.signed is not None:
        signed = found.signed
        yield f"  {signed.signed} of {signed.checked} files that were checked are signed."
    for one in found.counts:
        yield f"  {one.outcome.words}: {one.count}, weight today {_signed_weight(one)}"
    for seen in found.observations:
        yield f"  - {seen.at:%Y-%m-%d} {seen.told}"


def _signed_weight(one: Counted) -> str:
    return f"{'+' if one.outcome.good else '-'}{one.weight:.2f}"


def _signed(found: SignedShare) -> SignedView:
    return SignedView(signed=found.signed, checked=found.checked, share=_share(found.share))


def _share(share: Share) -> ShareView:
    return ShareView(mean=share.mean, low=share.low, high=share.high)


def _count(one: Counted) -> CountView:
    told = one.outcome
    return CountView(
        outcome=told, words=told.words, good=told.good, count=one.count, weight=one.weight
    )
