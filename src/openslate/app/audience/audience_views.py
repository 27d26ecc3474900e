"""What the use cases about the audience answer, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class EventProblem:
    """One event that was not kept: its place in the batch from 0, and what was expected."""

    index: int
    field: str
    value: str
    expected: str
    sentence: str


@dataclass(frozen=True)
class AddedEvents:
    """What became of a batch: `added` are new, `known` were kept already, `refused` are wrong.

    `without_item` of those kept name a record that no item has: they count once one has it.
    """

    received: int
    added: int
    known: int
    refused: int
    problems: tuple[EventProblem, ...] = ()
    without_item: int = 0


@dataclass(frozen=True)
class PurposesView:
    """What a viewer's events may be used for: each purpose, and when it was given back if ever.

    `withdrawn` are the purposes none of their events count for now; of those in `given_again` only
    events from that moment on count.
    """

    viewer: str
    withdrawn: tuple[str, ...]
    given_again: Mapping[str, datetime]


@dataclass(frozen=True)
class SegmentView:
    """A segment that is large enough to be told of; `share` is of all viewers, from 0 to 1."""

    segment: str
    title: str
    viewers: int
    share: float
    about: str


@dataclass(frozen=True)
class SegmentsView:
    """One way of dividing an audience of `viewers`.

    `hidden` are the titles of segments with fewer than `least` viewers, or such that could be had
    by subtracting others. `made_at` is told of learned ones.
    """

    name: str
    title: str
    viewers: int
    least: int
    segments: tuple[SegmentView, ...]
    hidden: tuple[str, ...]
    made_at: datetime | None = None


@dataclass(frozen=True)
class Erasure:
    """What was removed of a viewer, by what it was; `id` names the tombstone that says so."""

    id: str
    at: datetime
    removed: Mapping[str, int]
