"""What looking at flags shows: plain frozen data that the faces format."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from openslate.audience.integrity.cleaning import RawAndCleaned
from openslate.audience.integrity.flags import Detector, Kind

Said = Literal["confirm", "genuine", "later", "undo"]
"""What a person can say of a flag; undo takes back what was said before."""
State = Literal["waiting", "later", "confirmed", "genuine"]


@dataclass(frozen=True)
class MomentView:
    """One viewing that speaks for a flag."""

    viewer: str
    title: str
    at: datetime


@dataclass(frozen=True)
class EvidenceView:
    """What one detector found, in a sentence; `viewers` counts those it is about.

    `p` is how often an ordinary account would look so by chance, said in `odds`; everybody else
    counted as tested. `moments` are the viewings behind it, as many as were kept.
    """

    kind: Kind
    heading: str
    sentence: str
    p: float
    odds: str
    viewers: int
    moments: tuple[MomentView, ...]


@dataclass(frozen=True)
class EffectView:
    """Viewings of a title, raw and as they would be without the flag's viewers.

    `item` is its stable id, None when the record is in no item of the snapshot.
    """

    item: str | None
    title: str
    viewings: RawAndCleaned[int]
    sentence: str


@dataclass(frozen=True)
class FlagSaid:
    """What a person said of a flag once."""

    by: str
    said: Said
    because: str
    viewers: int
    at: datetime


@dataclass(frozen=True)
class FlagView:
    """Everything a person needs to decide about one flag.

    `told` is the latest first; `seen` names the review that counts now: who decides gives it back,
    so that nobody decides unaware. `confirmed_before` are viewers already left out.
    """

    id: str
    title: str
    state: State
    viewers: tuple[str, ...]
    p: float
    odds: str
    viewings: int
    evidence: tuple[EvidenceView, ...]
    effects: tuple[EffectView, ...]
    told: tuple[FlagSaid, ...]
    seen: str
    confirmed_before: tuple[str, ...]


@dataclass(frozen=True)
class FlagLine:
    """One flag in a list."""

    id: str
    title: str
    state: State
    viewers: int
    viewings: int
    p: float
    odds: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class FlagsView:
    """The flags asked for, the clearest first, those put off last.

    `waiting` counts all that wait, those put off too; `scanned_at` is None when nobody looked yet.
    `stale` says that events came since. `viewings` counts all, raw and cleaned of who is confirmed.
    """

    flags: tuple[FlagLine, ...]
    waiting: int
    scanned_at: datetime | None
    stale: bool
    viewers: RawAndCleaned[int]
    viewings: RawAndCleaned[int]
    detectors: tuple[Detector, ...] = ()


@dataclass(frozen=True)
class ScanReport:
    """What a scan did: how much it read, how many flags it raised, and how many of them wait."""

    viewers: int
    viewings: int
    titles: int
    flags: int
    flagged_viewers: int
    waiting: int
    seconds: float
    detectors: tuple[Detector, ...]
