"""Finds names that are spelt nearly as asked among a hundred thousand, in about a millisecond."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Indel

_LETTERS = 64  # codes that letters are folded into; those that share one only cost time
CANDIDATES = 40


class NearNames:
    """Names by the groups of three letters they hold; the nearest are compared letter by letter.

    A name is a folded text; `weights` says how well known each is, which decides between names
    that are equally near.
    """

    def __init__(self, names: Sequence[str], weights: Sequence[float]) -> None:
        self.names = names
        self._known = np.log1p(np.asarray(weights, dtype=np.float64))
        codes, owner = _grams([f" {name} " for name in names])
        order = np.argsort(codes, kind="stable")
        self._owner = owner[order]
        self._starts = np.searchsorted(codes[order], np.arange(_LETTERS**3 + 1))
        self._sizes = np.bincount(owner, minlength=len(names))

    def near(self, asked: str, least: float) -> list[tuple[int, float]]:
        """Places and likeness (0 to 1) of names at least so like, best known of the nearest first.

        Likeness is that of the letters in order, with or without blanks; two letters that changed
        places count as one mistake.
        """
        found = [(at, likeness(asked, self.names[at])) for at in self._candidates(asked)]
        good = [(at, like) for at, like in found if like >= least]
        return sorted(good, key=lambda one: (-self._worth(*one), one[0]))

    def _worth(self, at: int, like: float) -> float:
        return like + 0.02 * float(self._known[at])

    def _candidates(self, asked: str) -> list[int]:
        """Names that share most groups of letters, by Dice's coefficient."""
        if not self.names:
            return []
        codes, _ = _grams([f" {asked} "])
        slices = [self._owner[self._starts[c] : self._starts[c + 1]] for c in np.unique(codes)]
        if not slices:
            return []
        shared = np.bincount(np.concatenate(slices), minlength=len(self.names))
        dice = 2 * shared / (self._sizes + len(codes)) + 0.01 * self._known
        few = min(CANDIDATES, len(dice) - 1)
        best = np.argpartition(-dice, few)[: few + 1]
        return [int(at) for at in best if shared[at]]


def likeness(asked: str, name: str) -> float:
    """How alike two folded texts are, 0 to 1.

    >>> likeness("leonardo di caprio", "leonardo dicaprio"), likeness("jhon", "john")
    (1.0, 0.75)
    """
    tight = OSA.normalized_similarity(asked.replace(" ", ""), name.replace(" ", ""))
    return max(tight, Indel.normalized_similarity(asked, name) - 0.02)


def _grams(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Codes of all groups of three letters, and which text each is of."""
    joined = "".join(texts)
    letters = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32) % _LETTERS
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    owner = np.repeat(np.arange(len(texts)), lengths)
    if len(letters) < 3:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    a, b, c = (letters[at : len(letters) - 2 + at].astype(np.int64) for at in range(3))
    codes = (a * _LETTERS + b) * _LETTERS + c
    whole = owner[:-2] == owner[2:]
    return codes[whole], owner[:-2][whole]
