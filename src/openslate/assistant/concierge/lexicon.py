"""The words the concierge knows, read once from lexicon.yaml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz.distance import OSA

from openslate.assistant.concierge.word_lists import word_list
from openslate.assistant.concierge.words import key_of

NOISE = "noise"
LEAST_LETTERS = 4  # a shorter word is never taken for a misspelt one
TWO_MISTAKES = 7  # letters from which a word may hold two mistakes
_PLAIN_SECTIONS = word_list("misspelt_sections")
"""Sections whose words are found when misspelt."""

Meanings = Mapping[str, str]
"""What a phrase means, by section: {"genres": "Comedy"}."""


@dataclass(frozen=True)
class Lexicon:
    """Phrases as folded words with one blank between, and what each means."""

    phrases: Mapping[str, Meanings]

    @cached_property
    def longest(self) -> int:
        """Words of the longest phrase."""
        return max(len(phrase.split()) for phrase in self.phrases)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every phrase."""
        return frozenset(word for phrase in self.phrases for word in phrase.split())

    @cached_property
    def _spelt(self) -> Mapping[str, tuple[str, ...]]:
        """Single words that may be misspelt, by their first letter."""
        found: dict[str, list[str]] = {}
        for phrase, meanings in self.phrases.items():
            if (
                len(phrase) >= LEAST_LETTERS
                and " " not in phrase
                and _PLAIN_SECTIONS & set(meanings)
            ):
                found.setdefault(phrase[0], []).append(phrase)
        return {letter: tuple(words) for letter, words in found.items()}

    def meant(self, word: str) -> str | None:
        """The known word that a misspelt one most likely is, None where none is near enough.

        The first letter must be right; one mistake, or two in words of seven letters and more.
        Of words equally near the longest is meant.
        """
        if len(word) < LEAST_LETTERS:
            return None
        most = 2 if len(word) >= TWO_MISTAKES else 1
        near = ((OSA.distance(word, w, score_cutoff=most), w) for w in self._spelt.get(word[0], ()))
        best = min(((d, -len(w), w) for d, w in near if d <= most), default=None)
        return best[2] if best else None


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships."""
    text = files(__package__).joinpath("lexicon.yaml").read_text("utf-8")
    found: dict[str, dict[str, str]] = {}
    for section, value, phrase in _entries(yaml.safe_load(text)):
        found.setdefault(key_of(phrase), {}).setdefault(section, value)
    return Lexicon(found)


def _entries(sections: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Section, value and phrase of every entry."""
    for section, content in sections.items():
        values = content.items() if isinstance(content, dict) else [(section, content)]
        for value, phrases in values:
            for phrase in phrases:
                yield section, str(value), phrase
