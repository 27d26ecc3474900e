"""The words the concierge knows, read once from lexicon.yaml."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz.distance import OSA

from openslate.assistant.concierge.word_lists import misspellings, word_list
from openslate.assistant.concierge.words import key_of

NOISE = "noise"
_DOUBLED = re.compile(r"(.)\1")
ENDINGS = ("s", "es", "ed", "d", "ing")
LEAST_LETTERS = 4  # a shorter word is never taken for a misspelt one
TWO_MISTAKES = 8  # letters from which a word may hold two mistakes
_OFTEN = (word_list("said_most"), word_list("said_often"))
"""Sections whose words are meant rather than others that are as near to a misspelt one."""

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

    def filler(self, word: str) -> bool:
        """Whether a word is a form of one that says nothing: 'loves', 'wanted', 'watching'."""
        stems = (word.removesuffix(end) for end in ENDINGS if word.endswith(end))
        forms = (form for stem in stems if len(stem) >= 3 for form in (stem, stem + "e"))
        return any(set(self.phrases.get(form, {})) == {NOISE} for form in forms)

    @cached_property
    def _spelt(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Words that may be misspelt by their first letter, with how rarely each is meant."""
        found: dict[str, list[tuple[str, int]]] = {}
        for word in sorted(self.words | word_list("subjects")):
            if len(word) >= LEAST_LETTERS:
                means = set(self.phrases.get(word, {}))
                rank = next((at for at, sections in enumerate(_OFTEN) if sections & means), 2)
                found.setdefault(word[0], []).append((word, rank))
        return {letter: tuple(words) for letter, words in found.items()}

    def candidates(self, word: str, *, more: int = 0) -> list[str]:
        """The known words that a misspelt one may be, the likeliest first.

        The first letter must be right, or have changed places with the second; one mistake, or
        two in words of eight letters and more. Of words equally near the one said most comes
        first, then the longest. `more` mistakes are allowed where something else speaks for it.
        """
        usual = misspellings().get(word)
        if usual:
            return list(usual)
        single = _DOUBLED.sub(r"\1", word)
        if single != word and single in self.words and len(single) < LEAST_LETTERS:
            return [single]  # 'warr'
        if len(word) < LEAST_LETTERS - more or not word.isalpha():
            return []
        most = more + (2 if len(word) >= TWO_MISTAKES else 1)
        most = most if len(word) >= LEAST_LETTERS else 1
        swapped = word[1] + word[0] + word[2:]
        near = [
            (OSA.distance(word, known, score_cutoff=most), rank, -len(known), known)
            for known, rank in self._spelt.get(word[0], ())
        ]
        near += [(1, r, -len(k), k) for k, r in self._spelt.get(word[1], ()) if k == swapped]
        found = [known for distance, *_, known in sorted(near) if distance <= most]
        return found or self._without_letters(word)

    def _without_letters(self, word: str) -> list[str]:
        """Longer words of which two letters were left out: 'somting'."""
        if len(word) < TWO_MISTAKES - 1:
            return []
        longer = [k for k, _ in self._spelt.get(word[0], ()) if len(k) == len(word) + 2]
        return [known for known in longer if _left_out(word, known)]


def _left_out(word: str, known: str) -> bool:
    """Whether a word is a known one without some of its letters."""
    rest = iter(known)
    return all(letter in rest for letter in word)


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
