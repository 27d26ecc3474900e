"""Finding people, companies and topics by what people type."""

from functools import cached_property

import polars as pl

from openslate.app.graph.connections import KINDS, Connections
from openslate.app.graph.graph_views import Named
from openslate.app.graph.subjects import named
from openslate.app.labels import topic_label
from openslate.common.text import fold
from openslate.graph.vocabulary import Columns

CODE, KEY, RANK = "code", "key", "rank"
EXACT, BEGINS, WORD_BEGINS, HAS = range(4)
SHORTEST = 2  # letters; one letter says nothing


class SubjectFinder:
    """Searches the names of one snapshot; better matches first, then those with more items."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def find(self, query: str, limit: int = 8) -> tuple[Named, ...]:
        """Names that contain the query; nothing for less than two letters."""
        wanted = fold(query)
        if len(wanted) < SHORTEST:
            return ()
        key = pl.col(KEY)
        rank = (
            pl.when(key == wanted).then(EXACT)
            .when(key.str.starts_with(wanted)).then(BEGINS)
            .when(key.str.contains(f" {wanted}", literal=True)).then(WORD_BEGINS)
            .when(key.str.contains(wanted, literal=True)).then(HAS)
        )  # fmt: skip
        found = self._names.with_columns(rank.alias(RANK)).drop_nulls(RANK)
        order = [RANK, Columns.VIEWINGS, KEY, Columns.TAG_KIND]
        best = found.sort(order, descending=[False, True, False, False]).head(limit)
        rows = best.select(Columns.TAG_KIND, CODE).iter_rows()
        return tuple(named(self._connections[kind], code) for kind, code in rows)

    @cached_property
    def _names(self) -> pl.DataFrame:
        """Every name of every kind as it is compared, with how many items it has."""
        parts = []
        for kind in KINDS:
            bonds = self._connections[kind]
            labels = [fold(topic_label(kind, bonds.name(c))) for c in range(len(bonds.keys))]
            part = pl.DataFrame({KEY: labels}, schema={KEY: pl.String}).with_row_index(CODE)
            parts.append(
                part.with_columns(
                    pl.lit(kind).alias(Columns.TAG_KIND),
                    pl.Series(Columns.VIEWINGS, bonds.counts, dtype=pl.Int64),
                )
            )
        return pl.concat(parts)
