"""What Slate asks of a graph store, so that any SPARQL 1.1 engine can be one."""

from collections.abc import Iterable, Iterator
from typing import Protocol

import polars as pl

from openslate.graph.answers import Answer, Limits


class Quads(Protocol):
    """Named graphs of triples. Texts are canonical N-Triples lines; graphs are bare IRIs."""

    def load(self, graph: str, lines: Iterable[str]) -> int:
        """Add many triples to a graph in bounded memory, how many. Not atomic: mark after."""
        ...

    def update(self, text: str) -> None:
        """Run a SPARQL update; all its steps are one transaction."""
        ...

    def table(self, query: str) -> pl.DataFrame:
        """The answers of a SELECT as text columns named like its variables.

        Unbound is null, and so is the empty text: the CSV of SPARQL cannot tell them apart.
        """
        ...

    def answer(self, query: str, graph: str | None, limits: Limits) -> Answer:
        """The typed answer to a SELECT, ASK, CONSTRUCT or DESCRIBE, read only as far as the limits.

        `graph` is asked where the query names none, and all named graphs can be named; None leaves
        both to the query's FROM. Raises SyntaxError for what is no query.
        """
        ...

    def dump(self, graph: str) -> Iterator[str]:
        """Every triple of a graph as a line of N-Triples, in no order; none if it is not there."""
        ...

    def graphs(self) -> list[str]:
        """The named graphs that hold something."""
        ...

    def clear(self, graph: str) -> None:
        """Remove a graph and everything in it. Not atomic: unmark before."""
        ...

    def close(self) -> None:
        """Write everything out and let go."""
        ...
