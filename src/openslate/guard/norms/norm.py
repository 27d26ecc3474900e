"""A norm: what the house holds about a topic, why, and where it gives way."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from openslate.guard.norms.obligation import Obligation
from openslate.guard.norms.words import Words
from openslate.rules.entry import ConditionText, Entry, Name, fail
from openslate.rules.problems import Trouble


class Stance(StrEnum):
    """What a norm says; the later, the stricter."""

    ALLOWED = "allowed"
    WITH_CARE = "with-care"
    OFF_LIMITS = "off-limits"

    @property
    def strictness(self) -> int:
        """0 allowed, 1 with care, 2 off limits."""
        return list(Stance).index(self)


# YAML has words where strict models want members, and lists where they want tuples.
StanceWord = Annotated[Stance, Field(strict=False)]
Obligations = Annotated[tuple[Annotated[Obligation, Field(strict=False)], ...], Field(strict=False)]


class NormExamples(Entry):
    """Messages that a norm is meant for, and neighbours that it is not meant for."""

    meant: tuple[Words, ...] = Field(default=(), alias="for", strict=False)
    not_meant: tuple[Words, ...] = Field(default=(), alias="against", strict=False)


class NormException(Entry):
    """Where a norm gives way: only when its condition is true, never when it is unknown."""

    exception: Name
    when: ConditionText
    stance: StanceWord
    because: Words
    obligations: Obligations = ()


class Norm(Entry):
    """One norm. Without `when` it always holds; when its condition is unknown it holds as well.

    `severity` is 1 (a matter of taste) to 5 (life and limb); `because` is what a viewer reads
    where it refuses. Nothing outranks a norm of the `floor`.
    """

    norm: Name
    topic: Name
    title: Words
    stance: StanceWord
    severity: int = Field(ge=1, le=5)
    because: Words
    citation: Words
    owner: Words
    review: date
    floor: bool = False
    when: ConditionText | None = None
    obligations: Obligations = ()
    exceptions: tuple[NormException, ...] = Field(default=(), strict=False)
    examples: NormExamples = NormExamples()

    @model_validator(mode="after")
    def _floor_holds(self) -> "Norm":
        """A norm of the floor is off limits without exception."""
        if self.floor and self.stance is not Stance.OFF_LIMITS:
            fail([Trouble("A norm of the floor must be off-limits", path=("stance",))])
        if self.floor and self.exceptions:
            fail([Trouble("A norm of the floor has no exceptions", path=("exceptions",))])
        return self

    @model_validator(mode="after")
    def _exceptions_differ(self) -> "Norm":
        """Each exception of a norm has a name of its own, since traces name it."""
        names = [one.exception for one in self.exceptions]
        for i, name in enumerate(names):
            if name in names[:i]:
                path = ("exceptions", i, "exception")
                fail([Trouble(f"The exception {name!r} is used twice", path=path)])
        return self
