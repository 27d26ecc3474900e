"""An exception to a norm for a context that the house establishes, as moderators propose it."""

from collections.abc import Iterator
from dataclasses import dataclass

from openslate.common.errors import DeniedError, SlateError
from openslate.guard.conversation import Part, Purpose, Setting, Surface
from openslate.guard.fields import GUARD_FIELDS
from openslate.guard.norms import Norm, NormBook, NormException, Obligation, Stance
from openslate.guard.norms.holding import can_hold
from openslate.rules.condition import Condition, read_condition

GROWN = 35
"""Years of a viewer who is only said to be old enough."""


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

    def condition(self) -> Condition:
        """As norms are conditioned; raises SlateError where nothing is given, or what can't be."""
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
