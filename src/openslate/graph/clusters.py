"""Which records are one item: accepted links drawn together, people's refusals respected."""

from collections.abc import Iterable, Mapping

import polars as pl

from openslate.graph.links import ACCEPTED, PAIR, REJECTED
from openslate.graph.vocabulary import Columns

Key = tuple[str, str]
"""Source and record."""


class Clusters:
    """Joins records; a join that would bring together a pair kept apart is refused."""

    def __init__(self, apart: Iterable[tuple[Key, Key]] = ()) -> None:
        self._home: dict[Key, Key] = {}
        self._members: dict[Key, set[Key]] = {}
        self._apart: dict[Key, set[Key]] = {}
        for left, right in apart:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)

    def join(self, left: Key, right: Key) -> bool:
        """Make two records one item; False when that would join a pair kept apart."""
        a, b = self.home(left), self.home(right)
        if a == b:
            return True
        refused = set[Key]().union(*(self._apart.get(key, set()) for key in self._of(a)))
        if refused & self._of(b):
            return False
        self._members[a] = self._of(a) | self._of(b)
        for member in self._of(b):
            self._home[member] = a
        return True

    def home(self, key: Key) -> Key:
        """The record that stands for this record's cluster."""
        return self._home.get(key, key)

    def joined(self) -> Mapping[Key, Key]:
        """Home of every record that was joined to another."""
        return self._home

    def _of(self, home: Key) -> set[Key]:
        return self._members.get(home, {home})


def cluster_links(links: pl.DataFrame) -> Clusters:
    """Clusters from accepted links: people's decisions first, then the most confident ones."""
    by_person = pl.col(Columns.DECIDED_BY).is_not_null()
    refused = links.filter(by_person & (pl.col(Columns.STATUS) == REJECTED))
    clusters = Clusters(apart=_pairs(refused))
    accepted = links.filter(pl.col(Columns.STATUS) == ACCEPTED).with_columns(by_person.alias("_p"))
    order = ["_p", Columns.CONFIDENCE, *PAIR]
    for left, right in _pairs(accepted.sort(order, descending=[True, True, *[False] * len(PAIR)])):
        clusters.join(left, right)
    return clusters


def _pairs(links: pl.DataFrame) -> Iterable[tuple[Key, Key]]:
    for a, b, c, d in links.select(PAIR).iter_rows():
        yield (a, b), (c, d)
