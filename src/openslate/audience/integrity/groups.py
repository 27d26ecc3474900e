"""Accounts that evidence ties together are one group, reviewed as one."""

from collections.abc import Iterable, Sequence

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from openslate.audience.integrity.bursts import BurstFindings
from openslate.audience.integrity.pair_findings import PairFindings
from openslate.audience.integrity.viewings import IntArray


def group_accounts(
    flagged: IntArray,
    pairs: Iterable[PairFindings],
    bursts: BurstFindings,
    false_discoveries: float,
) -> list[IntArray]:
    """The flagged accounts in groups, each ascending: connected by significant pairs or one burst.

    A pair is significant when, of all others, fewer than `false_discoveries` would tie to an
    ordinary account by chance. Accounts that are tied to nobody stand alone.
    """
    number = np.full(bursts.accounts, -1)
    number[flagged] = np.arange(len(flagged))
    ties = [_significant(found, false_discoveries) for found in pairs]
    ties += [_chain(burst.viewers) for burst in bursts.bursts]
    edges = number[np.concatenate([np.zeros((0, 2), dtype=np.int64), *ties])]
    edges = edges[(edges >= 0).all(axis=1)]
    shape = (len(flagged), len(flagged))
    graph = sp.coo_matrix((np.ones(len(edges)), edges.T), shape=shape)
    _, group = connected_components(graph, directed=False)
    return _parts(flagged, group)


def _significant(found: PairFindings, false_discoveries: float) -> IntArray:
    return found.pairs[found.p * max(found.accounts - 1, 1) <= false_discoveries]


def _chain(viewers: IntArray) -> IntArray:
    return np.column_stack((viewers[:-1], viewers[1:]))


def _parts(flagged: IntArray, group: Sequence[int] | IntArray) -> list[IntArray]:
    order = np.argsort(group, kind="stable")
    cuts = np.flatnonzero(np.diff(np.asarray(group)[order])) + 1
    return [part for part in np.split(flagged[order], cuts) if len(part)]
