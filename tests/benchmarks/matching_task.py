"""Tasks of matching two catalogues whose truth is known, and how well one was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

Pair = tuple[str, str]
"""Ids of a left and a right record."""


@dataclass(frozen=True, eq=False)
class Task:
    """Two catalogues and the pairs that are one thing.

    `left` and `right` have `record` and vocabulary columns. A right record belongs to one left
    record at most; `one_to_one` says that this holds the other way round, too. Where only some
    pairs were labelled, `judged` has them, and other pairs count neither way.
    """

    title: str
    left: pl.DataFrame
    right: pl.DataFrame
    truth: frozenset[Pair]
    one_to_one: bool = True
    judged: frozenset[Pair] | None = None

    @property
    def records(self) -> int:
        """Records of both sides."""
        return self.left.height + self.right.height


@dataclass(frozen=True)
class Quality:
    """How many pairs were found, how many of them are right, how many there are."""

    found: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the found pairs that are right; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted pairs that were found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 1.0

    @property
    def cells(self) -> tuple[str, str, str]:
        """Precision, recall and F1 as tables show them."""
        return f"{self.precision:.4f}", f"{self.recall:.4f}", f"{self.f1:.4f}"


def quality(found: Iterable[Pair], task: Task) -> Quality:
    """Found pairs against the truth; a pair found twice counts once."""
    pairs = set(found) if task.judged is None else set(found) & task.judged
    return Quality(len(pairs), len(pairs & task.truth), len(task.truth))


def mean_cells(qualities: Sequence[Quality]) -> tuple[str, str, str]:
    """Precision, recall and F1 averaged over tasks, each task counting the same."""
    count = len(qualities)
    return (
        f"{sum(q.precision for q in qualities) / count:.4f}",
        f"{sum(q.recall for q in qualities) / count:.4f}",
        f"{sum(q.f1 for q in qualities) / count:.4f}",
    )


@dataclass(frozen=True)
class Scored:
    """Pairs with the probability that a peer gives them, the surest first."""

    pairs: Sequence[tuple[str, str, float]]

    def best(self, one_to_one: bool) -> "Scored":
        """Each right record with its surest left record only, and each left one but once."""
        lefts: set[str] = set()
        rights: set[str] = set()
        kept = []
        for left, right, sure in self.pairs:
            if right not in rights and not (one_to_one and left in lefts):
                kept.append((left, right, sure))
                lefts.add(left)
                rights.add(right)
        return Scored(kept)

    def at(self, threshold: float) -> list[Pair]:
        """Pairs at least that sure."""
        return [(left, right) for left, right, sure in self.pairs if sure >= threshold]

    def best_threshold(self, task: Task) -> tuple[float, Quality]:
        """The threshold with the best F1 on the truth itself: more than a user could know."""
        best, right = (1.0, Quality(0, 0, len(task.truth))), 0
        pairs = [p for p in self.pairs if task.judged is None or p[:2] in task.judged]
        for count, (one, two, sure) in enumerate(pairs, start=1):
            right += (one, two) in task.truth
            last = count == len(pairs) or pairs[count][2] < sure
            now = Quality(count, right, len(task.truth))
            if last and now.f1 > best[1].f1:
                best = sure, now
        return best
