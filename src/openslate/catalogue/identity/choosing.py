"""Choosing among open pairs: records that no pair connects do not concern each other."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from openslate.catalogue.identity.candidates import LEFT, RIGHT
from openslate.catalogue.identity.contender import Contender
from openslate.catalogue.identity.decided import Decided
from openslate.catalogue.identity.links import (
    Link,
    cross_links,
    decided_links,
    duplicate_links,
)
from openslate.catalogue.identity.partition import Partition
from openslate.catalogue.identity.records import Key
from openslate.catalogue.identity.rivals import with_rivals
from openslate.catalogue.identity.score import confidence
from openslate.catalogue.identity.settings import ResolverSettings


def choose(
    keys: Sequence[Key], said: Decided, scored: Sequence[Contender], settings: ResolverSettings
) -> tuple[list[Link], Partition]:
    """Links among these records, and the works they make; `scored` are open pairs in any order."""
    accepted = set(said.accepted)
    ordered = sorted(
        (found for found in scored if (found.left, found.right) not in accepted),
        key=lambda found: (-found.odds, found.left, found.right),
    )
    inside = [found for found in ordered if found.within_source]
    across = _across(ordered, settings)
    works, draft = (Partition(keys, said.rejected, settings.several) for _ in range(2))
    links = decided_links(said, works) + duplicate_links(inside, works, settings)
    decided_links(said, draft)
    duplicate_links(inside, draft, settings)
    return links + cross_links(across, works, draft, settings), works


def _across(ordered: Sequence[Contender], settings: ResolverSettings) -> list[Contender]:
    """Pairs of two sources, the surest first, now that their rivals are known."""
    between = [found for found in ordered if not found.within_source]
    told = [
        found for found in with_rivals(between, settings) if confidence(found.odds) >= settings.wait
    ]
    return sorted(told, key=lambda found: (-found.odds, found.left, found.right))


def concerned(
    size: int, touched: np.ndarray, open_pairs: pl.DataFrame, said: Sequence[tuple[int, int]]
) -> np.ndarray:
    """Rows that pairs or decisions connect to a touched one; bool by row."""
    ones, others = open_pairs[LEFT].to_numpy(), open_pairs[RIGHT].to_numpy()
    left = np.concatenate([ones, np.array([pair[0] for pair in said], ones.dtype)])
    right = np.concatenate([others, np.array([pair[1] for pair in said], ones.dtype)])
    graph = coo_array((np.ones(len(left), bool), (left, right)), shape=(size, size))
    count, part = connected_components(graph, directed=False)
    hit = np.zeros(count, bool)
    hit[part[touched]] = True
    found: np.ndarray = hit[part]
    return found
