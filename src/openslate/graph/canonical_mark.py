"""The mark that says that the canonical graph is complete, and what it holds."""

from openslate.graph.quads import Quads
from openslate.graph.vocabulary import Graphs, Terms


def canonical_digest(quads: Quads) -> str | None:
    """Content digest of the canonical graph, None while there is no complete one."""
    query = f"""SELECT ?digest WHERE {{ GRAPH <{Graphs.DELIVERIES}> {{
        <{Graphs.CANONICAL}> <{Terms.DIGEST}> ?digest }} }}"""
    found = quads.table(query)
    return None if found.is_empty() else str(found.item())
