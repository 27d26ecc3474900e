"""Keeping what players and pages send of viewers, a batch at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openslate.app.audience.audience_views import AddedEvents, EventProblem
from openslate.app.workspace import Workspace
from openslate.audience.events.read_event import ID, read_event
from openslate.audience.readers.atomic import Rejected
from openslate.common.errors import NotFoundError
from openslate.common.text import shorten
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import Columns
from openslate.store.event_kinds import EventKind
from openslate.store.events import Event, EventStore

ABOUT_ITEMS = tuple(kind for kind in EventKind if kind is not EventKind.SEARCH)
OWN_SOURCE = "slate"
"""The source of events that are about no record."""
Records = Mapping[int, tuple[str, str]]


@dataclass(frozen=True)
class AddEvents:
    """Keeps the events of a batch that are in order and says what is wrong with each other one.

    An event names its item by `item`, or by `source` and `record`. Without `at` it happened now,
    and then needs an `id`, or sending it again would be another event. The same batch twice adds
    nothing.
    """

    workspace: Workspace
    snapshot: Snapshot

    def __call__(self, batch: Sequence[Mapping[str, Any]], *, by: str) -> AddedEvents:
        events: list[tuple[str, Event]] = []
        problems: list[EventProblem] = []
        for index, values in enumerate(batch):
            try:
                events.append(self._read(values))
            except Rejected as no:
                problems.append(_problem(index, no))
        added = EventStore(self.workspace.database).add_all(events, by=by)
        known = len(events) - added
        items = self.snapshot.item_of_record
        strange = sum(bool(e.record) and (source, e.record) not in items for source, e in events)
        return AddedEvents(len(batch), added, known, len(problems), tuple(problems), strange)

    def _read(self, values: Mapping[str, Any]) -> tuple[str, Event]:
        strange = [key for key in values if key not in KEYS]
        if strange:
            raise Rejected(strange[0], str(values[strange[0]]), "a field of an event")
        source, record = self._about(values)
        told = {**values, Columns.RECORD: record, Columns.AT: self._moment(values)}
        return source, read_event(told)

    def _about(self, values: Mapping[str, Any]) -> tuple[str, Any]:
        item, source = values.get(Columns.ITEM), values.get(Columns.SOURCE)
        if item is not None:
            return self._record_of(item)
        if source is None and values.get(Columns.EVENT) in ABOUT_ITEMS:
            raise Rejected(Columns.ITEM, "", "an item, or a source with a record")
        if source is not None and (not isinstance(source, str) or not source.isprintable()):
            raise Rejected(Columns.SOURCE, str(source), "the name of a source")
        return source or OWN_SOURCE, values.get(Columns.RECORD)

    def _record_of(self, item: Any) -> tuple[str, str]:
        try:
            return self.snapshot.record_of_item[self.snapshot.index_of(item)]
        except (NotFoundError, TypeError):
            raise Rejected(Columns.ITEM, str(item), "an item of the catalogue") from None

    def _moment(self, values: Mapping[str, Any]) -> Any:
        at = values.get(Columns.AT)
        if at is not None:
            return at
        if values.get(ID) is None:
            raise Rejected(Columns.AT, "", "a time with its zone, or an id and no time for now")
        return self.workspace.clock.now()


KEYS = frozenset(
    {
        *(Columns.VIEWER, Columns.ITEM, Columns.SOURCE, Columns.RECORD, Columns.EVENT, Columns.AT),
        *(Columns.RATING, Columns.POSITION, Columns.QUERY, Columns.PURPOSES, ID),
    }
)
"""Everything that an event may say."""


def _problem(index: int, no: Rejected) -> EventProblem:
    value = shorten(no.value)
    missing = f"Event {index}: {no.column} is missing; send {no.expected}"
    wrong = f"Event {index}: {no.column} is {value!r}, not {no.expected}"
    return EventProblem(index, no.column, value, no.expected, f"{wrong if no.value else missing}.")
