"""Which groups each of many things is in, as with films and their directors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Groups:
    """A sparse matrix of things by groups, with the groups of each thing side by side.

    Thing `i` is in `numbers[starts[i] : starts[i + 1]]`, each number once; groups count from 0.

    >>> films = Groups.of_lists([[0, 1], [1], []])  # two directors made the first film together
    >>> films.of(0), films.of(2), films.things_in(1).tolist()
    ((0, 1), (), [0, 1])
    """

    starts: Indices
    numbers: Indices

    @classmethod
    def of_each(cls, numbers: ArrayLike) -> "Groups":
        """One group for each thing; -1 is none."""
        each = np.asarray(numbers, dtype=np.intp)
        return cls(np.concatenate([[0], np.cumsum(each >= 0)]), each[each >= 0])

    @classmethod
    def of_lists(cls, lists: Iterable[Sequence[int]]) -> "Groups":
        """Any number of groups for each thing."""
        each = [sorted(set(numbers)) for numbers in lists]
        flat = [number for numbers in each for number in numbers]
        starts = np.cumsum([0, *map(len, each)], dtype=np.intp)
        return cls(starts, np.array(flat, dtype=np.intp))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, thing: int) -> tuple[int, ...]:
        """The groups of one thing."""
        starts, numbers = self._listed
        return tuple(numbers[starts[thing] : starts[thing + 1]])

    def of_all(self, things: Iterable[int]) -> list[int]:
        """The groups of several things one after the other, as often as they occur."""
        return [number for thing in things for number in self.of(thing)]

    def things_in(self, group: int) -> Indices:
        """The things in one group, in order."""
        starts, things = self._by_group
        return things[starts[group] : starts[group + 1]]

    def counts(self, kept: NDArray[np.bool_]) -> Indices:
        """How many of the things in `kept` (bool by thing) each group has."""
        return np.bincount(self.numbers[kept[self._owners]], minlength=self.count)

    def only(self, kept: NDArray[np.bool_]) -> "Groups":
        """The same, with things that are not in `kept` (bool by thing) in no group."""
        stays = kept[self._owners]
        left = np.bincount(self._owners[stays], minlength=len(self))
        return Groups(np.concatenate([[0], np.cumsum(left)]), self.numbers[stays])

    @cached_property
    def count(self) -> int:
        """How many groups there are."""
        return int(self.numbers.max(initial=-1)) + 1

    @cached_property
    def most_each(self) -> int:
        """The most groups that one thing is in."""
        return int(np.diff(self.starts).max(initial=0))

    @cached_property
    def _listed(self) -> tuple[list[int], list[int]]:
        """Plain lists: single things are looked up in them ten times as fast as in arrays."""
        return self.starts.tolist(), self.numbers.tolist()

    @cached_property
    def _owners(self) -> Indices:
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    @cached_property
    def _by_group(self) -> tuple[Indices, Indices]:
        order = np.argsort(self.numbers, kind="stable")
        sizes = np.bincount(self.numbers, minlength=self.count)
        return np.concatenate([[0], np.cumsum(sizes)]), self._owners[order]
