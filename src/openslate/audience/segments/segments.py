"""Named groups of viewers, in the form in which figures about an audience are made."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from openslate.common.errors import NotFoundError, SlateError
from openslate.common.text import nearest

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Segment:
    """One group of viewers; `members` is bool over the viewers of the `Segments` it is in."""

    name: str
    title: str
    members: Mask
    about: str = ""

    @property
    def size(self) -> int:
        """How many viewers are in it."""
        return int(self.members.sum())


@dataclass(frozen=True, eq=False)
class Segments:
    """One way of dividing an audience: `groups` over the same `viewers`; they may overlap.

    `name` tells the way: an attribute ("gender"), "declared" or a named version of learned ones.
    Raises SlateError when a group is not over these viewers.
    """

    name: str
    title: str
    viewers: tuple[str, ...]
    groups: tuple[Segment, ...]

    def __post_init__(self) -> None:
        for group in self.groups:
            if group.members.shape != (len(self.viewers),):
                raise SlateError(
                    f"Segment {group.name!r} is over {group.members.size} viewers, "
                    f"not over these {len(self.viewers)}"
                )

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.groups)

    def __getitem__(self, name: str) -> Segment:
        """The group of this name; NotFoundError names the nearest."""
        found = next((group for group in self.groups if group.name == name), None)
        if found is None:
            meant = nearest(name, [group.name for group in self.groups])
            raise NotFoundError(
                f"There is no segment {name!r} in {self.name!r}",
                do=f"Did you mean {meant!r}?" if meant else None,
            )
        return found

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each viewer stands in `viewers`."""
        return {viewer: place for place, viewer in enumerate(self.viewers)}

    def over(self, viewers: tuple[str, ...]) -> "Segments":
        """The same groups over other viewers, in their order; a stranger is in none."""
        at = np.array([self.places.get(viewer, -1) for viewer in viewers], dtype=np.int64)
        groups = tuple(
            Segment(g.name, g.title, np.append(g.members, False)[at], g.about) for g in self.groups
        )
        return Segments(self.name, self.title, viewers, groups)
