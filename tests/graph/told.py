"""A record for tests of the store, which knows no readers."""

from dataclasses import dataclass, field
from typing import Any

from openslate.graph.quad_store import QuadStore


@dataclass(frozen=True)
class Told:
    """A record as small as the store accepts it."""

    id: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)


def everything(store: QuadStore) -> set[tuple[str, str]]:
    """Every triple of every named graph, for saying that nothing changed."""
    return {(graph, line) for graph in store.quads.graphs() for line in store.quads.dump(graph)}
