"""Exceptions that moderators made to norms: everything said of one is kept, the last counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from openslate.common.errors import NotFoundError, SlateError
from openslate.common.ids import hash_json
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.guard.fields import GUARD_FIELDS
from openslate.guard.norms import Norm, NormBook, NormException, Stance
from openslate.guard.teaching.context_exception import with_exception
from openslate.store.reviews import KeptReview, ReviewStore

KIND = "norm-exception"
PREFIX = "moderated-"
"""How the names of such exceptions begin, in norms and traces."""
VERDICTS = {Stance.ALLOWED: Verdict.ALLOW, Stance.WITH_CARE: Verdict.LABEL}


class State(StrEnum):
    """What has become of an exception."""

    PROPOSED = "proposed"
    LIVE = "live"
    BACK = "rolled-back"
    REJECTED = "rejected"

    @property
    def over(self) -> bool:
        """Whether nothing but a new proposal can follow."""
        return self in (State.BACK, State.REJECTED)


@dataclass(frozen=True)
class ModeratedException:
    """One word on an exception: `norm_hash` is of the norm it was tried on, `message` the decision
    in the journal that it began with; `trial` counts and quotes what it would turn.
    """

    id: str
    norm: str
    norm_hash: str
    message: str
    entry: Mapping[str, Any]
    trial: Mapping[str, Any]
    state: State
    because: str
    by: str
    at: datetime

    @property
    def exception(self) -> NormException:
        """As the norm has it."""
        return NormException.model_validate(
            dict(self.entry), context={"fields": GUARD_FIELDS}, strict=False
        )

    def fits(self, book: NormBook) -> bool:
        """Whether its norm is still the one that it was tried on."""
        norm = book.norms.get(self.norm)
        return norm is not None and norm_hash(norm) == self.norm_hash

    def about(self, state: State, trial: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """As it is kept with another state."""
        return {
            "norm": self.norm,
            "norm_hash": self.norm_hash,
            "message": self.message,
            "entry": dict(self.entry),
            "trial": dict(self.trial if trial is None else trial),
            "state": state.value,
        }


class Exceptions:
    """All of a workspace."""

    def __init__(self, reviews: ReviewStore) -> None:
        self._reviews = reviews

    def record(self, subject: str, about: Mapping[str, Any], review: Review, after: str) -> None:
        """Keep a word on an exception; `after` is the last one known, else ConflictError."""
        self._reviews.record(KIND, subject, review, about=about, after=after)

    def all(self) -> list[ModeratedException]:
        """What counts of each, the latest first."""
        return [_told(kept) for kept in reversed(self._reviews.counting(KIND).values())]

    def history(self, subject: str) -> list[tuple[str, ModeratedException]]:
        """Everything said of one with the ids of what was said, the latest first.

        Raises NotFoundError.
        """
        said = [(kept.id, _told(kept)) for kept in self._reviews.history(KIND, subject)]
        if not said:
            raise NotFoundError(f"There is no exception {subject!r}", do="Look at the list again")
        return said

    def version(self) -> str:
        """Changes whenever something was said."""
        return self._reviews.mark(KIND)

    def put_into(self, book: NormBook) -> NormBook:
        """The book with all that are live, of norms that have not changed since."""
        return with_all(book, (one for one in reversed(self.all()) if one.state is State.LIVE))


def with_all(book: NormBook, exceptions: Iterable[ModeratedException]) -> NormBook:
    """The book with these; those whose norm has changed, or is of the floor now, are left out."""
    base = book
    for one in exceptions:
        if one.fits(base):
            try:
                book = with_exception(book, one.norm, one.exception)
            except SlateError:
                continue
    return book


def norm_hash(norm: Norm) -> str:
    """What a norm says, in short."""
    return hash_json(norm.model_dump(mode="json", by_alias=True, exclude_none=True))[:16]


def _told(kept: KeptReview) -> ModeratedException:
    about = kept.about or {}
    return ModeratedException(
        id=kept.subject,
        norm=str(about["norm"]),
        norm_hash=str(about["norm_hash"]),
        message=str(about["message"]),
        entry=about["entry"],
        trial=about["trial"],
        state=State(about["state"]),
        because=kept.review.because,
        by=kept.review.reviewer,
        at=kept.review.at,
    )
