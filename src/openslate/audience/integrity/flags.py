"""What a scan proposes: flags with their evidence as data. A person decides about them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["co-viewing", "histories", "burst", "rate", "sleep", "rhythm"]
KINDS: tuple[Kind, ...] = ("co-viewing", "histories", "burst", "rate", "sleep", "rhythm")


@dataclass(frozen=True)
class Moment:
    """One viewing that speaks for a flag."""

    viewer: str
    source: str
    record: str
    at: datetime


@dataclass(frozen=True)
class Evidence:
    """What one detector has against a flag's viewers.

    `p` is the smallest of their p-values, every other account counted as tested too. `numbers`
    say what was seen and what is usual, under names that the sentences use. `moments` are the
    viewings behind it, the earliest first; there may be more than are kept.
    """

    kind: Kind
    p: float
    viewers: tuple[str, ...]
    numbers: dict[str, float] = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True)
class Effect:
    """Viewings of one title, all and those that a flag's viewers made."""

    source: str
    record: str
    viewings: int
    taken: int


@dataclass(frozen=True)
class Flag:
    """One account, or a group that evidence ties together.

    `p` is the smallest p-value of its viewers over all detectors, corrected for their number;
    `false_share` is the share of genuine accounts among all flagged that are as clear as this one.
    """

    id: str
    viewers: tuple[str, ...]
    p: float
    false_share: float
    evidence: tuple[Evidence, ...]
    effects: tuple[Effect, ...]
    viewings: int


@dataclass(frozen=True)
class Detector:
    """What one detector did: how many tests it made, and the null it learned (0 = has none)."""

    name: str
    tests: int
    inflation: float = 0.0
    shape: float = 0.0


@dataclass(frozen=True)
class Scan:
    """Everything one scan proposes, the clearest first."""

    viewers: int
    viewings: int
    titles: int
    detectors: tuple[Detector, ...]
    flags: tuple[Flag, ...]
