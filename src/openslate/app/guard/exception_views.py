"""Moderators' exceptions as pages, the API and commands show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openslate.app.guard.exceptions import ModeratedException, State
from openslate.app.guard.guard_room import GuardRoom
from openslate.app.guard.make_exception import ExceptionTrial, cited_norm
from openslate.common.errors import NotFoundError, SlateError
from openslate.guard.fields import GUARD_FIELDS
from openslate.guard.norms import Norm, NormBook
from openslate.guard.teaching.context_exception import must_not_be_floor
from openslate.rules.english_form import to_english


@dataclass(frozen=True)
class ExceptionRow:
    """An exception in a list; `state` is `proposed`, `live`, `rolled-back` or `rejected`.

    `when` is English. `in_force` where the norm gives way now, which a live exception does not
    once its norm has changed.
    """

    id: str
    message: str
    norm: str
    title: str
    when: str
    stance: str
    state: str
    in_force: bool
    because: str
    by: str
    at: datetime

    @property
    def standing(self) -> str:
        """What has become of it, in words."""
        if self.state == State.LIVE and not self.in_force:
            return "out of force"
        return self.state.replace("-", " ")

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide: to put it live, or to reject it."""
        return self.state == State.PROPOSED

    @property
    def over(self) -> bool:
        """Whether nothing but a new proposal can follow."""
        return State(self.state).over


@dataclass(frozen=True)
class TrialView:
    """What an exception does to its message (`verdict`, there) and to the regression set.

    The norm gives way to examples of its own; what turns for the worse was judged rightly. Texts
    are the first of `..._count`.
    """

    verdict: str
    gives_way: tuple[str, ...]
    gives_way_count: int
    worse: tuple[str, ...]
    worse_count: int


@dataclass(frozen=True)
class ExceptionPage:
    """One exception with its norm, its trial, and everything said of it, the latest first.

    `text` is the message's, empty once it was erased with its viewer.
    """

    row: ExceptionRow
    topic: str
    text: str
    condition: str
    trial: TrialView
    said: tuple[ExceptionRow, ...]


def exception_rows(room: GuardRoom) -> list[ExceptionRow]:
    """What counts of each exception, the latest first."""
    return _rows(room.exceptions.all(), room.house_book)


def exception_page(room: GuardRoom, name: str) -> ExceptionPage:
    """One exception; raises NotFoundError."""
    said = [one for _, one in room.exceptions.history(name)]
    last, book = said[0], room.house_book
    norm = book.norms.get(last.norm)
    return ExceptionPage(
        row=_row(last, book),
        topic=norm.topic if norm else "",
        text=_text(room, last.message),
        condition=last.exception.when.text,
        trial=_trial(last.trial),
        said=tuple(_rows(said, book)),
    )


def trial_view(trial: ExceptionTrial) -> TrialView:
    """A trial just made, as it would be kept."""
    return _trial(trial.kept())


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


def _rows(found: Sequence[ModeratedException], book: NormBook) -> list[ExceptionRow]:
    return [_row(one, book) for one in found]


def _row(one: ModeratedException, book: NormBook) -> ExceptionRow:
    norm, exception = book.norms.get(one.norm), one.exception
    return ExceptionRow(
        id=one.id,
        message=one.message,
        norm=one.norm,
        title=norm.title if norm else one.norm,
        when=to_english(exception.when.tree, GUARD_FIELDS),
        stance=exception.stance.value,
        state=one.state.value,
        in_force=one.state is State.LIVE and one.fits(book),
        because=one.because,
        by=one.by,
        at=one.at,
    )


def _trial(kept: Mapping[str, Any]) -> TrialView:
    return TrialView(
        verdict=kept["verdict"],
        gives_way=tuple(kept["gives_way"]),
        gives_way_count=kept["gives_way_count"],
        worse=tuple(kept["worse"]),
        worse_count=kept["worse_count"],
    )


def _text(room: GuardRoom, message: str) -> str:
    try:
        return str(room.journal.get(message).payload["turns"][-1]["text"])
    except NotFoundError:
        return ""
