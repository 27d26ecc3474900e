"""What the use cases answer: plain frozen data that the faces format."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openslate.app.deliveries.delivery_views import UnknownRecords
from openslate.decision.types import Finding
from openslate.decision.verdict import Verdict


@dataclass(frozen=True)
class RequestContext:
    """All that a page without history may depend on. `at` is timezone-aware local time."""

    territory: str
    at: datetime
    age: int | None = None
    child_profile: bool = False
    surface: str = "home"


@dataclass(frozen=True)
class Card:
    """An item as a row shows it. `item` is the stable id; `label` a disclosure a rule demands."""

    item: str
    name: str
    year: int | None
    genres: tuple[str, ...]
    runtime: int | None
    age_rating: str | None
    reason: str
    pinned: bool = False
    labels: tuple[str, ...] = ()
    has_history: bool = True


@dataclass(frozen=True)
class Row:
    """One row of a page: its key ('chosen', 'because', 'undiscovered', 'editors', ...), why.

    `journal_id` names the record of a row that was served alone.
    """

    key: str
    title: str
    why: str
    cards: tuple[Card, ...]
    relaxed: tuple[str, ...] = ()
    journal_id: str = ""


@dataclass(frozen=True)
class Home:
    """A viewer's page. `journal_id` names its record; `conflicts` are sentences."""

    viewer: str
    personal: bool
    context: RequestContext
    rows: tuple[Row, ...]
    journal_id: str
    snapshot: str
    model: str
    rulebook: str
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Share:
    """What one item of the viewer's history adds to a score; `percent` is of the sum of sizes."""

    item: str
    name: str
    year: int | None
    amount: float
    percent: float
    in_common: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """Why an item is or is not on a viewer's page.

    `score` = sum of every share's amount (the rest of `shares` is folded into `others`), times
    `factor` from boost and demote rules. `rank` counts from 1 among allowed items of this viewer.
    `change` says what would have to be different for the item to appear; empty if it does.
    """

    viewer: str
    item: str
    name: str
    year: int | None
    shown: bool
    place: str
    score: float
    factor: float
    rank: int | None
    verdict: Verdict
    findings: tuple[Finding, ...]
    shares: tuple[Share, ...]
    others: float
    sentence: str
    change: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One claim about an item: which source says what, and whether it won."""

    field: str
    about: str
    value: str
    source: str
    record: str
    won: bool


@dataclass(frozen=True)
class ItemPage:
    """Everything known of an item and who says it."""

    item: str
    name: str
    year: int | None
    genres: tuple[str, ...]
    runtime: int | None
    age_rating: str | None
    directors: tuple[str, ...]
    cast: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    viewings: int
    facts: tuple[Fact, ...]
    windows: tuple[Mapping[str, Any], ...]
    similar: tuple[Card, ...]


@dataclass(frozen=True)
class RuleView:
    """A rule, quota or pin as the rules page shows it; `spoke` of the last `decisions`."""

    rule: str
    kind: str
    title: str
    sentence: str
    effect: str
    owner: str | None
    expires: str | None
    spoke: int
    decisions: int


@dataclass(frozen=True)
class SearchPage:
    """Results of a catalogue search; `suggestion` is the nearest name when nothing was found."""

    query: str
    total: int
    cards: tuple[Card, ...]
    suggestion: str | None = None


@dataclass(frozen=True)
class ViewerView:
    """A viewer's profile and what they watched last."""

    viewer: str
    age: int | None
    gender: str | None
    occupation: str | None
    territory: str
    child_profile: bool
    viewings: int
    latest: tuple[Card, ...] = ()


@dataclass(frozen=True)
class Replay:
    """Whether a journalled page came out the same again, and if not, what differs."""

    journal_id: str
    identical: bool
    differences: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportView:
    """What an import did; `problems` are sentences about rows that were left out.

    `unknown` tells of events about records that were not delivered, if there are any.
    """

    file: str
    source: str
    rows: int
    new: int
    sentence: str
    problems: tuple[str, ...] = ()
    unknown: UnknownRecords | None = None


@dataclass(frozen=True)
class LinkView:
    """Two records that may mean the same item, and what speaks for it.

    `decided_by` is the person who decided, None when the method did; `pending` says that what they
    said is not yet in the catalogue. `left_item` and `right_item` are the items the records are
    now; `viewings` counts those of both.
    """

    link: str
    left: str
    left_name: str
    right: str
    right_name: str
    confidence: float
    method: str
    evidence: str
    status: str
    decided_by: str | None
    pending: bool
    left_item: str
    right_item: str
    viewings: int
