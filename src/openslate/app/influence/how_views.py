"""What the page "How this row works" is made of."""

from dataclasses import dataclass
from datetime import datetime

from openslate.recommend.influence.component import Kind
from openslate.recommend.influence.viewer_mean import Estimate


@dataclass(frozen=True)
class Decider:
    """One component of a row: how many of its places it decides, and how many it moves."""

    kind: Kind
    name: str
    title: str
    decides: Estimate
    moves: Estimate
    told: str


@dataclass(frozen=True)
class HowRow:
    """How a row works, as measured; `deciders` are whole kinds, `entries` single rules.

    `requests` is 0 where nothing was measured, and `sentence` says what to do then. `changed` says
    what is another now than when it was measured; empty while the figures are those of what serves.
    """

    row: str
    name: str
    sentence: str
    places: float = 0.0
    requests: int = 0
    viewers: int = 0
    since: datetime | None = None
    until: datetime | None = None
    measured_at: datetime | None = None
    deciders: tuple[Decider, ...] = ()
    entries: tuple[Decider, ...] = ()
    changed: tuple[str, ...] = ()
