"""The shipped word list: classes and kinds of English words (WordNet 3.0, licence beside it)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "words.npz"
PARTS = ("noun", "verb", "adj", "adv")
CLASSES = (
    "adj.all",
    "adj.pert",
    "adv.all",
    "noun.tops",
    "noun.act",
    "noun.animal",
    "noun.artifact",
    "noun.attribute",
    "noun.body",
    "noun.cognition",
    "noun.communication",
    "noun.event",
    "noun.feeling",
    "noun.food",
    "noun.group",
    "noun.location",
    "noun.motive",
    "noun.object",
    "noun.person",
    "noun.phenomenon",
    "noun.plant",
    "noun.possession",
    "noun.process",
    "noun.quantity",
    "noun.relation",
    "noun.shape",
    "noun.state",
    "noun.substance",
    "noun.time",
    "verb.body",
    "verb.change",
    "verb.cognition",
    "verb.communication",
    "verb.competition",
    "verb.consumption",
    "verb.contact",
    "verb.creation",
    "verb.emotion",
    "verb.motion",
    "verb.perception",
    "verb.possession",
    "verb.social",
    "verb.stative",
    "verb.weather",
    "adj.ppl",
)
"""WordNet's lexicographer files, in their own order."""
_ENDINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "noun": (
        ("ses", "s"),
        ("xes", "x"),
        ("zes", "z"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("men", "man"),
        ("ies", "y"),
        ("s", ""),
    ),
    "verb": (
        ("ies", "y"),
        ("es", "e"),
        ("es", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
        ("s", ""),
    ),
    "adj": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "adv": (),
}
"""WordNet's rules of detachment (morphy): an ending, and what stands there in the base form."""


@dataclass(frozen=True)
class Sense:
    """One meaning of a word: its class ('person', 'artifact', 'social') and its kinds.

    Kinds are numbers, nearest first, each a kind of the next.
    """

    name: str
    kinds: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class PartOfSpeech:
    """All nouns, or all verbs: a row of `classes` and `kinds` (n, 2) for each word; -1 is none."""

    rows: Mapping[str, int]
    classes: NDArray[np.int8]
    kinds: NDArray[np.int16]
    above: tuple[int, ...]
    exceptions: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]

    def base(self, word: str) -> str | None:
        """The base form of a word in lower case (pairs are joined by '_'); None if it is none."""
        irregular = self.exceptions.get(word)
        if irregular is not None and irregular in self.rows:
            return irregular
        if word in self.rows:
            return word
        return next((base for base in self._bases(word) if base in self.rows), None)

    def senses(self, word: str) -> tuple[Sense, ...]:
        """The commonest senses of a word in any form; empty if it is no such word."""
        base = self.base(word)
        if base is None:
            return ()
        row = self.rows[base]
        pairs = zip(self.classes[row].tolist(), self.kinds[row].tolist(), strict=True)
        return tuple(
            Sense(CLASSES[name].partition(".")[2], self._chain(kind))
            for name, kind in pairs
            if name >= 0
        )

    def _bases(self, word: str) -> list[str]:
        found = []
        for ending, instead in self.endings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word[: -len(ending)]
                found.append(stem + instead)
                if ending in ("ed", "ing") and stem[-1] == stem[-2:-1]:
                    found.append(stem[:-1])
        return found

    def _chain(self, kind: int) -> tuple[int, ...]:
        chain = []
        while kind >= 0:
            chain.append(kind)
            kind = self.above[kind]
        return tuple(chain)


@dataclass(frozen=True)
class WordList:
    """Every word by part of speech."""

    parts: Mapping[str, PartOfSpeech]

    def knows(self, word: str) -> bool:
        """Whether this is an English word in some form."""
        return any(part.base(word) for part in self.parts.values())


@cache
def shipped_words() -> WordList:
    """The list that comes with Slate."""
    with np.load(FILE) as arrays:
        return WordList({part: _part(arrays, part) for part in PARTS})


def _part(arrays: Mapping[str, NDArray[np.generic]], part: str) -> PartOfSpeech:
    words = _words(arrays[f"{part}_words"])
    exceptions = _words(arrays[f"{part}_exceptions"])
    return PartOfSpeech(
        dict(zip(words, range(len(words)), strict=True)),
        arrays[f"{part}_classes"].astype(np.int8),
        arrays[f"{part}_kinds"].astype(np.int16),
        tuple(arrays[f"{part}_above"].tolist()),
        dict(zip(exceptions[::2], exceptions[1::2], strict=True)),
        _ENDINGS[part],
    )


def _words(letters: NDArray[np.generic]) -> list[str]:
    return letters.tobytes().decode("ascii").split(" ")
