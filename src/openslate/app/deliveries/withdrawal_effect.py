"""Works out what withdrawing a delivery takes away, before it is done."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from openslate.app.deliveries.delivery_views import DeliveryView, WithdrawalEffect
from openslate.app.workspace import Workspace
from openslate.graph.current_records import read_records
from openslate.graph.delivery import RECORD_FIELDS, DeliveryKind, DeliveryReport
from openslate.graph.delivery_log import current_deliveries
from openslate.graph.folding import folded
from openslate.graph.snapshot import Snapshot
from openslate.graph.snapshot_writer import current_folder
from openslate.graph.vocabulary import Columns

RECORD = [Columns.SOURCE, Columns.RECORD]
FACT = [*RECORD, Columns.FIELD, Columns.VALUE]
OF_ITEM = [Columns.ITEM, Columns.FIELD, Columns.VALUE]


def effect_of(workspace: Workspace, graph: str, view: DeliveryView) -> WithdrawalEffect:
    """The difference between what is known with a delivery and without it.

    It may be withdrawn already; then it is compared as if it counted.
    """
    reports = workspace.quads.deliveries.reports()
    others = [report for report in reports if report.delivery.graph != graph]
    counting = [replace(r, withdrawn=None) if r.delivery.graph == graph else r for r in reports]
    now = _records(workspace, view.kind, counting)
    then = _records(workspace, view.kind, others)
    gone = now.join(then, on=RECORD, how="anti")
    snapshot = workspace.snapshot() if current_folder(workspace.snapshots) else None
    lost = _facts(now, view.kind).join(_facts(then, view.kind), on=FACT, how="anti")
    if snapshot and view.kind == "works":
        lost = _said_by_nobody_else(lost, _facts(then, view.kind), snapshot)
    return WithdrawalEffect(
        delivery=view,
        records=gone.height,
        back=then.join(now, on=RECORD, how="anti").height,
        items=_items_gone(gone, snapshot) if snapshot else None,
        facts=lost.height,
        left=then.height,
    )


def _records(
    workspace: Workspace, kind: DeliveryKind, reports: Sequence[DeliveryReport]
) -> pl.DataFrame:
    store = workspace.quads
    counting = [d for d in current_deliveries(reports) if d.kind == kind]
    return read_records(store.quads, kind, counting, store.frames)


def _facts(records: pl.DataFrame, kind: DeliveryKind) -> pl.DataFrame:
    """One row for each value that a record says, in the columns of `FACT`."""
    parts = [pl.DataFrame(schema=dict.fromkeys(FACT, pl.String))]
    for field in RECORD_FIELDS[kind]:
        values = records.select(*RECORD, pl.col(field.column).alias(Columns.VALUE))
        values = values.explode(Columns.VALUE) if field.many else values
        told = values.drop_nulls(Columns.VALUE).with_columns(
            pl.col(Columns.VALUE).cast(pl.String), pl.lit(field.column).alias(Columns.FIELD)
        )
        parts.append(told.select(FACT))
    return pl.concat(parts)


def _said_by_nobody_else(
    lost: pl.DataFrame, staying: pl.DataFrame, snapshot: Snapshot
) -> pl.DataFrame:
    """Without what a record that stays says of the same item; spelled alike is the same."""
    item_of = snapshot.record.select(*RECORD, Columns.ITEM)
    said = staying.join(item_of, on=RECORD)
    alike = folded(Columns.VALUE)
    mine = lost.join(item_of, on=RECORD, how="left").with_columns(alike)
    return mine.join(said.with_columns(alike), on=OF_ITEM, how="anti")


def _items_gone(gone: pl.DataFrame, snapshot: Snapshot) -> int:
    """Items of the snapshot whose records all go."""
    staying = snapshot.record.join(gone, on=RECORD, how="anti")
    going = snapshot.record.join(gone, on=RECORD, how="semi")
    return going.join(staying, on=Columns.ITEM, how="anti")[Columns.ITEM].n_unique()
