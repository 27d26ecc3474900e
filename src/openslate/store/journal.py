"""The record of every automatic decision that reached somebody. It is only ever added to.

The one exception is a viewer's erasure (`store.erasure`), which empties their entries.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.common.errors import NotFoundError
from openslate.decision.types import Provenance
from openslate.store.database import Database
from openslate.store.sortable_ids import SortableIds
from openslate.store.tables import JOURNAL

ERASED = "erased"
"""Kind of an entry that was erased; nothing but its moment and what made it is left."""


@dataclass(frozen=True)
class JournalEntry:
    """One served slate or other decision, with what is needed to make it again.

    `payload` holds what was decided (rows, items, findings) and `provenance.context` the request;
    both are JSON values. `fired` counts for how many items each rule spoke. `id` and `at` are given
    by the journal.
    """

    viewer: str
    kind: str
    provenance: Provenance
    payload: Mapping[str, Any]
    fired: Mapping[str, int] = field(default_factory=dict)
    id: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class RuleActivity:
    """What rules did in the last `decisions`: in how many each spoke, and about how many items."""

    decisions: int
    spoke: Mapping[str, int]
    items: Mapping[str, int]


class Journal:
    """Served decisions, latest first; entries cannot be changed or removed."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()
        self._ids = SortableIds("j")

    def record(self, entry: JournalEntry) -> str:
        """Keep an entry and return its id; ids sort by time."""
        at = self.clock.now()
        entry_id = self._ids.next(at)
        row = {**_row(entry), "id": entry_id, "at": at}
        with self.database.begin() as connection:
            connection.execute(sa.insert(JOURNAL), row)
        return entry_id

    def get(self, entry_id: str) -> JournalEntry:
        """One entry; raises NotFoundError."""
        found = self._read(sa.select(JOURNAL).where(JOURNAL.c.id == entry_id))
        if found and found[0].kind == ERASED:
            day = found[0].payload["erased_at"][:10]
            raise NotFoundError(
                f"Decision {entry_id!r} was erased on {day}, with everything about its viewer"
            )
        if not found:
            raise NotFoundError(
                f"There is no decision {entry_id!r} in the journal",
                do="Copy the id from the foot of the page it belongs to",
            )
        return found[0]

    def latest(
        self, n: int = 20, *, viewer: str | None = None, kind: str | None = None
    ) -> list[JournalEntry]:
        """The last `n` entries, latest first, of one viewer or kind if given."""
        kept = sa.select(JOURNAL).where(JOURNAL.c.kind != ERASED)
        query = kept.order_by(JOURNAL.c.id.desc()).limit(n)
        query = query if viewer is None else query.where(JOURNAL.c.viewer == viewer)
        return self._read(query if kind is None else query.where(JOURNAL.c.kind == kind))

    def since(self, start: datetime, end: datetime, *, kind: str) -> list[JournalEntry]:
        """All entries of a kind between two moments, the first first."""
        within = JOURNAL.c.at.between(start, end) & (JOURNAL.c.kind == kind)
        return self._read(sa.select(JOURNAL).where(within).order_by(JOURNAL.c.id))

    def count(self) -> int:
        """How many decisions were recorded."""
        with self.database.read() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(JOURNAL)) or 0

    def fired(self, n: int = 1_000) -> RuleActivity:
        """What each rule did in the last `n` decisions."""
        query = sa.select(JOURNAL.c.fired).order_by(JOURNAL.c.id.desc()).limit(n)
        with self.database.read() as connection:
            entries = list(connection.scalars(query))
        items: Counter[str] = Counter()
        spoke: Counter[str] = Counter()
        for fired in entries:
            items.update(fired)
            spoke.update(rule for rule, count in fired.items() if count)
        return RuleActivity(len(entries), dict(spoke), dict(items))

    def _read(self, query: sa.Select[Any]) -> list[JournalEntry]:
        with self.database.read() as connection:
            return [_entry(row) for row in connection.execute(query).mappings()]


def _row(entry: JournalEntry) -> dict[str, Any]:
    made_from = entry.provenance
    return {
        "viewer": entry.viewer,
        "kind": entry.kind,
        "snapshot": made_from.snapshot,
        "model": made_from.model,
        "rulebook": made_from.rulebook,
        "context": dict(made_from.context),
        "payload": dict(entry.payload),
        "fired": dict(entry.fired),
    }


def _entry(row: sa.RowMapping) -> JournalEntry:
    provenance = Provenance(row["snapshot"], row["model"], row["rulebook"], row["context"])
    return JournalEntry(
        viewer=row["viewer"],
        kind=row["kind"],
        provenance=provenance,
        payload=row["payload"],
        fired=row["fired"],
        id=row["id"],
        at=row["at"],
    )
