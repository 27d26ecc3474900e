"""What is seen in one text before anything is concluded from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from openslate.guard.facts import Asks
from openslate.guard.reading.asking import what_is_asked
from openslate.guard.reading.concepts.read_concepts import Concepts, deeds, things
from openslate.guard.reading.languages.identify import language_of
from openslate.guard.reading.words import Word, words_of

LONGEST_NAME = 3  # words that together stand for one thing: "mot de passe"
MOST_WORDS = 600  # of a long text its beginning and its end


@dataclass(frozen=True, slots=True)
class Meaning:
    """A deed or a thing, and the words (from `first` up to `last`) that stand for it."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Noticed:
    """Words, language, what is asked, deeds and things of one text."""

    text: str
    words: tuple[Word, ...]
    language: str | None
    asks: Asks
    deeds: tuple[Meaning, ...]
    things: tuple[Meaning, ...]


def notice(text: str, asks: Asks | None = None) -> Noticed:
    """Look at a text once; `asks` is given where the whole conversation has said it."""
    words = _shortened(words_of(text))
    plain = [word.plain for word in words]
    language = language_of(text, plain)
    return Noticed(
        text,
        tuple(words),
        language,
        asks or what_is_asked(plain, language),
        tuple(_meanings(plain, text, words, deeds())),
        tuple(_meanings(plain, text, words, things())),
    )


def _shortened(words: list[Word]) -> list[Word]:
    half = MOST_WORDS // 2
    return words if len(words) <= MOST_WORDS else words[:half] + words[-half:]


def _meanings(
    plain: Sequence[str], text: str, words: Sequence[Word], concepts: Concepts
) -> list[Meaning]:
    found = []
    of = _of_deed if concepts is deeds() else _of_thing
    for first, word in enumerate(plain):
        found += [Meaning(name, first, first + 1) for name in of(word)]
        for length in range(2, LONGEST_NAME + 1) if word in concepts.openings else ():
            together = concepts.words.get("-".join(plain[first : first + length]), ())
            if first + length <= len(plain):
                found += [Meaning(name, first, first + length) for name in together]
    if not text.isascii():
        at = {word.start: place for place, word in enumerate(words)}
        for start, end, name in concepts.in_text(text):
            if start in at:
                found.append(Meaning(name, at[start], min(at[start] + end - start, len(words))))
    return sorted(found, key=lambda meaning: meaning.first)


@lru_cache(maxsize=65536)
def _of_deed(word: str) -> tuple[str, ...]:
    return deeds().of(word)


@lru_cache(maxsize=65536)
def _of_thing(word: str) -> tuple[str, ...]:
    return things().of(word)


def asking(noticed: Noticed, asks: Asks) -> Noticed:
    """The same, said to ask for something else."""
    return replace(noticed, asks=asks)
