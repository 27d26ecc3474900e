"""Exports items as tables: CSV and Parquet with the vocabulary's columns."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from typing import Any, BinaryIO

from openslate.catalogue.exports.items import Progress, chosen, exported_items
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELDS, Columns

BETWEEN = " | "
"""What stands between the values of a list in a cell."""
COLUMNS = (Columns.ID, *(field.column for field in FIELDS))


def export_csv(
    snapshot: Snapshot,
    file: BinaryIO,
    ids: Collection[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write items as CSV in UTF-8, how many; lists are joined by ' | '."""
    rows = (
        [item.id, *(_cell(item.values.get(field.column)) for field in FIELDS)]
        for item in exported_items(snapshot, ids, progress)
    )
    return write_csv(file, [COLUMNS], rows)


def write_csv(
    file: BinaryIO, header: Iterable[Sequence[str]], rows: Iterable[Sequence[Any]]
) -> int:
    """Write lines of a header and rows in UTF-8, how many rows; the file stays open."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer, count = csv.writer(text), 0
    writer.writerows(header)
    for row in rows:
        writer.writerow(row)
        count += 1
    text.flush()
    text.detach()
    return count


def export_parquet(
    snapshot: Snapshot,
    file: BinaryIO,
    ids: Collection[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write the table of items as Parquet, how many; lists stay lists, days stay days."""
    items = chosen(snapshot, ids).select(*COLUMNS, Columns.SOURCES)
    items.write_parquet(file)
    if progress:
        progress(items.height, items.height)
    return items.height


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return BETWEEN.join(value) if isinstance(value, list) else str(value)
