"""What heads are trained on: messages with what is restrained in them, and what they ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from openslate.guard.lessons.read_lessons import Lesson, Verdict

LESSONS = "lessons"


@dataclass(frozen=True)
class Example:
    """`restrained` says whether anything in the text is to be refused or handled with care.

    `topic` is what it is about, restrained or harmless, where that is known; `family` keeps
    together what must not be parted when testing; `source` is the set it comes from.
    """

    text: str
    restrained: bool
    topic: str | None
    family: str
    source: str
    weight: float = 1.0
    asks: str | None = None
    language: str | None = None


def examples_of(lessons: Iterable[Lesson]) -> list[Example]:
    """Lessons as examples; each is a family of its own unless it says the same as another."""
    return [
        Example(
            lesson.text,
            lesson.verdict is not Verdict.ALLOWED,
            lesson.topic or lesson.about,
            family(lesson.text),
            LESSONS,
            asks=lesson.asks and lesson.asks.value,
            language=lesson.lang,
        )
        for lesson in lessons
    ]


def family(text: str) -> str:
    """A name that texts with the same letters share, whatever case and blanks they have."""
    letters = "".join(character for character in text.casefold() if character.isalnum())
    return sha256(letters.encode()).hexdigest()[:16]


def folds_of(examples: Sequence[Example], folds: int) -> NDArray[np.intp]:
    """A number below `folds` for each example, the same for all of a family."""
    return np.array([crc32(each.family.encode()) % folds for each in examples], dtype=np.intp)


def digest(examples: Iterable[Example]) -> str:
    """SHA-256 of what examples say, in their order."""
    told = sha256()
    for each in examples:
        said = (each.text, each.restrained, each.topic, each.asks, each.weight)
        told.update("\0".join(map(str, said)).encode() + b"\n")
    return told.hexdigest()
