"""Finding words that a draft took from the catalogue, near-verbatim, fast enough for all of it.

Shingles of `SIZE` words as numbers, as Broder (1997, "On the resemblance and containment of
documents") compares documents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openslate.assistant.grounding.sentences import MOST_LETTERS, words

SIZE = 5
VERBATIM = 8
"""Words in a row that count as taken."""
CONTAINED = 0.5
"""Share of a draft's shingles in one text from which it counts as taken, changed here and there."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Overlap:
    """A text of the catalogue that a draft shares words with.

    `words` is the longest run in words, `share` how much of the draft is in there (0 to 1), `own`
    whether the text is about the draft's own title, so that it may be cited.
    """

    subject: str
    words: int
    share: float
    own: bool


class OverlapIndex:
    """Texts by subject, made ready once; asked for each draft."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._subjects = tuple(texts)
        self._known: dict[str, int] = {}
        found = [self._numbers(text) for text in texts.values()]
        sizes = [len(one) for one in found]
        numbers = np.concatenate(found) if found else np.empty(0, np.uint64)
        order = np.argsort(numbers, kind="stable")
        self._sorted = numbers[order]
        self._owner = np.repeat(np.arange(len(sizes)), sizes)[order]

    def find(self, text: str, own: str) -> tuple[Overlap, ...]:
        """Texts that a draft about `own` shares too much with, the most shared first."""
        numbers = self._numbers(text)
        hits = self._hits(numbers)
        found = []
        for owner, places in hits.items():
            run = _longest_run(sorted(places)) + SIZE - 1
            share = len(places) / len(numbers)
            if run >= VERBATIM or share >= CONTAINED:
                subject = self._subjects[owner]
                found.append(Overlap(subject, run, round(share, 3), subject == own))
        return tuple(sorted(found, key=lambda one: (-one.share, -one.words, one.subject)))

    def _hits(self, numbers: Numbers) -> dict[int, set[int]]:
        """Of each text the places of the draft's shingles that are in it."""
        starts = np.searchsorted(self._sorted, numbers, "left")
        ends = np.searchsorted(self._sorted, numbers, "right")
        hits: dict[int, set[int]] = {}
        for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
            for owner in set(self._owner[start:end].tolist()):
                hits.setdefault(owner, set()).add(place)
        return hits

    def _numbers(self, text: str) -> Numbers:
        """A number for each `SIZE` words in a row."""
        ids = [
            self._known.setdefault(word.folded, len(self._known) + 1)
            for word in words(text[:MOST_LETTERS])
        ]
        count = len(ids) - SIZE + 1
        if count <= 0:
            return np.empty(0, np.uint64)
        told = np.array(ids, np.uint64)
        number = np.zeros(count, np.uint64)
        for offset in range(SIZE):
            number = (number + told[offset : offset + count]) * _FACTOR
            number ^= number >> np.uint64(29)
        return number


def _longest_run(places: Sequence[int]) -> int:
    longest = run = 0
    last = -2
    for place in places:
        run = run + 1 if place == last + 1 else 1
        longest, last = max(longest, run), place
    return longest
