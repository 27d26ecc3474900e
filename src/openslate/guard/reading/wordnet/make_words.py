"""Makes the word list that ships, from WordNet's own files.

    python -m openslate.guard.reading.wordnet.make_words [/usr/share/wordnet]

Debian's `wordnet-base` has them. Of every noun, verb, adjective and adverb the list keeps the
class and kind of its two commonest senses; a *kind* is one of some thousands of synsets that have
enough words under them to be worth learning about. What it writes is the same each time.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openslate.guard.reading.wordnet.word_list import CLASSES, FILE, PARTS

SENSES = 2
FEWEST = {"noun": 12, "verb": 4}  # words under a synset that make it a kind
MOST = 12_000
UPWARDS = {"@", "@i"}
WORD = re.compile(r"[a-z][a-z'-]+(?:_[a-z][a-z'-]+)?$")
UNWANTED_PAIRS = {"noun.animal", "noun.plant"}  # species by the ten thousand
Arrays = dict[str, NDArray[np.generic]]


def main(folder: Path) -> None:
    """Read WordNet in `folder` and write the list beside this module."""
    arrays: Arrays = {}
    for part in PARTS:
        arrays |= _part(folder, part) | {f"{part}_exceptions": _letters(_exceptions(folder, part))}
    np.savez_compressed(FILE, allow_pickle=False, **arrays)
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")


def _part(folder: Path, part: str) -> Arrays:
    classes, parents = _synsets(folder / f"data.{part}")
    senses = {
        word: synsets[:SENSES]
        for word, synsets in sorted(_senses(folder / f"index.{part}"))
        if "_" not in word or classes[synsets[0]] not in UNWANTED_PAIRS
    }
    kinds = _kinds(senses, parents, FEWEST.get(part, 1 << 30))
    number = {synset: place for place, synset in enumerate(kinds)}
    table = np.full((len(senses), SENSES, 2), -1, dtype=np.int16)
    for row, synsets in enumerate(senses.values()):
        for place, synset in enumerate(synsets):
            kind = _nearest(synset, parents, number)
            table[row, place] = CLASSES.index(classes[synset]), kind
    above = [_nearest(parents.get(kind), parents, number) for kind in kinds]
    return {
        f"{part}_words": _letters(senses),
        f"{part}_classes": table[:, :, 0].astype(np.int8),
        f"{part}_kinds": table[:, :, 1],
        f"{part}_above": np.array(above, dtype=np.int16),
    }


def _letters(words: "Mapping[str, object] | list[str]") -> NDArray[np.uint8]:
    return np.frombuffer(" ".join(words).encode("ascii"), dtype=np.uint8)


def _synsets(file: Path) -> tuple[dict[int, str], dict[int, int]]:
    """The class and the first parent of every synset, by number."""
    classes, parents = {}, {}
    for line in file.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        number, words = int(fields[0]), int(fields[3], 16)
        classes[number] = _class(CLASSES[int(fields[1])], fields[4 : 4 + 2 * words : 2])
        pointers = fields[5 + 2 * words :]
        above = [int(at) for sign, at in pairwise(pointers) if sign in UPWARDS]
        if above:
            parents[number] = above[0]
    return classes, parents


def _class(name: str, words: list[str]) -> str:
    """The class; the topmost synsets ('person', 'time') are in a file of their own and name it."""
    own = [f"noun.{word}" for word in words if f"noun.{word}" in CLASSES]
    return own[0] if name == "noun.tops" and own else name


def _senses(file: Path) -> Iterator[tuple[str, list[int]]]:
    for line in file.read_text(encoding="latin-1").splitlines():
        fields = line.split()
        if not line.startswith(" ") and WORD.match(fields[0]):
            yield fields[0], [int(synset) for synset in fields[-int(fields[2]) :]]


def _kinds(senses: Mapping[str, list[int]], parents: Mapping[int, int], fewest: int) -> list[int]:
    count: dict[int, int] = defaultdict(int)
    for synsets in senses.values():
        synset: int | None = synsets[0]
        while synset is not None:
            count[synset] += 1
            synset = parents.get(synset)
    return sorted(synset for synset, words in count.items() if fewest <= words <= MOST)


def _nearest(synset: int | None, parents: Mapping[int, int], number: Mapping[int, int]) -> int:
    while synset is not None and synset not in number:
        synset = parents.get(synset)
    return -1 if synset is None else number[synset]


def _exceptions(folder: Path, part: str) -> list[str]:
    """Irregular forms and what they are forms of, one after the other."""
    lines = (folder / f"{part}.exc").read_text(encoding="latin-1").splitlines()
    pairs = [line.split()[:2] for line in lines]
    return [word for pair in pairs if "_" not in "".join(pair) for word in pair]


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet"))
