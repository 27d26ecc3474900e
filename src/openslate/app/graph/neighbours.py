"""What is one step away from an item or a name: few enough to draw, all of them as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from openslate.app.graph.connections import (
    COMPANIES,
    KINDS,
    PEOPLE,
    SERIES,
    TOPICS,
    Bonds,
    Connections,
    most_frequent,
    roles_in,
)
from openslate.app.graph.graph_views import ITEMS, Neighbour, Neighbourhood
from openslate.app.graph.subjects import SINGULAR, find_name, work_of
from openslate.app.labels import topic_label
from openslate.common.errors import SlateError
from openslate.common.text import join_words
from openslate.graph.vocabulary import FIELD

GROUPS = {PEOPLE: (PEOPLE,), COMPANIES: (COMPANIES,), "topics": TOPICS, ITEMS: (ITEMS,)}
DRAWN = 23  # nodes around the one in the middle
SHARES = {PEOPLE: 9, ITEMS: 6, "topics": 5, COMPANIES: 3}
"""Nodes of each group when all are asked for; what a group leaves goes to the others."""
LISTED = 40  # rows of a group in the table
NEAR = 12  # items near an item
TELLING = (PEOPLE, COMPANIES, SERIES, FIELD["tags"].column)
"""Kinds that say something when two items share one; genres and countries are too general."""


@dataclass(frozen=True)
class ShowNeighbours:
    """The neighbourhood of an item (kind 'items', by its id) or of a name of another kind.

    Around an item names come rarest first, of those that lead somewhere; around a name those come
    first that it shares most items with.
    """

    connections: Connections

    def __call__(self, kind: str, key: str, group: str | None = None) -> Neighbourhood:
        if group is not None and group not in GROUPS:
            raise SlateError(
                f"There is no group {group!r}", do=f"Ask for {join_words(GROUPS, 'or')}"
            )
        around = self._of_item if kind == ITEMS else self._of_name
        label, key, found = around(kind, key)
        if group is not None:
            found = [neighbour for neighbour in found if neighbour.group == group]
        drawn = _drawn(found)
        marked = tuple(replace(each, drawn=id(each) in drawn) for each in _listed(found))
        return Neighbourhood(kind, key, label, group, marked, len(found))

    def _of_item(self, _kind: str, key: str) -> tuple[str, str, list[Neighbour]]:
        index = self.connections.snapshot.index_of(key)
        found = [n for kind in KINDS for n in self._names_of(kind, index)]
        found.extend(self._near(index))
        return work_of(self.connections, index, {}).name, key, found

    def _names_of(self, kind: str, index: int) -> Iterator[Neighbour]:
        """An item's names of one kind: those leading to other items first, the rarest first."""
        bonds = self.connections[kind]
        names = sorted(
            bonds.names_of(index),
            key=lambda pair: (bonds.counts[pair[0]] == 1, bonds.counts[pair[0]]),
        )
        for code, bits in names:
            relation = ", ".join(roles_in(bits)) if kind == PEOPLE else SINGULAR[kind]
            yield _neighbour(bonds, code, relation, int(bonds.counts[code]))

    def _near(self, index: int) -> Iterator[Neighbour]:
        """Items that share the rarest names, each weighing log(items / items that have it)."""
        weights = np.zeros(self.connections.snapshot.size)
        for kind in TELLING:
            bonds = self.connections[kind]
            for code, _ in bonds.names_of(index):
                weights[bonds.items_of(code)] += np.log(len(weights) / bonds.counts[code])
        weights[index] = 0
        best = np.argsort(-weights, kind="stable")[:NEAR]
        for other in (int(each) for each in best if weights[each] > 0):
            shared = self._shared(index, other)
            work = work_of(self.connections, other, {})
            label = f"{work.name} ({work.year})" if work.year else work.name
            others = f" and {len(shared) - 1} more" if len(shared) > 1 else ""
            relation = f"shares {shared[0]}{others}"
            yield Neighbour(ITEMS, ITEMS, work.item, label, relation, len(shared))

    def _shared(self, one: int, other: int) -> list[str]:
        """Names that two items share, rarest first."""
        found: list[tuple[int, str]] = []
        for kind in TELLING:
            bonds = self.connections[kind]
            both = {code for code, _ in bonds.names_of(one)}
            both &= {code for code, _ in bonds.names_of(other)}
            found.extend((int(bonds.counts[code]), bonds.name(code)) for code in both)
        return [name for _, name in sorted(found)]

    def _of_name(self, kind: str, key: str) -> tuple[str, str, list[Neighbour]]:
        bonds = self.connections[kind]
        code = find_name(bonds, key)
        items, bits = bonds.items_of(code), bonds.bits_of(code)
        found = []
        for item in self.connections.latest_first(items):
            work = work_of(self.connections, item, bits)
            label = f"{work.name} ({work.year})" if work.year else work.name
            found.append(
                Neighbour(ITEMS, ITEMS, work.item, label, ", ".join(work.roles) or "item", 1)
            )
        for other in KINDS:
            tally = self.connections[other].tally(items)
            if other == kind:
                tally[code] = 0
            found.extend(_together(self.connections[other], tally))
        return topic_label(kind, bonds.name(code)), bonds.name(code), found


def _together(bonds: Bonds, tally: NDArray[np.int64]) -> Iterator[Neighbour]:
    for code, count in most_frequent(tally, len(tally)):
        relation = f"{SINGULAR[bonds.kind]}, {count:,} item{'s' if count > 1 else ''}"
        yield _neighbour(bonds, code, relation, count)


def _neighbour(bonds: Bonds, code: int, relation: str, items: int) -> Neighbour:
    name = bonds.name(code)
    return Neighbour(
        _group(bonds.kind), bonds.kind, name, topic_label(bonds.kind, name), relation, items
    )


def _group(kind: str) -> str:
    return next(group for group, kinds in GROUPS.items() if kind in kinds)


def _by_group(found: Sequence[Neighbour]) -> dict[str, list[Neighbour]]:
    return {group: [n for n in found if n.group == group] for group in GROUPS}


def _listed(found: Sequence[Neighbour]) -> list[Neighbour]:
    """The first of each group."""
    return [n for named in _by_group(found).values() for n in named[:LISTED]]


def _drawn(found: Sequence[Neighbour]) -> set[int]:
    """Which to draw, by identity: each group's share, then the others in turn."""
    groups = _by_group(found)
    chosen = [n for group, named in groups.items() for n in named[: SHARES[group]]]
    rest = [n for group, named in groups.items() for n in named[SHARES[group] : LISTED]]
    return {id(neighbour) for neighbour in (chosen + rest)[:DRAWN]}
