"""From a word to the deeds and things it stands for, in any of the languages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

_ASIAN = re.compile(r"[\u3400-\u9fff]")
SHORTEST_STEM = 2


@dataclass(frozen=True)
class Concepts:
    """Whole words, stems, and words of scripts without spaces, each with what it stands for."""

    words: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    unspaced: Mapping[str, tuple[str, ...]]

    @cached_property
    def openings(self) -> frozenset[str]:
        """First words of what several words together stand for."""
        return frozenset(word.partition("-")[0] for word in self.words if "-" in word)

    def of(self, word: str) -> tuple[str, ...]:
        """What a plain word stands for; empty for most words."""
        found = self.words.get(word, ())
        for end in range(SHORTEST_STEM, len(word) + 1):
            stem = self.stems.get(word[:end])
            if stem:
                found += stem
        return tuple(dict.fromkeys(found))

    def in_text(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and meaning of every word of Chinese or Japanese in a text."""
        for word, meanings in self.unspaced.items():
            at = text.find(word)
            while at >= 0:
                yield from ((at, at + len(word), meaning) for meaning in meanings)
                at = text.find(word, at + 1)


@cache
def deeds() -> Concepts:
    """What is done."""
    return _read("deeds")


@cache
def things() -> Concepts:
    """What and who it is done to or with."""
    return _read("things")


def _read(name: str) -> Concepts:
    words: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    unspaced: dict[str, tuple[str, ...]] = {}
    file = Path(__file__).parent / f"{name}.txt"
    for line in file.read_text(encoding="utf-8").splitlines():
        meaning, _, listed = line.partition(":")
        if line.startswith("#"):
            continue
        for entry in listed.split():
            place = unspaced if _ASIAN.search(entry) else stems if entry.endswith("*") else words
            key = entry.rstrip("*")
            place[key] = (*place.get(key, ()), meaning)
    return Concepts(words, stems, unspaced)
