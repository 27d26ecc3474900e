"""The catalogue in numbers, for those who look after it."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from openslate.app.graph.connections import KINDS, Connections
from openslate.app.graph.graph_views import CatalogueFigures
from openslate.graph.vocabulary import FIELD, Columns

NAME, WORK_TYPE = FIELD["name"].column, FIELD["work_type"].column
UNTYPED = "movie"


@dataclass(frozen=True)
class CountCatalogue:
    """Counts what a snapshot holds: items, records by source, names by kind."""

    connections: Connections

    def __call__(self) -> CatalogueFigures:
        snapshot = self.connections.snapshot
        records = snapshot.record.group_by(Columns.ITEM).len()["len"]
        return CatalogueFigures(
            snapshot=snapshot.name,
            items=snapshot.size,
            records=snapshot.record.height,
            sources=_counts(snapshot.record[Columns.SOURCE]),
            names={kind: len(self.connections[kind].keys) for kind in KINDS},
            work_types=_counts(snapshot.item[WORK_TYPE].fill_null(UNTYPED)),
            joined=int((records > 1).sum()),
            without_name=snapshot.item[NAME].null_count(),
            windows=snapshot.availability.height,
        )


def _counts(values: pl.Series) -> Mapping[str, int]:
    """How often each value occurs, most frequent first."""
    counted = values.value_counts(sort=True, name="times")
    rows = counted.sort("times", values.name, descending=[True, False]).iter_rows()
    return {str(value): int(times) for value, times in rows}
