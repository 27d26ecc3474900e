"""Everything that is checked when a snapshot is taken, as tables beside the snapshot's own."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from openslate.catalogue.checks.conflicts import compared_fields, conflict_check, find_conflicts
from openslate.catalogue.checks.coverage import coverage
from openslate.catalogue.checks.finding import findings
from openslate.catalogue.checks.item_checks import ITEM_CHECKS, bare_items, duplicates_waiting
from openslate.catalogue.checks.shape_files import ShapeSet
from openslate.catalogue.checks.shape_runner import run_shapes
from openslate.catalogue.checks.window_checks import (
    WINDOW_CHECKS,
    windows_known_by_one,
    windows_that_overlap,
    windows_without_item,
)
from openslate.graph.record_frame import record_schema
from openslate.graph.vocabulary import FIELD, Columns
from openslate.graph.windows import Windows

FINDING, COVERAGE, CHECK = "finding", "coverage", "check"
OF_RECORDS, NOW, ROW_NOW = "of_records", "now", "row_now"
CHECK_SCHEMA: dict[str, pl.DataType] = {
    Columns.SHAPE: pl.String(),
    Columns.HEADING: pl.String(),
    Columns.SEVERITY: pl.String(),
    OF_RECORDS: pl.Boolean(),  # whether it depends on the records of one item alone
    Columns.VERSION: pl.String(),  # of the shapes in force
}
ORDER = [
    Columns.SHAPE,
    Columns.ITEM,
    Columns.SOURCE,
    Columns.ROW,
    Columns.FIELD,
    Columns.VALUE,
    Columns.RECORD,
]
KEYS = [Columns.SOURCE, Columns.RECORD]
NAME = FIELD["name"].column


@dataclass(frozen=True)
class Checked:
    """What is checked. `records` and attached windows have the `id` of their item.

    `items`, `links` and `availability` are tables of the snapshot that is being taken.
    """

    records: pl.DataFrame
    windows: Windows
    items: pl.DataFrame
    links: pl.DataFrame
    availability: pl.DataFrame


@dataclass(frozen=True)
class Earlier:
    """What was found before, with the items of then, and the ids of items that changed since.

    `remade` are the records that these items have now, item by item, most trusted first.
    """

    tables: Mapping[str, pl.DataFrame]
    items: pl.DataFrame
    touched: pl.Series
    remade: pl.DataFrame


def check_tables(
    shapes: ShapeSet, checked: Checked, earlier: Earlier | None = None
) -> dict[str, pl.DataFrame]:
    """The tables `finding`, `coverage` and `check`.

    What was found in records of items that did not change is taken over from `earlier`, if the
    shapes are the same; the result is the one from nothing.
    """
    sheets = checked.windows
    windows = _all_windows(sheets)
    labelled = _labelled(
        checked.records.select(*KEYS, Columns.ROW, NAME, Columns.ID), checked.items
    )
    found = [
        _of_records(shapes, checked, labelled, earlier),
        _of_windows(shapes, windows, _labelled(sheets.attached, checked.items)),
        windows_without_item(sheets.unattached),
        windows_that_overlap(checked.availability, checked.items),
        windows_known_by_one(checked.availability, checked.items),
        duplicates_waiting(checked.links, labelled),
        bare_items(checked.items),
    ]
    return {
        FINDING: pl.concat(found).sort(ORDER),
        COVERAGE: coverage({"works": checked.records, "availability": windows}),
        CHECK: _checks(shapes),
    }


def _of_records(
    shapes: ShapeSet, checked: Checked, labelled: pl.DataFrame, earlier: Earlier | None
) -> pl.DataFrame:
    """What shapes and comparisons of sources say, worked out for changed items only."""
    kept, records = [], checked.records
    if earlier and _checks(shapes).equals(earlier.tables[CHECK]):
        among = pl.col(Columns.ID).is_in(earlier.touched.implode())
        kept, records = [_kept(earlier, labelled.filter(~among))], earlier.remade
    records = _labelled(records, checked.items)
    found = _located(run_shapes(shapes.shapes, records, "works"), records)
    return pl.concat([*kept, found, find_conflicts(records, checked.items)])


def _kept(earlier: Earlier, records: pl.DataFrame) -> pl.DataFrame:
    """What was found earlier in these records, under the indices and rows they have now."""
    found = earlier.tables[FINDING].join(
        earlier.tables[CHECK].filter(OF_RECORDS), on=Columns.SHAPE, how="semi"
    )
    whole = pl.col(Columns.RECORD).is_null()
    of_items = found.filter(whole)
    moved = _moved(earlier.items[of_items[Columns.ITEM].unique()], records)
    of_items = of_items.join(moved, on=Columns.ITEM).with_columns(pl.col(NOW).alias(Columns.ITEM))
    rows = records.select(
        *KEYS, pl.col(Columns.ITEM).alias(NOW), pl.col(Columns.ROW).alias(ROW_NOW)
    )
    of_records = (
        found.filter(~whole)
        .join(rows, on=KEYS)
        .with_columns(pl.col(NOW).alias(Columns.ITEM), pl.col(ROW_NOW).alias(Columns.ROW))
    )
    return pl.concat([findings(of_items), findings(of_records)])


def _moved(before: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """The indices that items had `before` and have `now`, if these are records of theirs."""
    here = records.select(Columns.ID, pl.col(Columns.ITEM).alias(NOW))
    met = before.select(Columns.ITEM, Columns.ID).join(here, on=Columns.ID)
    return met.select(Columns.ITEM, NOW).unique()


def _of_windows(shapes: ShapeSet, windows: pl.DataFrame, attached: pl.DataFrame) -> pl.DataFrame:
    return _located(run_shapes(shapes.shapes, windows, "availability"), attached)


def _located(found: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Findings with the item of their record."""
    items = records.select(*KEYS, Columns.ITEM)
    return findings(found.drop(Columns.ITEM).join(items, on=KEYS, how="left"))


def _labelled(records: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """Records with the dense index of their item."""
    return records.join(
        items.select(Columns.ID, Columns.ITEM), on=Columns.ID, maintain_order="left"
    )


def _all_windows(windows: Windows) -> pl.DataFrame:
    columns = list(record_schema("availability"))
    return pl.concat([windows.attached.select(columns), windows.unattached.select(columns)])


def _checks(shapes: ShapeSet) -> pl.DataFrame:
    """Every shape and check: what it is called and how bad it is."""
    named = {s.id: (s.title, s.severity, s.kind == "works") for s in shapes.shapes}
    compared = [conflict_check(field) for field in compared_fields()]
    named |= {check.id: (check.title, check.severity, True) for check in compared}
    others = (*WINDOW_CHECKS, *ITEM_CHECKS)
    named |= {check.id: (check.title, check.severity, False) for check in others}
    rows = [(id_, *about, shapes.digest) for id_, about in named.items()]
    return pl.DataFrame(rows, CHECK_SCHEMA, orient="row")
