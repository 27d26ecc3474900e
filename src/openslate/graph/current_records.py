"""What the deliveries that count say together, record by record: the last one wins."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from openslate.common.ids import hash_lines
from openslate.graph.delivery import Delivery, DeliveryKind
from openslate.graph.kept import keep_frame
from openslate.graph.quads import Quads
from openslate.graph.record_frame import read_delivery, read_gone, record_schema
from openslate.graph.vocabulary import Columns

TURN, HERE = "turn", "here"

TOGETHER = 8
"""Deliveries of one source after which what they say together is kept as one frame."""


def read_records(
    quads: Quads,
    kind: DeliveryKind,
    deliveries: Sequence[Delivery],
    frames: Path | None = None,
    columns: Sequence[str] | None = None,
) -> pl.DataFrame:
    """Current records, given the deliveries that count in the order they came.

    In the schema of `record_schema(kind)`, or only these `columns` of it; ordered by source, row
    and record. A complete delivery never
    changes, so its frame is kept in `frames`; the folder can be deleted at any time.
    """
    wanted = list(columns or record_schema(kind))
    chains: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        chains.setdefault(delivery.source, []).append(delivery)
    none = pl.DataFrame(schema=record_schema(kind)).select(wanted)
    read = list(dict.fromkeys([*wanted, Columns.ROW, Columns.RECORD]))
    parts = [_ordered(_chain(quads, chains[source], frames, read)) for source in sorted(chains)]
    return pl.concat([none, *(part.select(wanted) for part in parts)])


def frame_path(frames: Path, delivery: Delivery) -> Path:
    """Where the frame of a delivery is kept; another one for another vocabulary."""
    schema = record_schema(delivery.kind)
    return frames / f"{hash_lines([delivery.graph, *map(repr, schema.items())])[:16]}.parquet"


def _chain(
    quads: Quads, deliveries: Sequence[Delivery], frames: Path | None, wanted: list[str]
) -> pl.DataFrame:
    """Records of one source: those of each delivery that no later one replaces or ends.

    A source that sends an update each day would soon be slow to read, so its first deliveries are
    read from the frame of what they say together.
    """
    columns = list(dict.fromkeys([Columns.RECORD, *wanted]))
    begun = (len(deliveries) - 1) // TOGETHER * TOGETHER if frames else 0
    later = deliveries[begun:]
    parts = [_frame(quads, delivery, frames, columns) for delivery in later]
    gone = [read_gone(quads, delivery) for delivery in later]
    if frames and begun:
        parts.insert(0, _together(quads, deliveries[:begun], frames, columns))
        gone.insert(0, gone[0].clear())
    if len(parts) > 1 or later[0].scope == "update":
        last = _last_said(parts, gone)
        parts = [
            part.join(last.filter(pl.col(TURN) == turn), on=Columns.RECORD, how="semi")
            for turn, part in enumerate(parts)
        ]
    return pl.concat(parts).select(wanted)


def _together(
    quads: Quads, deliveries: Sequence[Delivery], frames: Path, columns: list[str]
) -> pl.DataFrame:
    """What a source's first deliveries say together, kept in place of fewer of them."""
    source = f"together-{hash_lines([deliveries[0].source, deliveries[0].kind])[:16]}"
    named = hash_lines([frame_path(frames, delivery).name for delivery in deliveries])
    path = frames / f"{source}-{named[:16]}.parquet"
    if not path.exists():
        schema = record_schema(deliveries[0].kind)
        keep_frame(_chain(quads, deliveries, frames, list(schema)), path)
        for other in set(frames.glob(f"{source}-*.parquet")) - {path}:
            other.unlink(missing_ok=True)
    return pl.read_parquet(path, columns=columns)


def _ordered(records: pl.DataFrame) -> pl.DataFrame:
    """By row and record; most deliveries are kept so, and finding that out is faster."""
    rows = records[Columns.ROW]
    if not rows.has_nulls() and (rows.diff().drop_nulls() > 0).all():
        return records
    return records.sort(Columns.ROW, Columns.RECORD)


def _last_said(parts: Sequence[pl.DataFrame], gone: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """For each record that is still here, the turn of the delivery that told of it last.

    A record that the same delivery tells of and calls gone is here: what is told is more.
    """
    said = [
        keys.select(Columns.RECORD, pl.lit(turn, pl.UInt32).alias(TURN), pl.lit(here).alias(HERE))
        for turn, pair in enumerate(zip(gone, parts, strict=True))
        for here, keys in zip((False, True), pair, strict=True)
    ]
    last = pl.concat(said).unique(Columns.RECORD, keep="last", maintain_order=True)
    return last.filter(HERE)


def _frame(
    quads: Quads, delivery: Delivery, frames: Path | None, columns: list[str]
) -> pl.DataFrame:
    if frames is None:
        return read_delivery(quads, delivery).select(columns)
    path = frame_path(frames, delivery)
    if not path.exists():
        keep_frame(read_delivery(quads, delivery), path)
    return pl.read_parquet(path, columns=columns)
