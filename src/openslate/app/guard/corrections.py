"""What moderators said of messages: reviews of the loop, those that teach with an exemplar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.guard.deciding.judgement import KIND
from openslate.guard.reading.exemplars import Exemplar, Taught
from openslate.store.reviews import KeptReview, ReviewStore

_TAUGHT = {
    Verdict.ALLOW: Taught.ALLOWED,
    Verdict.LABEL: Taught.WITH_CARE,
    Verdict.REVIEW: Taught.WITH_CARE,
    Verdict.BLOCK: Taught.OFF_LIMITS,
}


@dataclass(frozen=True)
class Correction:
    """One moderator's word on one message: `message` is its id in the journal.

    `live` says whether it is an exemplar that the guard goes by.
    """

    id: str
    message: str
    text: str
    topic: str | None
    verdict: Verdict
    because: str
    by: str
    at: datetime
    live: bool


class Corrections:
    """Every correction is kept; of one message the last one counts."""

    def __init__(self, reviews: ReviewStore) -> None:
        self._reviews = reviews

    def record(self, correction: Mapping[str, Any], review: Review, message: str) -> str:
        """Keep a correction and return its id; `correction` says text, topic and whether live."""
        return self._reviews.record(KIND, message, review, about=correction)

    def counting(self) -> list[Correction]:
        """The correction that counts of each message, the latest first."""
        return [_correction(kept) for kept in reversed(self._reviews.counting(KIND).values())]

    def of_message(self, message: str) -> list[Correction]:
        """All that was said of one message, the latest first."""
        return [_correction(kept) for kept in self._reviews.history(KIND, message)]

    def exemplars(self) -> tuple[Exemplar, ...]:
        """What the guard goes by, the last taught last."""
        return self.exemplars_of(self.counting())

    def exemplars_of(self, counting: Sequence[Correction]) -> tuple[Exemplar, ...]:
        """What the guard goes by where only these count, the latest first."""
        live = [each for each in reversed(counting) if each.live]
        return tuple(exemplar_of(c.id, c.text, c.verdict, c.topic) for c in live)

    def version(self) -> str:
        """Changes whenever something was said."""
        return self._reviews.mark(KIND)

    def judgements(self) -> dict[str, dict[str, int]]:
        """By message, the last verdict of each person."""
        found: dict[str, dict[str, int]] = {}
        for kept in self._reviews.all_of(KIND):
            found.setdefault(kept.subject, {})[kept.review.reviewer] = int(kept.review.verdict)
        return found


def exemplar_of(name: str, text: str, verdict: Verdict, topic: str | None) -> Exemplar:
    """What a message teaches that was given this verdict."""
    return Exemplar(name, text, _TAUGHT[verdict], topic)


def _correction(kept: KeptReview) -> Correction:
    about = kept.about or {}
    return Correction(
        id=kept.id,
        message=kept.subject,
        text=str(about.get("text", "")),
        topic=about.get("topic"),
        verdict=kept.review.verdict,
        because=kept.review.because,
        by=kept.review.reviewer,
        at=kept.review.at,
        live=bool(about.get("live")),
    )
