"""The facts of one title as templates need them."""

import re
from collections.abc import Sequence
from functools import cached_property

from openslate.assistant.grounding import FactKind, GroundFact
from openslate.assistant.grounding.sentences import cleaned, sentences
from openslate.common.text import fold, join_words

MOST_NAMES = 4
NOUNS = {"comedy", "crime", "documentary", "drama", "horror", "musical", "mystery", "romance",
         "thriller", "western", "film noir", "satire", "melodrama"}  # fmt: skip
"""Genres that can stand as a noun; others are followed by 'film'."""
_THE = re.compile(r"\b(?:United|Netherlands|Philippines|Bahamas|Soviet Union)\b")


class Material:
    """Reads the rows about the first subject; what is not known is empty or None."""

    def __init__(self, facts: Sequence[GroundFact]) -> None:
        self.subject = facts[0].subject if facts else ""
        self.facts = tuple(fact for fact in facts if fact.subject == self.subject)

    def all(self, kind: FactKind) -> tuple[str, ...]:
        """Values of one kind, each once."""
        return tuple(dict.fromkeys(fact.value for fact in self.facts if fact.kind is kind))

    def one(self, kind: FactKind) -> str | None:
        """The first value of a kind."""
        return next(iter(self.all(kind)), None)

    def some(self, kind: FactKind, most: int = MOST_NAMES) -> str:
        """The first few values as people list them."""
        return join_words(self.all(kind)[:most]) if self.all(kind) else ""

    @property
    def title(self) -> str:
        """What it is called; its id where it has no name."""
        return self.one(FactKind.TITLE) or self.subject

    @property
    def year(self) -> str | None:
        """When it came out."""
        return self.one(FactKind.YEAR)

    @cached_property
    def story(self) -> tuple[str, ...]:
        """The sentences of its description, with nothing behind them."""
        texts = (cleaned(text) for text in self.all(FactKind.TEXT))
        told = (sentence.strip() for text in texts for sentence in sentences(text))
        return tuple(sentence for sentence in told if sentence)

    @property
    def sort(self) -> str:
        """What it is, in two or three words: 'crime drama', 'science fiction film'."""
        genres = [genre.lower() for genre in self.all(FactKind.GENRE)][:3]
        nouns = [genre for genre in genres if genre in NOUNS]
        if not nouns:
            return f"{genres[0]} film" if genres else "film"
        before = next((genre for genre in genres if genre != nouns[-1]), None)
        return f"{before} {nouns[-1]}" if before else nouns[-1]

    @property
    def windows(self) -> tuple[GroundFact, ...]:
        """Where it may be shown and when."""
        return tuple(fact for fact in self.facts if fact.kind is FactKind.AVAILABILITY)


def placed(names: str) -> str:
    """Countries with the article that some have.

    >>> placed("United States and France")
    'the United States and France'
    """
    return _THE.sub(r"the \g<0>", names)


def article(words: str) -> str:
    """The words with 'a' or 'an' before them.

    >>> article("1995 drama"), article("animation film"), article("80s musical")
    ('a 1995 drama', 'an animation film', 'an 80s musical')
    """
    vowel = fold(words)[:1] in "aeiou" or words.startswith(("8", "11", "18"))
    return f"{'an' if vowel else 'a'} {words}"
