"""An exception to a norm for a context that the house establishes, as moderators propose it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from openslate.common.errors import DeniedError, SlateError
from openslate.common.text import join_words
from openslate.guard.conversation import Part, Purpose, Setting, Surface
from openslate.guard.fields import GUARD_FIELDS
from openslate.guard.norms import Norm, NormBook, NormException, Obligation, Stance
from openslate.guard.norms.holding import can_hold
from openslate.rules.condition import Condition, read_condition

GROWN = 35
"""Years of a viewer who is only said to be old enough."""
OLDEST = 130
Word = TypeVar("Word", bound=StrEnum)
TERRITORY = re.compile("[A-Z]{2}")


@dataclass(frozen=True)
class ExceptionContext:
    """Where an exception applies: everything that is given has to be established.

    Nothing that a message claims of itself is among it.
    """

    purpose: Purpose | None = None
    surface: Surface | None = None
    part: Part | None = None
    at_least: int | None = None
    under: int | None = None
    territory: str | None = None
    election_period: bool | None = None

    @classmethod
    def of(
        cls,
        *,
        purpose: str | None = None,
        surface: str | None = None,
        part: str | None = None,
        at_least: int | None = None,
        under: int | None = None,
        territory: str | None = None,
        election_period: bool | None = None,
    ) -> "ExceptionContext":
        """From words, empty where nothing is asked for; raises SlateError for one that is none."""
        return cls(
            purpose=_one_of(Purpose, purpose),
            surface=_one_of(Surface, surface),
            part=_one_of(Part, part),
            at_least=at_least,
            under=under,
            territory=(territory or "").upper() or None,
            election_period=election_period,
        )

    def condition(self) -> Condition:
        """As norms are conditioned; raises SlateError where nothing is given, or what can't be."""
        self._must_be_possible()
        parts = list(self._parts())
        if not parts:
            raise SlateError(
                "An exception needs a context", do="Choose a purpose, an age, a territory ..."
            )
        condition, troubles = read_condition(" AND ".join(parts), GUARD_FIELDS)
        if condition is None or troubles:
            said = "; ".join(trouble.message for trouble in troubles)
            raise SlateError(f"The context can't be used: {said}", do="Choose another")
        return condition

    def setting(self) -> Setting:
        """A conversation in this context, of a grown-up where no age is asked for."""
        age = max(self.at_least or 0, GROWN) if self.under is None else self.under - 1
        return Setting(
            purpose=self.purpose,
            surface=self.surface or Surface.CHAT,
            part=self.part or Part.VIEWER,
            viewer_age=age,
            territory=self.territory,
            election_period=self.election_period,
        )

    def _must_be_possible(self) -> None:
        least, under = self.at_least, self.under
        if not 0 <= (least or 0) <= OLDEST or not 1 <= (1 if under is None else under) <= OLDEST:
            raise SlateError(
                "No viewer is of that age", do=f"Give ages of up to {OLDEST}, and under at least 1"
            )
        if least is not None and under is not None and least >= under:
            raise SlateError(
                f"Nobody is at least {least} and under {under}", do="Give the smaller age first"
            )
        if self.territory is not None and not TERRITORY.fullmatch(self.territory):
            raise SlateError(
                f"{self.territory!r} is no territory",
                do="Write a country code of two letters, such as DE",
            )

    def _parts(self) -> Iterator[str]:
        for name in ("purpose", "surface", "part"):
            if value := getattr(self, name):
                yield f"context.{name} = '{value.value}'"
        if self.at_least is not None:
            yield f"viewer.age >= {self.at_least}"
        if self.under is not None:
            yield f"viewer.age < {self.under}"
        if self.territory:
            yield f"viewer.territory = '{self.territory}'"
        if self.election_period is not None:
            yield (
                "context.election_period" if self.election_period else "NOT context.election_period"
            )


def _one_of(kind: type[Word], word: str | None) -> Word | None:
    if not word:
        return None
    if word not in set(kind):
        raise SlateError(f"There is no {kind.__name__.lower()} {word!r}", do=f"Choose {_any(kind)}")
    return kind(word)


def _any(kind: type[StrEnum]) -> str:
    return join_words([word.value for word in kind], "or")


def exception_to(
    norm: Norm, name: str, context: ExceptionContext, stance: Stance, because: str
) -> NormException:
    """The exception, milder than its norm; raises SlateError where it is not or can never hold."""
    if stance.strictness >= norm.stance.strictness:
        raise SlateError(
            f"The norm {norm.norm} says {norm.stance} already", do="Choose a milder answer"
        )
    condition = context.condition()
    if not can_hold(condition, norm.when):
        raise SlateError(
            f"Where the norm {norm.norm} holds this context can never be",
            do="Choose another context",
        )
    kept = tuple(o for o in norm.obligations if o is not Obligation.HAND_TO_PERSON)
    return NormException(
        exception=name,
        when=condition,
        stance=stance,
        because=because,
        obligations=kept if stance is Stance.WITH_CARE else (),
    )


def must_not_be_floor(book: NormBook, slug: str) -> Norm:
    """The norm, where an exception to it may be made; raises DeniedError, NotFoundError."""
    norm = book.norm(slug)
    grounds = {one.topic for one in book.floor}
    if norm.floor or grounds & {norm.topic, *book.ancestors(norm.topic)}:
        raise DeniedError(
            f"The norm {slug} lies on the floor, which has no exceptions", do="Leave it as is"
        )
    return norm


def with_exception(book: NormBook, slug: str, exception: NormException) -> NormBook:
    """The book in which a norm has one more exception, tried after its own."""
    norm = must_not_be_floor(book, slug)
    more = norm.model_copy(update={"exceptions": (*norm.exceptions, exception)})
    return NormBook(book.topics, {**book.norms, slug: more})
