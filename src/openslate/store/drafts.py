"""Drafts: what was asked for, a tree of versions, and which of them editors picked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.common.errors import NotFoundError
from openslate.store.database import Database
from openslate.store.sortable_ids import SortableIds
from openslate.store.tables import DRAFT_PICKS, DRAFT_VERSIONS, DRAFTS

DRAFT_IDS, VERSION_IDS, PICK_IDS = SortableIds("d"), SortableIds("v"), SortableIds("p")


@dataclass(frozen=True)
class NewDraft:
    """A draft to keep: `item` is what it is about, `about` all that was asked for (JSON)."""

    kind: str
    title: str
    item: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it was kept."""

    id: str
    kind: str
    title: str
    item: str | None
    at: datetime
    made_by: str
    about: Mapping[str, Any]


@dataclass(frozen=True)
class KeptVersion:
    """One version: a candidate (`parent` is None), or what somebody made of its parent."""

    id: str
    draft: str
    parent: str | None
    at: datetime
    made_by: str
    content: Mapping[str, Any]
    decision: str


@dataclass(frozen=True)
class KeptPick:
    """An editor's choice of a version among those that were `shown`, in that order."""

    id: str
    draft: str
    version: str
    at: datetime
    picked_by: str
    because: str
    shown: Sequence[str]


class DraftStore:
    """Keeps drafts; versions and picks are only ever added."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()

    def keep(
        self, new: NewDraft, contents: Sequence[Mapping[str, Any]], *, by: str, decision: str = ""
    ) -> KeptDraft:
        """Keep a draft with its candidates, all or nothing."""
        now = self.clock.now()
        draft = {
            "id": DRAFT_IDS.next(now), "kind": new.kind, "title": new.title, "item": new.item,
            "at": now, "made_by": by, "about": dict(new.about),
        }  # fmt: skip
        rows = [
            {
                "id": VERSION_IDS.next(now), "draft": draft["id"], "parent": None, "at": now,
                "made_by": by, "content": dict(content), "decision": decision,
            }
            for content in contents
        ]  # fmt: skip
        with self.database.begin() as connection:
            connection.execute(sa.insert(DRAFTS), draft)
            if rows:
                connection.execute(sa.insert(DRAFT_VERSIONS), rows)
        return self.get(str(draft["id"]))

    def get(self, draft: str) -> KeptDraft:
        """One draft; raises NotFoundError."""
        found = self._drafts(sa.select(DRAFTS).where(DRAFTS.c.id == draft))
        if not found:
            raise NotFoundError(f"There is no draft {draft!r}")
        return found[0]

    def page(
        self, *, limit: int = 50, before: str | None = None, kind: str | None = None
    ) -> list[KeptDraft]:
        """Drafts, the latest first; `before` is the id of the last one seen."""
        query = sa.select(DRAFTS).order_by(DRAFTS.c.id.desc()).limit(limit)
        query = query if before is None else query.where(DRAFTS.c.id < before)
        return self._drafts(query if kind is None else query.where(DRAFTS.c.kind == kind))

    def add(
        self, parent: KeptVersion, content: Mapping[str, Any], *, by: str, decision: str
    ) -> KeptVersion:
        """Keep what somebody made of a version."""
        now = self.clock.now()
        row = {
            "id": VERSION_IDS.next(now), "draft": parent.draft, "parent": parent.id, "at": now,
            "made_by": by, "content": dict(content), "decision": decision,
        }  # fmt: skip
        with self.database.begin() as connection:
            connection.execute(sa.insert(DRAFT_VERSIONS), row)
        return self.version(str(row["id"]))

    def version(self, version: str) -> KeptVersion:
        """One version; raises NotFoundError."""
        found = self._versions(DRAFT_VERSIONS.c.id == version)
        if not found:
            raise NotFoundError(f"There is no version {version!r} of a draft")
        return found[0]

    def versions(self, draft: str) -> list[KeptVersion]:
        """The versions of a draft in the order they came."""
        return self._versions(DRAFT_VERSIONS.c.draft == draft)

    def pick(self, version: KeptVersion, shown: Sequence[str], *, by: str, because: str) -> str:
        """Keep a choice and return its id."""
        now = self.clock.now()
        row = {
            "id": PICK_IDS.next(now), "draft": version.draft, "version": version.id, "at": now,
            "picked_by": by, "because": because, "shown": list(shown),
        }  # fmt: skip
        with self.database.begin() as connection:
            connection.execute(sa.insert(DRAFT_PICKS), row)
        return str(row["id"])

    def picked(self, draft: str) -> KeptPick | None:
        """The choice that counts for a draft: the last one."""
        of = DRAFT_PICKS.c
        query = sa.select(DRAFT_PICKS).where(of.draft == draft).order_by(of.id.desc()).limit(1)
        return next(iter(self._picks(query)), None)

    def picks(self, kind: str, most: int = 5_000) -> list[KeptPick]:
        """The choices that count for drafts of a kind, each draft's last, the oldest first."""
        query = (
            sa.select(DRAFT_PICKS)
            .join(DRAFTS, DRAFTS.c.id == DRAFT_PICKS.c.draft)
            .where(DRAFTS.c.kind == kind)
            .order_by(DRAFT_PICKS.c.id.desc())
            .limit(most)
        )
        last = {pick.draft: pick for pick in reversed(self._picks(query))}
        return sorted(last.values(), key=lambda pick: pick.id)

    def contents(self, versions: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """The contents of versions by id."""
        found: dict[str, Mapping[str, Any]] = {}
        for start in range(0, len(versions), 500):
            part = versions[start : start + 500]
            found |= {v.id: v.content for v in self._versions(DRAFT_VERSIONS.c.id.in_(part))}
        return found

    def _drafts(self, query: sa.Select[Any]) -> list[KeptDraft]:
        with self.database.read() as connection:
            return [KeptDraft(**row) for row in connection.execute(query).mappings()]

    def _versions(self, condition: sa.ColumnElement[bool]) -> list[KeptVersion]:
        query = sa.select(DRAFT_VERSIONS).where(condition).order_by(DRAFT_VERSIONS.c.id)
        with self.database.read() as connection:
            return [KeptVersion(**row) for row in connection.execute(query).mappings()]

    def _picks(self, query: sa.Select[Any]) -> list[KeptPick]:
        with self.database.read() as connection:
            return [KeptPick(**row) for row in connection.execute(query).mappings()]
