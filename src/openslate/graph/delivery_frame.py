"""The list of deliveries as a table beside the graph, so that a page never opens the graph."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from openslate.graph.delivery import Delivery, DeliveryReport
from openslate.graph.kept import keep_frame
from openslate.graph.vocabulary import Columns

NAME = "deliveries"
_MOMENT = pl.Datetime("us", "UTC")
DELIVERY_SCHEMA: dict[str, pl.DataType] = {
    Columns.GRAPH: pl.String(),
    Columns.SOURCE: pl.String(),
    Columns.KIND: pl.String(),
    Columns.SCOPE: pl.String(),
    Columns.FILE_NAME: pl.String(),
    Columns.FILE_HASH: pl.String(),
    Columns.RECEIVED_AT: _MOMENT,
    Columns.LICENCE: pl.String(),
    Columns.TRUST: pl.Float64(),
    Columns.READER: pl.String(),
    Columns.RECORDS: pl.Int64(),
    Columns.TRIPLES: pl.Int64(),
    Columns.CURRENT: pl.Boolean(),  # whether it counts
    Columns.WITHDRAWN_AT: _MOMENT,
    Columns.WITHDRAWN_BY: pl.String(),
    Columns.WITHDRAWN_BECAUSE: pl.String(),
}


def deliveries_frame(
    reports: Iterable[DeliveryReport], current: Sequence[Delivery]
) -> pl.DataFrame:
    """One row for each delivery, oldest first, in `DELIVERY_SCHEMA`."""
    counting = {delivery.graph for delivery in current}
    rows = [_row(report, report.delivery.graph in counting) for report in reports]
    return pl.DataFrame(rows, DELIVERY_SCHEMA, orient="row")


def delivery_of(row: Mapping[str, Any]) -> Delivery:
    """The delivery that a row of the table tells of."""
    return Delivery(
        source=row[Columns.SOURCE],
        file_name=row[Columns.FILE_NAME],
        file_hash=row[Columns.FILE_HASH],
        received_at=row[Columns.RECEIVED_AT],
        licence=row[Columns.LICENCE],
        trust=row[Columns.TRUST],
        reader=row[Columns.READER],
        kind=row[Columns.KIND],
        scope=row[Columns.SCOPE],
    )


def keep_deliveries_frame(
    frames: Path, reports: Iterable[DeliveryReport], current: Sequence[Delivery]
) -> None:
    """Write the table into the folder of frames, unless it says just this already."""
    frame, path = deliveries_frame(reports, current), deliveries_path(frames)
    if frame.is_empty() and not path.exists():
        return
    if not (path.exists() and read_deliveries_frame(frames).equals(frame)):
        keep_frame(frame, path)


def read_deliveries_frame(frames: Path) -> pl.DataFrame:
    """What was delivered, without opening the graph; empty when nothing ever was.

    `frames` is the folder beside the graph, see `frames_folder`.
    """
    path = deliveries_path(frames)
    if not path.exists():
        return pl.DataFrame(schema=DELIVERY_SCHEMA)
    return pl.read_parquet(path)


def deliveries_path(frames: Path) -> Path:
    """The table's file in the folder of frames."""
    return frames / f"{NAME}.parquet"


def _row(report: DeliveryReport, current: bool) -> tuple[object, ...]:
    delivery, taken = report.delivery, report.withdrawn
    return (
        delivery.graph,
        delivery.source,
        delivery.kind,
        delivery.scope,
        delivery.file_name,
        delivery.file_hash,
        delivery.received_at,
        delivery.licence,
        delivery.trust,
        delivery.reader,
        report.records,
        report.triples,
        current,
        *((taken.at, taken.by, taken.because) if taken else (None, None, None)),
    )
