"""Loads many triples quickly, in bounded memory."""

from collections.abc import Iterable
from itertools import islice

import pyoxigraph as ox

BATCH = 500_000


def load_lines(store: ox.Store, graph: str, lines: Iterable[str]) -> int:
    """Load lines of N-Triples into a named graph, how many. Not atomic: mark completion after.

    Measured on 400,000 triples: bulk loading text takes 5 s where inserting quads made in Python
    takes 9 s.
    """
    count = 0
    remaining = iter(lines)
    while batch := list(islice(remaining, BATCH)):
        store.bulk_load(
            input="\n".join(batch).encode(),
            format=ox.RdfFormat.N_TRIPLES,
            to_graph=ox.NamedNode(graph),
            lenient=True,  # our own IRIs, already checked when they were made
        )
        count += len(batch)
    return count
