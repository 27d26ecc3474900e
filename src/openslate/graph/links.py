"""Who is who: links between records of different sources, and what people decided about them."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from openslate.common.errors import NotFoundError, SlateError
from openslate.common.ids import short_id
from openslate.graph.delivery import record_iri, record_key
from openslate.graph.ntriples import iri, literal, triple
from openslate.graph.quads import Quads
from openslate.graph.vocabulary import DATA, Columns, Graphs, Terms

PAIR = (Columns.LEFT_SOURCE, Columns.LEFT_RECORD, Columns.RIGHT_SOURCE, Columns.RIGHT_RECORD)
ACCEPTED, WAITING, REJECTED = "accepted", "waiting", "rejected"
STATUSES = (ACCEPTED, WAITING, REJECTED)
LINK_SCHEMA: dict[str, pl.DataType] = {
    **dict.fromkeys(PAIR, pl.String()),
    Columns.CONFIDENCE: pl.Float64(),
    Columns.METHOD: pl.String(),
    Columns.EVIDENCE: pl.String(),
    Columns.STATUS: pl.String(),
    Columns.DECIDED_BY: pl.String(),  # a person, or null: the method decided
    Columns.CONTRIBUTIONS: pl.String(),  # JSON, or null: the method does not say
}


class LinkGraph:
    """The graph of identity links. Rejected links stay, so that nobody is asked twice."""

    def __init__(self, quads: Quads) -> None:
        self._quads = quads

    def put(self, links: pl.DataFrame) -> int:
        """Replace what methods proposed before by `links`; what a person decided stays.

        Columns as in `LINK_SCHEMA`; `decided_by` and `contributions` may be left out. One
        transaction. Returns how many links there are now.
        """
        decided = self.frame().filter(pl.col(Columns.DECIDED_BY).is_not_null())
        proposed = _conform(links).join(decided, on=list(PAIR), how="anti")
        kept = pl.concat([decided, proposed]).unique(PAIR, keep="first", maintain_order=True)
        self._replace(kept)
        return kept.height

    def decide(self, pair: tuple[str, str, str, str], status: str, decided_by: str) -> None:
        """Write down what a person says of a pair (left source, left record, right ...)."""
        if status not in STATUSES:
            raise SlateError(f"{status!r} is no status of a link", do=f"Use one of {STATUSES}")
        links = self.frame()
        this = pl.all_horizontal(pl.col(c) == v for c, v in zip(PAIR, pair, strict=True))
        if links.filter(this).is_empty():
            raise NotFoundError(
                f"There is no link between {pair[0]} {pair[1]} and {pair[2]} {pair[3]}"
            )
        self._replace(
            links.with_columns(
                pl.when(this).then(pl.lit(status)).otherwise(Columns.STATUS).alias(Columns.STATUS),
                pl.when(this)
                .then(pl.lit(decided_by))
                .otherwise(Columns.DECIDED_BY)
                .alias(Columns.DECIDED_BY),
            )
        )

    def frame(self) -> pl.DataFrame:
        """All links in `LINK_SCHEMA`, ordered by pair."""
        found = self._quads.table(_QUERY)
        left, right = (_records(found[side]) for side in (Columns.LEFT, Columns.RIGHT))
        left.columns, right.columns = PAIR[:2], PAIR[2:]
        links = pl.concat([left, right, found], how="horizontal")
        return links.select(pl.col(c).cast(kind) for c, kind in LINK_SCHEMA.items()).sort(PAIR)

    def _replace(self, links: pl.DataFrame) -> None:
        lines = (line for row in links.iter_rows(named=True) for line in _lines(row))
        self._quads.update(
            f"CLEAR SILENT GRAPH <{Graphs.LINKS}>;"
            f"INSERT DATA {{ GRAPH <{Graphs.LINKS}> {{ {' '.join(lines)} }} }}"
        )


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


def _conform(links: pl.DataFrame) -> pl.DataFrame:
    optional = (Columns.DECIDED_BY, Columns.CONTRIBUTIONS)
    absent = [c for c in optional if c not in links.columns]
    links = links.with_columns(pl.lit(None, pl.String).alias(c) for c in absent)
    return links.select(list(LINK_SCHEMA)).cast(LINK_SCHEMA)  # type: ignore[arg-type]


def _records(iris: pl.Series) -> pl.DataFrame:
    keys = [record_key(text) for text in iris]
    return pl.DataFrame(keys, schema=[Columns.SOURCE, Columns.RECORD], orient="row")


def _lines(link: dict[str, Any]) -> Iterator[str]:
    left, right = [record_iri(link[s], link[r]) for s, r in (PAIR[:2], PAIR[2:])]
    subject = f"{DATA}link:{short_id('', left, right)}"
    yield triple(subject, Terms.TYPE, iri(Terms.LINK))
    yield triple(subject, Terms.LEFT, iri(left))
    yield triple(subject, Terms.RIGHT, iri(right))
    yield triple(subject, Terms.CONFIDENCE, literal(link[Columns.CONFIDENCE], "number"))
    for column, term in _TEXTS.items():
        if link[column] is not None:
            yield triple(subject, term, literal(link[column]))
