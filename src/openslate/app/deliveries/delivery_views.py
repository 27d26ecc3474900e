"""What is told of deliveries, and of what taking one back takes away."""

from dataclasses import dataclass
from datetime import datetime

from openslate.common.ids import short_id
from openslate.common.text import join_words, nearest, shorten
from openslate.graph.delivery import DeliveryKind, Scope

NAMED = 3  # ids of records told


@dataclass(frozen=True)
class DeliveryView:
    """A delivery as the list shows it; `current` says whether anything of it can count.

    `records` are those of its file; later deliveries may have replaced some of them.
    """

    delivery: str
    source: str
    kind: DeliveryKind
    scope: Scope
    file: str
    received_at: datetime
    reader: str
    licence: str
    trust: float
    records: int
    facts: int
    current: bool
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_because: str | None = None

    @property
    def standing(self) -> str:
        """Whether it counts, in a word or two."""
        if self.withdrawn_by is not None:
            return f"withdrawn by {self.withdrawn_by}"
        return "counts" if self.current else "replaced"


@dataclass(frozen=True)
class WithdrawalEffect:
    """What goes when a delivery is withdrawn, and what an earlier one brings back.

    `records` of it count no more, and `back` of an earlier delivery count again. `items` lose
    their last record and go; None while there is no snapshot to count them in. `facts` are values
    that no other record says of the same item. `left` records of its kind remain, of all sources.
    """

    delivery: DeliveryView
    records: int
    back: int
    items: int | None
    facts: int
    left: int


@dataclass(frozen=True)
class Withdrawn:
    """A delivery that was just taken back or restored, and what that changes."""

    delivery: DeliveryView
    effect: WithdrawalEffect


@dataclass(frozen=True)
class UnknownRecords:
    """`events` name `records` that their source has not delivered, `first` are some of their ids.

    `sources` are those that delivered catalogues, where the events' own did not.
    """

    source: str
    events: int
    records: int
    first: tuple[str, ...]
    sources: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What was found and what to do, for a person."""
        some = "One event names" if self.events == 1 else f"{self.events:,} events name"
        which = "a record" if self.records == 1 else f"{self.records:,} records"
        ids = ", ".join(map(shorten, self.first)) + (", ..." if self.records > NAMED else "")
        kept = "It is kept and counts" if self.events == 1 else "They are kept and count"
        return (
            f"{some} {which} that the source {self.source!r} has not delivered ({ids}). {kept} "
            f"once its catalogue brings them and 'slate refresh' has run{self._otherwise}."
        )

    @property
    def _otherwise(self) -> str:
        if not self.sources:
            return ""
        meant = nearest(self.source, self.sources)
        other = repr(meant) if meant else f"one of {join_words(self.sources, 'or')}"
        return f"; if {other} was meant, import the file again with --source"


def delivery_id(graph: str) -> str:
    """The short id that people name a delivery by, made from the IRI of its graph."""
    return short_id("d", graph)
