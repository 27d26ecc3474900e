"""Ways of parting viewers into segments that do not overlap."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from openslate.audience.segments.segments import Segment, Segments
from openslate.common.errors import NotFoundError
from openslate.common.text import nearest

UNKNOWN = -1
OTHERS = "others"


@dataclass(frozen=True, eq=False)
class Dimension:
    """One way of parting viewers: `codes` says for each viewer which of `segments`, or UNKNOWN.

    Segments of one dimension never overlap; where they would, each is a dimension of its own.
    """

    name: str
    segments: tuple[str, ...]
    codes: np.ndarray

    @cached_property
    def sizes(self) -> np.ndarray:
        """Viewers of each segment, int64 [segments]."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.segments))

    @property
    def known(self) -> np.ndarray:
        """Which viewers are in a segment, bool [viewers]."""
        return self.codes >= 0

    def index_of(self, segment: str) -> int:
        """Place of a segment; raises NotFoundError that names the nearest."""
        if segment not in self.segments:
            meant = nearest(segment, self.segments)
            raise NotFoundError(
                f"There is no segment {segment!r} by {self.name}",
                do=f"Did you mean {meant!r}?" if meant else f"There are: {self._told}",
            )
        return self.segments.index(segment)

    @property
    def _told(self) -> str:
        return ", ".join(self.segments)


def dimension_of(name: str, labels: Sequence[str | None], least: int = 1) -> Dimension:
    """A dimension from each viewer's label, None where it is not known.

    Segments of fewer than `least` viewers are joined to those of whom nothing is known.
    """
    counts: dict[str, int] = {}
    for label in labels:
        if label is not None:
            counts[label] = counts.get(label, 0) + 1
    segments = sorted((name for name, count in counts.items() if count >= least), key=by_number)
    place = {label: code for code, label in enumerate(segments)}
    codes = [UNKNOWN if label is None else place.get(label, UNKNOWN) for label in labels]
    return Dimension(name, tuple(segments), np.array(codes, dtype=np.int64))


def dimensions_of(segments: Segments, least: int = 1) -> Iterator[Dimension]:
    """Segments as one dimension, or one for each where they overlap; those of two sides only."""
    members = np.array([group.members for group in segments.groups], dtype=np.int64)
    if members.size and members.sum(axis=0).max() > 1:
        made = [_alone(group, least) for group in segments.groups]
    else:
        made = [_together(segments, least)]
    return (dimension for dimension in made if len(dimension.segments) > 1)


def _together(segments: Segments, least: int) -> Dimension:
    labels: list[str | None] = [None] * len(segments.viewers)
    for group in segments.groups:
        for at in np.flatnonzero(group.members):
            labels[at] = group.name.removeprefix(f"{segments.name}:")
    return dimension_of(segments.name, labels, least)


def _alone(group: Segment, least: int) -> Dimension:
    labels = [group.name if member else OTHERS for member in group.members]
    return dimension_of(group.name, labels, least)


def by_number(label: str) -> tuple[float, str]:
    """Orders names by the first number in them, so that bands of age stand in their order.

    >>> sorted(["25 to 34", "under 18", "18 to 24", "F"], key=by_number)
    ['under 18', '18 to 24', '25 to 34', 'F']
    """
    number = re.search(r"\d+", label)
    if number is None:
        return float("inf"), label
    return int(number[0]) - (label.startswith("under")) / 2, label
