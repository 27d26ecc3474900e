"""Links as triples and back."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from openslate.common.ids import short_id
from openslate.graph.delivery import record_iri, record_key
from openslate.graph.links import LINK_SCHEMA, PAIR, conform
from openslate.graph.ntriples import iri, literal, triple
from openslate.graph.quads import Quads
from openslate.graph.vocabulary import DATA, Columns, Graphs, Terms

_TEXTS = {
    Columns.METHOD: Terms.METHOD,
    Columns.EVIDENCE: Terms.EVIDENCE,
    Columns.STATUS: Terms.STATUS,
    Columns.DECIDED_BY: Terms.DECIDED_BY,
    Columns.CONTRIBUTIONS: Terms.CONTRIBUTIONS,
}
_QUERY = f"""
SELECT * WHERE {{ GRAPH <{Graphs.LINKS}> {{
  ?link a <{Terms.LINK}>; <{Terms.CONFIDENCE}> ?{Columns.CONFIDENCE} ;
    <{Terms.LEFT}> ?{Columns.LEFT} ; <{Terms.RIGHT}> ?{Columns.RIGHT} .
  {" ".join(f"OPTIONAL {{ ?link <{term}> ?{column} }}" for column, term in _TEXTS.items())} }} }}
"""


def link_lines(links: pl.DataFrame) -> Iterator[str]:
    """All triples of these links."""
    for link in links.iter_rows(named=True):
        yield from _lines(link)


def read_links(quads: Quads) -> pl.DataFrame:
    """All links of the graph in `LINK_SCHEMA`, ordered by pair."""
    found = quads.table(_QUERY)
    left, right = (_records(found[side]) for side in (Columns.LEFT, Columns.RIGHT))
    left.columns, right.columns = PAIR[:2], PAIR[2:]
    links = pl.concat([left, right, found], how="horizontal")
    return conform(links.select(list(LINK_SCHEMA)))


def _records(iris: pl.Series) -> pl.DataFrame:
    keys = [record_key(text) for text in iris]
    schema = {Columns.SOURCE: pl.String, Columns.RECORD: pl.String}
    return pl.DataFrame(keys, schema, orient="row")


def _lines(link: dict[str, Any]) -> Iterator[str]:
    left, right = [record_iri(link[s], link[r]) for s, r in (PAIR[:2], PAIR[2:])]
    subject = f"{DATA}link:{short_id('', left, right)}"
    yield triple(subject, Terms.TYPE, iri(Terms.LINK))
    yield triple(subject, Terms.LEFT, iri(left))
    yield triple(subject, Terms.RIGHT, iri(right))
    yield triple(subject, Terms.CONFIDENCE, literal(link[Columns.CONFIDENCE], "number"))
    for column, term in _TEXTS.items():
        if link[column]:
            yield triple(subject, term, literal(link[column]))
