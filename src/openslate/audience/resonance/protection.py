"""Which figures may be shown, so that none about a few viewers can be had, by subtraction either.

A figure is small when fewer viewers than the least size stand behind it. Hiding small figures is
not enough: what is shown of a segment tells of everybody else too, and so of the total; one hidden
figure of a dimension is the total less the others; and segments of different dimensions overlap.
So for every attribute all shown groups are laid side by side as sums of *atoms* (viewers who are in
the same segment of every dimension). A hidden small group whose figure is a linear combination of
shown ones could be computed: then the smallest figure that takes part is hidden as well, until none
can be. This is complementary suppression (Willenborg and de Waal, 2001). What is left after that is
blurred by rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openslate.audience.resonance.dimensions import Dimension

EXACT = 1e-7


@dataclass(frozen=True, eq=False)
class Groups:
    """All segments of all dimensions as sums of atoms.

    `inside` and `outside` are bool [segments, atoms]; `dimension` says to which dimension each
    segment belongs.
    """

    inside: np.ndarray
    outside: np.ndarray
    dimension: np.ndarray
    atom: np.ndarray

    @classmethod
    def of(cls, dimensions: Sequence[Dimension]) -> "Groups":
        """The groups of these dimensions, in their order, and the atom of every viewer."""
        codes = np.stack([dimension.codes for dimension in dimensions], axis=1)
        atoms, atom = np.unique(codes, axis=0, return_inverse=True)
        places = [(d, s) for d, dim in enumerate(dimensions) for s in range(len(dim.segments))]
        inside = np.array([atoms[:, d] == s for d, s in places])
        known = np.array([atoms[:, d] >= 0 for d, _ in places])
        return cls(inside, known & ~inside, np.array([d for d, _ in places]), atom.ravel())

    @cached_property
    def nested(self) -> tuple[tuple[int, int], ...]:
        """Pairs of segments of which the second lies wholly within the first."""
        n = range(len(self.inside))
        within = ~(self.inside[None] & ~self.inside[:, None]).any(axis=2)
        return tuple((a, b) for a in n for b in n if a != b and within[a, b])

    def differences(self) -> np.ndarray:
        """What is left of a segment without one that lies within it, bool [pairs, atoms]."""
        left = [self.inside[a] & ~self.inside[b] for a, b in self.nested]
        return np.array(left, dtype=bool).reshape(len(left), self.inside.shape[1])


class Protector:
    """Decides for each attribute which segments' figures may be shown.

    `protect(counts)` takes how many viewers of each atom watched each attribute and remembers what
    it found out about patterns of hidden and shown, which repeat a lot.
    """

    def __init__(self, groups: Groups, least: int) -> None:
        self.groups, self.least = groups, least
        self._guarded = np.concatenate([groups.inside, groups.outside, groups.differences()])
        self._found: dict[bytes, tuple[int, ...]] = {}

    def protect(self, counts: np.ndarray, wholes: Sequence[np.ndarray] = ()) -> np.ndarray:
        """What may be shown, bool [segments, attributes], from `counts` [atoms, attributes].

        `wholes` are sets of attributes whose shares add up to a whole for every segment: decades,
        say. There, too, one hidden figure would be the rest.
        """
        inside, outside = self.groups.inside @ counts, self.groups.outside @ counts
        shown = np.asarray((inside >= self.least) & (outside >= self.least))
        small = self._guarded @ counts < self.least
        for column in range(counts.shape[1]):
            self._close(shown[:, column], small[:, column], inside[:, column])
        while self._close_wholes(shown, inside, wholes):
            for column in np.concatenate(list(wholes)):
                self._close(shown[:, column], small[:, column], inside[:, column])
        return shown

    def _close(self, shown: np.ndarray, small: np.ndarray, counts: np.ndarray) -> None:
        """Hide more, in place, until no small group of one attribute can be computed."""
        while shown.any():
            taking_part = self._leak(shown, small) or self._left_over(shown, counts)
            if not taking_part:
                return
            shown[min(taking_part, key=lambda segment: (counts[segment], segment))] = False

    def _leak(self, shown: np.ndarray, small: np.ndarray) -> tuple[int, ...]:
        """Shown segments from which a small group can be computed; empty when none can."""
        key = shown.tobytes() + small.tobytes()
        if key not in self._found:
            self._found[key] = self._solve(np.flatnonzero(shown), self._guarded[small])
        return self._found[key]

    def _solve(self, shown: np.ndarray, small: np.ndarray) -> tuple[int, ...]:
        rows = np.concatenate([self.groups.inside[shown], self.groups.outside[shown]]).astype(float)
        wanted = small[small.any(axis=1)].astype(float)
        if not len(wanted):
            return ()
        weights = np.linalg.lstsq(rows.T, wanted.T, rcond=None)[0]
        missed = np.abs(rows.T @ weights - wanted.T).max(axis=0)
        leaks = np.flatnonzero(missed < EXACT)
        if not len(leaks):
            return ()
        used = np.abs(weights[:, leaks[0]]) > EXACT
        count = len(shown)
        return tuple(int(shown[at]) for at in range(count) if used[at] or used[count + at])

    def _left_over(self, shown: np.ndarray, counts: np.ndarray) -> tuple[int, ...]:
        """Shown segments of a dimension whose hidden ones together have too few viewers."""
        for number in np.unique(self.groups.dimension):
            own = self.groups.dimension == number
            hidden = own & ~shown
            if hidden.any() and (own & shown).any() and counts[hidden].sum() < self.least:
                return tuple(np.flatnonzero(own & shown).tolist())
        return ()

    def _close_wholes(
        self, shown: np.ndarray, counts: np.ndarray, wholes: Sequence[np.ndarray]
    ) -> bool:
        """Hide a second attribute of a whole where just one, or too little, is hidden."""
        changed = False
        for columns in wholes:
            for segment in range(len(shown)):
                seen = columns[shown[segment, columns]]
                rest = columns[~shown[segment, columns]]
                few = len(rest) == 1 or counts[segment, rest].sum() < self.least
                if len(rest) and len(seen) and few:
                    shown[segment, seen[np.argmin(counts[segment, seen])]] = False
                    changed = True
        return changed


def about(count: np.ndarray, rounding: int) -> np.ndarray:
    """Numbers of viewers as they are shown: the nearest multiple of `rounding`.

    >>> about(np.array([24, 25, 26]), 10).tolist()
    [20, 20, 30]
    """
    return np.asarray(np.rint(np.asarray(count) / rounding) * rounding).astype(np.int64)
