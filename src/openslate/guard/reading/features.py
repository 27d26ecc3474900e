"""What the heads weigh: words, letters, kinds of words, deeds and frames, as hashed numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from openslate.guard.reading.frames import Frame
from openslate.guard.reading.languages.frequent_words import all_frequent_words
from openslate.guard.reading.noticed import Noticed
from openslate.guard.reading.wordnet.word_list import shipped_words

BUCKETS = 1 << 18
LETTERS = (3, 4, 5)
LONGEST_WORD = 24
MOST_PAIRS = 60


class Block(IntEnum):
    """Where a feature comes from; each block is weighed as a whole (see `weights_of`)."""

    WORDS = 0
    LETTERS = 1
    KINDS = 2
    FRAMES = 3


@dataclass(frozen=True)
class Features:
    """Hashed features in [0, BUCKETS) with their block and the word each came from (-1: none)."""

    numbers: NDArray[np.int64]
    blocks: NDArray[np.int8]
    places: NDArray[np.int32]

    def values(self) -> NDArray[np.float32]:
        """What each feature counts: every block has length one, however long the message is."""
        sizes = np.bincount(self.blocks, minlength=len(Block)).clip(min=1)
        return np.asarray((_SHARE / np.sqrt(sizes))[self.blocks], dtype=np.float32)


_SHARE = np.array([1.0, 0.7, 0.7, 1.0])


def features_of(noticed: Noticed, frames: tuple[Frame, ...]) -> Features:
    """Every feature of a text once."""
    found: dict[int, tuple[int, int]] = {}
    for block, source in (
        (Block.FRAMES, _of_frames(noticed, frames)),
        (Block.WORDS, _of_words(noticed)),
        (Block.KINDS, _of_kinds(noticed, frames)),
        (Block.LETTERS, _of_letters(noticed)),
    ):
        for number, place in source:
            found.setdefault(number, (block, place))
    rows = list(found.values())
    return Features(
        np.fromiter(found, dtype=np.int64, count=len(found)),
        np.array([block for block, _ in rows], dtype=np.int8),
        np.array([place for _, place in rows], dtype=np.int32),
    )


def hashed(name: str) -> int:
    """The number of a feature."""
    return crc32(name.encode()) % BUCKETS


Numbered = Iterator[tuple[int, int]]


def _of_words(noticed: Noticed) -> Numbered:
    plain = [word.plain[:LONGEST_WORD] for word in noticed.words]
    for place, word in enumerate(plain):
        yield _single(word), place
        if word not in all_frequent_words():
            yield hashed(f"a {noticed.asks} {word}"), place
    for place, (first, second) in enumerate(pairwise(["^", *plain, "$"])):
        yield hashed(f"2 {first} {second}"), min(place, len(plain) - 1)
    for place, three in enumerate(zip(plain, plain[1:], plain[2:], strict=False)):
        yield hashed(f"3 {' '.join(three)}"), place


@lru_cache(maxsize=65536)
def _single(word: str) -> int:
    return hashed(f"1 {word}")


def _of_letters(noticed: Noticed) -> Numbered:
    for place, word in enumerate(noticed.words):
        for number in _letters(word.plain[:LONGEST_WORD]):
            yield number, place


@lru_cache(maxsize=65536)
def _letters(word: str) -> tuple[int, ...]:
    framed = f"<{word}>"
    return tuple(
        hashed(f"c {framed[at : at + size]}")
        for size in LETTERS
        for at in range(len(framed) - size + 1)
        if len(framed) > size
    )


def _of_kinds(noticed: Noticed, frames: tuple[Frame, ...]) -> Numbered:
    for place, word in enumerate(noticed.words):
        for number in _kinds(word.plain):
            yield number, place
    for frame in frames:
        if frame.object is not None:
            for name in _kind_names(noticed.words[frame.object.first].plain):
                yield hashed(f"fk {frame.name} {name}"), frame.object.first


@lru_cache(maxsize=65536)
def _kinds(word: str) -> tuple[int, ...]:
    return tuple(hashed(f"k {name}") for name in _kind_names(word))


@lru_cache(maxsize=65536)
def _kind_names(word: str) -> tuple[str, ...]:
    if len(word) < 3 or word in all_frequent_words():
        return ()
    found: dict[str, None] = {}
    for part in ("noun", "verb"):
        for sense in shipped_words().parts[part].senses(word):
            found[f"{part} {sense.name}"] = None
            found |= {f"{part} {kind}": None for kind in sense.kinds}
    return tuple(found)


def _of_frames(noticed: Noticed, frames: tuple[Frame, ...]) -> Numbered:
    yield hashed(f"asks {noticed.asks}"), -1
    yield hashed(f"length {min(len(noticed.words), 128).bit_length()}"), -1
    for frame in frames:
        at = frame.action.first
        yield hashed(f"d {frame.name}"), at
        yield hashed(f"da {frame.name} {noticed.asks}"), at
        yield hashed(f"f {frame.name} {frame.object_class}"), at
        yield hashed(f"fa {frame.name} {frame.object_class} {noticed.asks}"), at
    for thing in noticed.things:
        yield hashed(f"t {thing.name}"), thing.first
        yield hashed(f"ta {thing.name} {noticed.asks}"), thing.first
    yield from _pairs(noticed)


def _pairs(noticed: Noticed) -> Numbered:
    meanings = {f"d {d.name}": d.first for d in noticed.deeds}
    meanings |= {f"t {t.name}": t.first for t in noticed.things}
    names = sorted(meanings)
    pairs = [(one, two) for i, one in enumerate(names) for two in names[i + 1 :]]
    for one, two in pairs[:MOST_PAIRS]:
        yield hashed(f"p {one} {two}"), meanings[one]
