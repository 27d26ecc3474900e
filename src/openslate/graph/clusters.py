"""Which records are one item: accepted links drawn together, people's refusals respected."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import polars as pl
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from openslate.graph.links import ACCEPTED, PAIR, REJECTED
from openslate.graph.vocabulary import Columns

Key = tuple[str, str]
"""Source and record."""
SIDES = (Columns.LEFT, Columns.RIGHT)
HOME = "home"
_BY_PERSON = pl.col(Columns.DECIDED_BY).is_not_null()


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
    refused = links.filter(_BY_PERSON & (pl.col(Columns.STATUS) == REJECTED))
    clusters = Clusters(apart=_pairs(refused))
    accepted = links.filter(pl.col(Columns.STATUS) == ACCEPTED).with_columns(_BY_PERSON.alias("_p"))
    order = ["_p", Columns.CONFIDENCE, *PAIR]
    for left, right in _pairs(accepted.sort(order, descending=[True, True, *[False] * len(PAIR)])):
        clusters.join(left, right)
    return clusters


def _pairs(links: pl.DataFrame) -> Iterable[tuple[Key, Key]]:
    for a, b, c, d in links.select(PAIR).iter_rows():
        yield (a, b), (c, d)


def cluster_records(records: pl.DataFrame, links: pl.DataFrame) -> pl.Series:
    """The number of each record's cluster, `home`, in the order of the records.

    Links count where both of their records are here. Clusters are connected components, so those
    in which a person kept no pair apart are found all at once; the others are joined link by link.
    """
    edges = _edges(records, links)
    accepted = edges.filter(pl.col(Columns.STATUS) == ACCEPTED)
    homes = _components(accepted, records.height)
    apart = edges.filter(_BY_PERSON & (pl.col(Columns.STATUS) == REJECTED))
    left, right = (homes[apart[side].to_numpy()] for side in SIDES)
    troubled = np.isin(homes, left[left == right])
    if troubled.any():
        inside = np.flatnonzero(troubled)
        parts = edges.filter(pl.col(Columns.LEFT).is_in(inside.tolist()))
        _join_one_by_one(homes, inside, records, parts)
    return pl.Series(HOME, homes, pl.UInt32)


def _edges(records: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Links with the places of their records, `left` and `right`."""
    keys = records.select(Columns.SOURCE, Columns.RECORD)
    for side, names in zip(SIDES, (PAIR[:2], PAIR[2:]), strict=True):
        links = links.join(
            keys.with_row_index(side), left_on=names, right_on=keys.columns, maintain_order="left"
        )
    return links


def _components(edges: pl.DataFrame, size: int) -> NDArray[np.uint32]:
    ends = tuple(edges[side].to_numpy() for side in SIDES)
    matrix = sp.coo_array((np.ones(edges.height, np.bool_), ends), shape=(size, size))
    _, homes = connected_components(matrix, directed=False)
    return np.asarray(homes, np.uint32)


def _join_one_by_one(
    homes: NDArray[np.uint32], inside: NDArray[np.intp], records: pl.DataFrame, links: pl.DataFrame
) -> None:
    """Number the records in `inside` again, by the record that stands for their cluster."""
    joined = cluster_links(links).joined()
    keys = dict(zip(inside.tolist(), _keys(records[inside]), strict=True))
    places = {key: place for place, key in keys.items()}
    for place, key in keys.items():
        homes[place] = records.height + places[joined.get(key, key)]


def _keys(records: pl.DataFrame) -> Iterator[Key]:
    yield from records.select(Columns.SOURCE, Columns.RECORD).iter_rows()
