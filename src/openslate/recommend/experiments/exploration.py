"""Exploring: now and then another title in a place, with the chance of every place known."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

MOST = 0.2
"""The largest share of places that may be explored."""
PROPOSALS = 64
TRIES = 8
"""Draws before a place keeps its item, where rules leave little choice."""

Items = tuple[int, ...]


@dataclass(frozen=True)
class Explorable:
    """A row that may be explored: its items, which slots are held (by pins), what could stand in.

    `holds` says whether a whole row meets every rule. A row in which something was relaxed already
    holds all its slots.
    """

    items: Items
    held: tuple[bool, ...]
    candidates: Items
    holds: Callable[[Sequence[int]], bool]


@dataclass(frozen=True)
class Explored:
    """A drawn page: its rows, the chance that each place shows what it shows, all it can show."""

    rows: tuple[Items, ...]
    chances: tuple[tuple[float, ...], ...]
    possible: tuple[tuple[frozenset[int], ...], ...]


def explore(
    rows: Sequence[Explorable], share: float, design: np.random.Generator, draw: np.random.Generator
) -> Explored:
    """Draw a page in which a `share` of the places is explored: on average, and of each row at most
    the next whole number of slots.

    `design` makes some dozens of whole pages, each within all rules and without a title twice;
    `draw` then picks the page as it was, or one of them, each as likely as any other. A place's
    chance is thus a count, whatever the rules are, and replaying with the same generators gives
    the same page.
    """
    pages = [_proposal(rows, share, design) for _ in range(PROPOSALS)]
    chance = _chance(rows, share)
    shown = tuple(row.items for row in rows)
    drawn = draw.random()
    if drawn < chance:
        shown = pages[min(int(drawn / chance * PROPOSALS), PROPOSALS - 1)]
    counts = [_counts(pages, number) for number in range(len(rows))]
    return Explored(
        shown,
        tuple(_chances(row, shown[i], counts[i], chance) for i, row in enumerate(rows)),
        tuple(_possible(row, counts[i], chance) for i, row in enumerate(rows)),
    )


def _chance(rows: Sequence[Explorable], share: float) -> float:
    """Of showing a proposal at all: less than 1 where a whole number of slots would be too many."""
    wanted = sum(share * len(row.items) for row in rows)
    given = sum(_slots(row, share) for row in rows)
    return min(1.0, wanted / given) if given else 0.0


def _slots(row: Explorable, share: float) -> int:
    """How many slots of a row each proposal explores."""
    # Sums of floats may stand a little above a whole number.
    return min(ceil(share * len(row.items) - 1e-9), row.held.count(False), len(row.candidates))


def _proposal(
    rows: Sequence[Explorable], share: float, design: np.random.Generator
) -> tuple[Items, ...]:
    used: set[int] = set()
    pages = []
    for row in rows:
        pages.append(_row(row, _slots(row, share), used, design))
        used.update(pages[-1])
    return tuple(pages)


def _row(row: Explorable, count: int, used: set[int], design: np.random.Generator) -> Items:
    """The row with some slots given to candidates; one that no candidate fits keeps its item."""
    free = [slot for slot, held in enumerate(row.held) if not held]
    items = list(row.items)
    for slot in design.permutation(free)[:count].tolist():
        for number in design.integers(0, len(row.candidates), TRIES).tolist():
            candidate = row.candidates[number]
            tried = [*items[:slot], candidate, *items[slot + 1 :]]
            if candidate not in used and candidate not in items and row.holds(tried):
                items = tried
                break
    return tuple(items)


def _counts(pages: Sequence[tuple[Items, ...]], row: int) -> list[Counter[int]]:
    """How often each slot of a row shows each item, over all proposals."""
    return [Counter(column) for column in zip(*(page[row] for page in pages), strict=True)]


def _chances(
    row: Explorable, shown: Items, counts: Sequence[Counter[int]], chance: float
) -> tuple[float, ...]:
    return tuple(
        (item == usual) * (1 - chance) + chance * count[item] / PROPOSALS
        for item, usual, count in zip(shown, row.items, counts, strict=True)
    )


def _possible(
    row: Explorable, counts: Sequence[Counter[int]], chance: float
) -> tuple[frozenset[int], ...]:
    """What each slot can show: its usual item unless a proposal is certain, and the proposals'."""
    return tuple(
        frozenset({usual} if chance < 1 else ()) | frozenset(count if chance > 0 else ())
        for usual, count in zip(row.items, counts, strict=True)
    )
