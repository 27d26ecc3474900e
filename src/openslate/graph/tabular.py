"""Asks the quad store in SPARQL and gets a frame: rows never pass through Python one by one."""

from typing import Any

import polars as pl
import pyoxigraph as ox


def query_frame(store: ox.Store, query: str) -> pl.DataFrame:
    """The answers of a SELECT as text columns named like its variables; unbound is null."""
    solutions: Any = store.query(query)
    text = solutions.serialize(format=ox.QueryResultsFormat.CSV)
    return pl.read_csv(text, infer_schema=False)


def graph_frame(store: ox.Store, graph: str) -> pl.DataFrame:
    """Every triple of one named graph as text: columns `s`, `p`, `o`."""
    return query_frame(store, f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")


def term_frame(store: ox.Store, graph: str, term: str) -> pl.DataFrame:
    """Subjects and objects of one term in one named graph as text: columns `s`, `o`.

    Asking term by term costs half of reading a whole graph: the engine looks up every text it
    gives out, and the terms are most of them.
    """
    return query_frame(store, f"SELECT ?s ?o WHERE {{ GRAPH <{graph}> {{ ?s <{term}> ?o }} }}")
