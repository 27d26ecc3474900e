"""What heads are trained on: messages with what is restrained in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol


class LessonLike(Protocol):
    """A written lesson (`openslate.guard.lessons`)."""

    @property
    def text(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def topic(self) -> str | None: ...


@dataclass(frozen=True)
class Example:
    """`restrained` says whether anything in the text is to be refused or handled with care.

    `topic` is known for some of those. `family` keeps together what must not be parted when
    testing; `source` is the set it comes from.
    """

    text: str
    restrained: bool
    topic: str | None
    family: str
    source: str
    weight: float = 1.0


def examples_of(lessons: Iterable[LessonLike], source: str = "lessons") -> list[Example]:
    """Lessons as examples; each is a family of its own unless it says the same as another."""
    return [
        Example(each.text, str(each.verdict) != "allowed", each.topic, family(each.text), source)
        for each in lessons
    ]


def family(text: str) -> str:
    """A name that texts with the same letters share, whatever case and blanks they have."""
    letters = "".join(character for character in text.casefold() if character.isalnum())
    return sha256(letters.encode()).hexdigest()[:16]


def digest(examples: Iterable[Example]) -> str:
    """SHA-256 of what examples say, in their order."""
    told = sha256()
    for each in examples:
        told.update(f"{each.text}\0{each.restrained}\0{each.topic}\0{each.weight}\n".encode())
    return told.hexdigest()
