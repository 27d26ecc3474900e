"""Moderators' exceptions as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openslate.app.guard.exceptions import ModeratedException, State
from openslate.app.guard.guard_room import GuardRoom
from openslate.app.guard.make_exception import cited_norm
from openslate.common.errors import SlateError
from openslate.guard.fields import GUARD_FIELDS
from openslate.guard.norms import Norm, NormBook
from openslate.guard.teaching.context_exception import must_not_be_floor
from openslate.rules.english_form import to_english


@dataclass(frozen=True)
class ExceptionRow:
    """An exception in a list; `state` in a word, `when` in English."""

    id: str
    norm: str
    title: str
    when: str
    stance: str
    state: str
    because: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ExceptionPage:
    """One exception with its norm, its trial, and everything said of it, the latest first."""

    row: ExceptionRow
    topic: str
    message: str
    text: str
    condition: str
    trial: Mapping[str, Any]
    said: tuple[ExceptionRow, ...]


STATES = {State.PROPOSED: "proposed", State.LIVE: "live", State.BACK: "rolled back"}


def exception_rows(found: Sequence[ModeratedException], book: NormBook) -> list[ExceptionRow]:
    """Exceptions in the order given."""
    return [_row(one, book) for one in found]


def exception_page(room: GuardRoom, name: str) -> ExceptionPage:
    """One exception; raises NotFoundError."""
    said = [one for _, one in room.exceptions.history(name)]
    last, book = said[0], room.house_book
    norm = book.norms.get(last.norm)
    turns = room.journal.get(last.message).payload["turns"]
    return ExceptionPage(
        row=_row(last, book),
        topic=norm.topic if norm else "",
        message=last.message,
        text=str(turns[-1]["text"]),
        condition=last.exception.when.text,
        trial=last.trial,
        said=tuple(exception_rows(said, book)),
    )


def exceptable(room: GuardRoom, message: str) -> Norm | None:
    """The norm that a corrected message could be excepted from; None where there is none."""
    said = room.corrections.of_message(message)
    if not said or not said[0].live:
        return None
    try:
        norm = must_not_be_floor(room.house_book, cited_norm(room.journal.get(message)))
    except SlateError:
        return None
    return norm if norm.stance.strictness else None


def _row(one: ModeratedException, book: NormBook) -> ExceptionRow:
    norm, exception = book.norms.get(one.norm), one.exception
    state = STATES[one.state]
    if one.state is State.LIVE and not one.fits(book):
        state = "out of force, since its norm has changed"
    return ExceptionRow(
        id=one.id,
        norm=one.norm,
        title=norm.title if norm else one.norm,
        when=to_english(exception.when.tree, GUARD_FIELDS),
        stance=exception.stance.value,
        state=state,
        because=one.because,
        by=one.by,
        at=one.at,
    )
