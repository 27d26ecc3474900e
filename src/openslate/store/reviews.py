"""What people decided about candidates: every decision is kept, the last one counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.common.errors import ConflictError
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.store.database import Database
from openslate.store.sortable_ids import SortableIds
from openslate.store.tables import REVIEWS

LOCK = 0x51A7F  # any number that nobody else locks
MILLISECOND = timedelta(milliseconds=1)
NOBODY = ""
"""Stands for the review before the first one."""


@dataclass(frozen=True)
class KeptReview:
    """A review as it was kept: `about` says what the id of its subject stands for."""

    id: str
    subject: str
    review: Review
    about: Mapping[str, Any] | None


class ReviewStore:
    """Reviews by kind and subject of the candidate; they cannot be changed, only outvoted later."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()
        self._ids = SortableIds("r")

    def record(
        self,
        kind: str,
        subject: str,
        review: Review,
        *,
        about: Mapping[str, Any] | None = None,
        after: str | None = None,
    ) -> str:
        """Keep a review and return its id.

        `after` is the id of the review that counted when the person looked, `NOBODY` when there
        was none: ConflictError when another came since. None keeps it whatever came before.
        """
        row = {
            "kind": kind,
            "subject": subject,
            "verdict": int(review.verdict),
            "reviewer": review.reviewer,
            "because": review.because,
            "at": review.at,
            "about": None if about is None else dict(about),
        }
        with self.database.begin() as connection:
            last = _last_id(connection, kind, subject)
            if after is not None and after != last:
                raise ConflictError("This was decided meanwhile by someone else", do="Look again")
            review_id = self._next_after(last)
            connection.execute(sa.insert(REVIEWS), {"id": review_id, **row})
        return review_id

    def of_subject(self, kind: str, subject: str) -> list[Review]:
        """Everything decided about one subject, latest first."""
        return [kept.review for kept in self.history(kind, subject)]

    def latest(self, kind: str, subject: str) -> Review | None:
        """The decision that counts for one subject, None when nobody decided yet."""
        return next(iter(self.of_subject(kind, subject)), None)

    def of_kind(self, kind: str) -> dict[str, Review]:
        """The decision that counts for every subject of a kind."""
        return {subject: kept.review for subject, kept in self.counting(kind).items()}

    def history(self, kind: str, subject: str) -> list[KeptReview]:
        """Everything decided about one subject as it was kept, latest first."""
        same = (REVIEWS.c.kind == kind) & (REVIEWS.c.subject == subject)
        return self._read(same)[::-1]

    def counting(self, kind: str) -> dict[str, KeptReview]:
        """For every subject of a kind the review that counts, in the order they were made."""
        found: dict[str, KeptReview] = {}
        for kept in self.all_of(kind):
            found.pop(kept.subject, None)
            found[kept.subject] = kept
        return found

    def all_of(self, kind: str) -> list[KeptReview]:
        """Everything decided about candidates of a kind, in the order it was."""
        return self._read(REVIEWS.c.kind == kind)

    def last(self, kind: str) -> str:
        """The id of the latest review of a kind, `NOBODY` before the first."""
        newest = sa.select(sa.func.max(REVIEWS.c.id)).where(REVIEWS.c.kind == kind)
        with self.database.read() as connection:
            return connection.scalar(newest) or NOBODY

    def mark(self, kind: str) -> str:
        """Changes whenever something is decided about a kind, whatever its id sorts behind."""
        told = sa.select(sa.func.max(REVIEWS.c.id), sa.func.count()).where(REVIEWS.c.kind == kind)
        with self.database.read() as connection:
            newest, many = connection.execute(told).one()
        return f"{newest or NOBODY}-{many}"

    def _next_after(self, last: str) -> str:
        """An id that sorts behind the last one, whichever process gave that out."""
        at, step = self.clock.now(), MILLISECOND
        while (review_id := self._ids.next(at)) <= last:
            at, step = at + step, 2 * step
        return review_id

    def _read(self, where: sa.ColumnElement[bool]) -> list[KeptReview]:
        with self.database.read() as connection:
            query = sa.select(REVIEWS).where(where).order_by(REVIEWS.c.id)
            return [_kept(row) for row in connection.execute(query).mappings()]


def _last_id(connection: sa.Connection, kind: str, subject: str) -> str:
    """The review that counts until this transaction ends; others who write wait for it."""
    if connection.dialect.name == "postgresql":  # SQLite lets one writer in at a time anyway
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    same = (REVIEWS.c.kind == kind) & (REVIEWS.c.subject == subject)
    return connection.scalar(sa.select(sa.func.max(REVIEWS.c.id)).where(same)) or NOBODY


def _kept(row: sa.RowMapping) -> KeptReview:
    review = Review(row["reviewer"], Verdict(row["verdict"]), row["because"], row["at"])
    return KeptReview(row["id"], row["subject"], review, row["about"])
