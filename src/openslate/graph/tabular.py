"""Common questions to a graph store, answered as frames of text."""

import polars as pl

from openslate.graph.quads import Quads


def csv_frame(text: bytes) -> pl.DataFrame:
    """The CSV that a SPARQL engine answers with, as columns of text.

    It cannot tell an empty text from none, so both are null, from every engine.
    """
    return pl.read_csv(text, infer_schema=False)


def graph_frame(quads: Quads, graph: str) -> pl.DataFrame:
    """Every triple of one named graph as text: columns `s`, `p`, `o`."""
    return quads.table(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")


def term_frame(quads: Quads, graph: str, term: str) -> pl.DataFrame:
    """Subjects and objects of one term in one named graph as text: columns `s`, `o`.

    Asking term by term costs half of reading a whole graph: the engine looks up every text it
    gives out, and the terms are most of them.
    """
    return quads.table(f"SELECT ?s ?o WHERE {{ GRAPH <{graph}> {{ ?s <{term}> ?o }} }}")
