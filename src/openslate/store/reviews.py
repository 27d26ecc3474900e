"""What people decided about candidates: every decision is kept, the last one counts."""

from typing import Any

import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.store.database import Database
from openslate.store.sortable_ids import SortableIds
from openslate.store.tables import REVIEWS


class ReviewStore:
    """Reviews by kind and subject of the candidate; they cannot be changed, only outvoted later."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()
        self._ids = SortableIds("r")

    def record(self, kind: str, subject: str, review: Review) -> str:
        """Keep a review and return its id."""
        review_id = self._ids.next(self.clock.now())
        row = {
            "id": review_id,
            "kind": kind,
            "subject": subject,
            "verdict": int(review.verdict),
            "reviewer": review.reviewer,
            "because": review.because,
            "at": review.at,
        }
        with self.database.begin() as connection:
            connection.execute(sa.insert(REVIEWS), row)
        return review_id

    def of_subject(self, kind: str, subject: str) -> list[Review]:
        """Everything decided about one subject, latest first."""
        same = (REVIEWS.c.kind == kind) & (REVIEWS.c.subject == subject)
        return [review for _, review in self._read(same, newest_first=True)]

    def latest(self, kind: str, subject: str) -> Review | None:
        """The decision that counts for one subject, None when nobody decided yet."""
        return next(iter(self.of_subject(kind, subject)), None)

    def of_kind(self, kind: str) -> dict[str, Review]:
        """The decision that counts for every subject of a kind."""
        return dict(self._read(REVIEWS.c.kind == kind))

    def _read(
        self, where: sa.ColumnElement[bool], *, newest_first: bool = False
    ) -> list[tuple[str, Review]]:
        order: Any = REVIEWS.c.id.desc() if newest_first else REVIEWS.c.id
        with self.database.read() as connection:
            rows = connection.execute(sa.select(REVIEWS).where(where).order_by(order)).mappings()
            return [(row["subject"], _review(row)) for row in rows]


def _review(row: sa.RowMapping) -> Review:
    return Review(row["reviewer"], Verdict(row["verdict"]), row["because"], row["at"])
