"""How an item came to be what it is: plain frozen data that the faces format."""

from dataclasses import dataclass
from datetime import date

from openslate.app.catalogue.health_views import FoundView
from openslate.app.catalogue.rights_views import PlaceView, WindowView
from openslate.app.identity.review_views import ContributionView


@dataclass(frozen=True)
class Saying:
    """A value, the (source, record) pairs that say it, and whether the item shows it."""

    value: str
    won: bool
    said_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SaidField:
    """What is said of one field, winners first, and why they won.

    `conflict` is what the check of conflicts found here, empty where sources agree.
    """

    field: str
    about: str
    values: tuple[Saying, ...]
    why: str
    conflict: str = ""

    @property
    def several(self) -> bool:
        """Whether more than one source says something of it."""
        return len({source for value in self.values for source, _ in value.said_by}) > 1


@dataclass(frozen=True)
class RecordPlace:
    """One of an item's records: its source, its id there and its row in the file."""

    source: str
    record: str
    row: int


@dataclass(frozen=True)
class ItemLink:
    """A pair of records that was compared: what joined them, or waits, or keeps them apart.

    `other_item` is the item of the other record where that is not this one.
    """

    link: str
    left: tuple[str, str]
    right: tuple[str, str]
    status: str
    confidence: float
    method: str
    evidence: str
    decided_by: str | None
    parts: tuple[ContributionView, ...]
    other_item: str | None


@dataclass(frozen=True)
class ItemStory:
    """Who says what of an item and why it counts, what it was joined from, where it may be shown.

    `former_ids` are ids that lead here now.
    """

    item: str
    snapshot: str
    fields: tuple[SaidField, ...]
    records: tuple[RecordPlace, ...]
    former_ids: tuple[str, ...]
    links: tuple[ItemLink, ...]
    found: tuple[FoundView, ...]
    day: date
    territory: str
    places: tuple[PlaceView, ...]
    windows: tuple[WindowView, ...]
