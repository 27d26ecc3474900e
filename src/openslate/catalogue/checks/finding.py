"""Findings as data: what a check says about one record or item."""

import polars as pl

from openslate.graph.vocabulary import Columns

VIOLATION, WARNING, INFO = "violation", "warning", "info"
SEVERITIES = (VIOLATION, WARNING, INFO)
"""Must be mended, should be looked at, good to know; the words of SHACL."""

FINDING_SCHEMA: dict[str, pl.DataType] = {
    Columns.SHAPE: pl.String(),  # id of the shape or check
    Columns.SEVERITY: pl.String(),
    Columns.SENTENCE: pl.String(),
    Columns.SUGGESTION: pl.String(),
    Columns.KIND: pl.String(),  # of the record: works or availability; null for an item
    Columns.SOURCE: pl.String(),
    Columns.RECORD: pl.String(),
    Columns.ROW: pl.Int64(),
    Columns.FIELD: pl.String(),
    Columns.VALUE: pl.String(),
    Columns.ITEM: pl.UInt32(),  # dense index in the snapshot; null: of no item
}
"""One row a finding. Source, record and row are null where it is about an item as a whole."""


def no_findings() -> pl.DataFrame:
    """An empty table of findings."""
    return pl.DataFrame(schema=FINDING_SCHEMA)


def findings(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows in `FINDING_SCHEMA`; columns that are not there are null."""
    columns = [
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in FINDING_SCHEMA.items()
    ]
    return rows.select(columns)
