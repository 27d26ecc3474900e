"""Which groups may be told of: none too small, and none that could be had by subtraction."""

from collections.abc import Sequence

import numpy as np

from openslate.audience.segments.segments import Mask


def shown_groups(members: Sequence[Mask], least: int) -> list[bool]:
    """For each group whether its figures may be shown, when those of everybody are shown too.

    A group is shown when it has `least` members, and so has whatever is left when it is taken from
    everybody or from another group that is shown, or nothing is left. All that the shown groups
    leave of everybody must be as large, too. The larger are shown first; `members` are bool over
    the same viewers.
    """
    everybody = np.ones(len(members[0]) if members else 0, dtype=np.bool_)
    order = sorted(range(len(members)), key=lambda i: (-int(members[i].sum()), i))
    shown: list[int] = []
    for place in order:
        others = [everybody, *(members[i] for i in shown)]
        if members[place].sum() >= least and _safe(members[place], others, least):
            shown.append(place)
    while shown and not _large(_rest(everybody, members, shown), least):
        shown.pop()  # the smallest: with it the rest grows
    return [place in shown for place in range(len(members))]


def _safe(group: Mask, others: Sequence[Mask], least: int) -> bool:
    """Whether no difference of the group with one that it lies in, or that lies in it, is small."""
    return all(
        _large(int((other & ~group).sum()), least) for other in others if not (group & ~other).any()
    )


def _rest(everybody: Mask, members: Sequence[Mask], shown: Sequence[int]) -> int:
    """How many viewers are in no group that is shown."""
    covered = np.zeros_like(everybody)
    for place in shown:
        covered |= members[place]
    return int((everybody & ~covered).sum())


def _large(size: int, least: int) -> bool:
    return size == 0 or size >= least
